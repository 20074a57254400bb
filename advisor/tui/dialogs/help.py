"""Help for the screen beneath, generated from its bindings, so that it cannot be out of date."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from advisor.tui.widgets.bars import KEY_NAMES

WORDS = (
    "Options in one tie group cannot be told apart: test them.",
    "├─●─┤ is the 10th to 90th percentile of right answers; ? is unknown, never 0.",
    "▲ ▼ new mark what the last change of a requirement moved.",
)


def keys_of(screen: Screen[Any]) -> list[tuple[str, str, bool]]:
    """(key, what it does, whether it acts now) for every binding of the screen, in order, one line each."""
    listed: dict[str, tuple[str, str, bool]] = {}
    for key, entry in screen.active_bindings.items():
        told = entry.tooltip or entry.binding.tooltip
        if told and entry.binding.id and not entry.binding.system:
            listed.setdefault(f"{entry.binding.action}", (KEY_NAMES.get(key, key), told, entry.enabled))
    return list(listed.values())


class Help(ModalScreen[None]):
    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss", "close", id="help.close", tooltip="close the help"),
    ]

    def compose(self) -> ComposeResult:
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else self
        with VerticalScroll(classes="dialog", can_focus=True) as box:
            box.border_title = "Keys of this screen"
            if title := getattr(below, "HELP_TITLE", ""):
                yield Static(title, classes="lead", markup=False)
            yield Static(Content("\n").join([_line(*entry) for entry in keys_of(below)]), id="help-keys")
            yield Static("\n" + "\n".join(WORDS), classes="foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(".dialog").focus()


def _line(key: str, told: str, enabled: bool) -> Content:
    return Content.assemble((f"{key:>5}  ", "bold $text-accent"), (told, "" if enabled else "$dim"))
