"""Pictures of the screens at four sizes and in three themes; a changed picture is a change to look at."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import MakeApp
from textual.pilot import Pilot

from advisor.tui.themes import OWN

Compare = Callable[..., bool]
SIZES = ((60, 20), (80, 24), (120, 40), (200, 50))
SCREENS = {
    "recommend": (), "compare": ("space", "space", "space", "c"), "why": ("w",), "frontier": ("p",), "excluded": ("x",),
    "evidence": ("e",), "landscape": ("l",), "plan": ("t",),
    "breakeven": ("space", "down", "space", "b"), "help": ("question_mark",), "export": ("ctrl+e",),
    "guide": ("n", "ctrl+n"), "import": ("t", "i", *"log.csv", "enter"),
    "what-if": ("g", "right"), "typing": ("f", "down", "enter", "2", "0", "x"),
}  # fmt: skip
ONE_SIZE = ("evidence", "landscape", "plan", "breakeven", "help", "export", "guide", "import", "what-if", "typing")
CASES = [(name, size) for name in SCREENS for size in SIZES if name not in ONE_SIZE or size == (120, 40)]


def steps(*keys: str, theme: str | None = None) -> Callable[[Pilot[Any]], Any]:
    async def run(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        if theme:
            pilot.app.theme = theme
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        for _ in range(3):
            await pilot.pause()
        for field in pilot.app.screen.query("Input"):
            field.cursor_blink = False

    return run


@pytest.mark.parametrize(("name", "size"), CASES, ids=[f"{name}-{size[0]}x{size[1]}" for name, size in CASES])
def test_screen(name: str, size: tuple[int, int], make_app: MakeApp, snap_compare: Compare) -> None:
    assert snap_compare(make_app(), terminal_size=size, run_before=steps(*SCREENS[name]))


@pytest.mark.parametrize("theme", [theme.name for theme in OWN])
def test_theme(theme: str, make_app: MakeApp, snap_compare: Compare) -> None:
    before = steps("space", "down", "f", "right", "escape", theme=theme)
    assert snap_compare(make_app(), terminal_size=(120, 40), run_before=before)
