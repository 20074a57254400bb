"""The command palette and the help list what can be done here and now, from the bindings themselves."""

from conftest import MakeApp
from fake import FakeEngine
from test_keys import press

from advisor.tui.commands import palette
from advisor.tui.dialogs.help import keys_of
from advisor.tui.themes import OWN
from advisor.tui.widgets.bars import KeyBar

SIZE = (200, 50)


async def test_the_palette_does_what_the_keys_do(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        listed = {command.title: command for command in palette(app, app.screen)}
        assert {"Compare", "Why", "Filter", "Undo", "Save", "Quit"} <= set(listed)
        assert not any("selected text" in title for title in listed)
        assert {f"Theme {theme.name}" for theme in OWN} <= set(listed)
        await listed["Frontier"].callback()
        await pilot.pause()
        assert app.current_mode == "frontier"
        listed[f"Theme {OWN[2].name}"].callback()
        assert app.theme == OWN[2].name


async def test_typing_in_the_palette_runs_a_command(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "ctrl+p", *"landscape", "enter", "enter")
        assert app.current_mode == "landscape"


async def test_help_lists_the_keys_of_its_screen_with_their_tooltips(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "c")
        told = {key.key: key.told for key in keys_of(app.screen)}
        assert told["d"] == "only rows that differ"
        assert told["q"] == "save the session and leave"
        assert "/" not in told


async def test_left_and_right_belong_to_the_screen_not_to_its_list(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        for mode, told in (
            ("k", "models, offers, providers, …"),
            ("w", "the option ranked after"),
            ("c", "the next column"),
        ):
            await press(pilot, mode)
            assert {key.key: key.told for key in keys_of(app.screen)}["→"] == told


async def test_compare_is_grey_until_there_are_two_options(make_app: MakeApp) -> None:
    app = make_app(FakeEngine(rows=1))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        enabled = {key: entry.enabled for key, entry in app.screen.active_bindings.items()}
        assert not enabled["c"]
        assert enabled["w"]
        await press(pilot, "c")
        assert app.current_mode == "recommend"


async def test_the_key_bar_never_cuts_help_and_quit(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        for key in ("w", "c", "p", "x", "k", "e", "b", "l", "t"):
            await press(pilot, key)
            shown = app.screen.query_one(KeyBar).render()
            assert shown.cell_length <= 60
            assert "? help  q quit" in shown.plain


async def test_the_palette_lists_nothing_twice(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "f")
        titles = [command.title for command in palette(app, app.screen)]
        assert "Default" in titles
        assert len(titles) == len(set(titles))
