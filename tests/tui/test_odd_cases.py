"""Hostile names, nothing left, thousands of options, tiny terminals, no colour."""

from html import unescape

import pytest
from conftest import MakeApp
from fake import HOSTILE, FakeEngine, catalog, option, report
from test_keys import grid, press
from textual._compositor import Compositor
from textual.geometry import Region
from textual.screen import Screen

from advisor.errors import AdvisorError
from advisor.evidence.card import Card
from advisor.report import ConstraintPrice, RankedOption, Report
from advisor.requirements import echo, resolve
from advisor.tui import transitions
from advisor.tui.app import AdvisorApp
from advisor.tui.live import open_engine
from advisor.tui.messages import FieldChanged
from advisor.tui.views import excluded, frontier, options, summary, why
from advisor.tui.views.runs import plain

SCREENS = ("w", "c", "b", "p", "x", "e", "k", "l", "t", "question_mark", "escape", "ctrl+p")


def screen_text(app: AdvisorApp) -> str:
    """What the terminal would show, as text."""
    return unescape(app.export_screenshot(simplify=True)).replace("\xa0", " ")


async def test_hostile_names_are_shown_literally_on_every_screen(make_app: MakeApp) -> None:
    app = make_app(FakeEngine(rows=len(HOSTILE), names=HOSTILE))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "space", "down", "down", "space")
        for key in SCREENS:
            await press(pilot, key)
            text = screen_text(app)
            assert "\x07" not in text
            assert "\u202e" not in text


async def test_escape_codes_and_markup_reach_no_cell(make_app: MakeApp) -> None:
    app = make_app(FakeEngine(rows=len(HOSTILE), names=HOSTILE))
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        strips = grid(app, "options").render_lines(Region(0, 0, 100, 12))
        text = "\n".join(strip.text for strip in strips)
    assert "[/nope]" in text
    assert "[@click=app.quit]x[/]" in text
    assert "\\x1b]0;owned\\x07name" in text
    assert "\\u202e" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert all(strip.cell_length == strips[0].cell_length for strip in strips)


@pytest.mark.parametrize("width", [*range(77, 170), 250])
def test_a_name_has_its_room_before_further_columns(width: int) -> None:
    columns = options.columns(width)
    taken = sum(column.width for column in columns) + len(columns)
    assert width - taken >= 36


async def test_nothing_left_says_what_would_help(make_app: MakeApp) -> None:
    app = make_app(FakeEngine(rows=0))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.screen.query_one("#empty").display
        told = "\n".join(plain(entry) for entry in summary.empty(app.state))
        assert "400 options fail residency" in told
        assert "would be admitted by: drop --origin" in told
        for key in SCREENS:
            await press(pilot, key)


async def test_five_thousand_options_keep_the_keys_alive(make_app: MakeApp) -> None:
    app = make_app(FakeEngine(rows=5000))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "end")
        assert app.state.selected == app.state.report.options[-1].id
        await press(pilot, "home", "slash", *"4999")
        assert len(grid(app, "options").keys) == 1


@pytest.mark.parametrize("size", [(20, 5), (43, 40), (200, 11)])
async def test_a_tiny_terminal_says_so(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = [widget.id for widget in app.screen.children if widget.display]
        assert shown == ["too-small"]
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.1)  # the new size comes by a timer
        assert not app.screen.query_one("#too-small").display
        assert len(grid(app, "options").keys) == 12


async def test_verdicts_are_words_without_colour(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        text = "\n".join(strip.text for strip in grid(app, "options").render_lines(Region(0, 0, 100, 6)))
    assert "✓ allowed" in text
    assert "? review" in text


async def test_fast_keys_lose_no_step(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*["down"] * 7, "up")
        await pilot.pause()
        assert app.state.selected == app.state.report.options[6].id
        assert grid(app, "options").key == app.state.selected


async def test_marks_follow_in_order_and_stop_at_six(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *["space"] * 8)
        assert app.state.marks == tuple(option.id for option in app.state.report.options[2:8])


def ranking(given: dict[str, object], *options: RankedOption) -> Report:
    used = echo(resolve({"workload": "extraction", **given}, catalog(), "2026-11-23"))
    return report(used, rows=1)._replace(options=options)


def test_a_mark_stays_with_its_model_and_comes_back() -> None:
    here, there, other = option(0), option(0)._replace(id="glm-5-0@elsewhere"), option(1)
    state = transitions.ranked(transitions.started({}), ranking({}, here, other))
    state = transitions.marked(transitions.marked(state, here.id), other.id)
    moved = transitions.ranked(state, ranking({}, there))
    assert moved.marks == (there.id, other.id)
    assert transitions.ranked(moved, ranking({}, here, other)).marks == (here.id, other.id)
    every = ranking({"all_routes": True}, there, other)
    assert transitions.ranked(state, every).marks == (here.id, other.id)


async def test_giving_an_edit_up_moves_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f", "down", "enter", "2", "0", "k")
        assert app.state.moves
        await press(pilot, "escape")
        assert app.state.moves == {}
        assert app.state.gone == ()


async def test_only_rows_in_view_are_drawn(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    title = options.title
    monkeypatch.setattr(options, "title", lambda option: drawn.append(option.id) or title(option))
    app = make_app(FakeEngine(rows=5000))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "space", "space")
        assert app.state.marks == tuple(option.id for option in app.state.report.options[:2])
    assert len(set(drawn)) < 50


async def test_a_step_paints_only_what_it_changes(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a cursor that moves nor a ranking that changes has the whole screen painted or laid out again."""
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "down", "up")
        whole: list[str] = []
        full, layout = Compositor.render_full_update, Screen._refresh_layout
        monkeypatch.setattr(
            Compositor, "render_full_update", lambda it, **how: (whole.append("full"), full(it, **how))[1]
        )
        monkeypatch.setattr(Screen, "_refresh_layout", lambda it, **how: (whole.append("layout"), layout(it, **how))[1])
        await press(pilot, "down", "up")
        app.post_message(FieldChanged("worth", "0.06"))
        await pilot.pause()
        assert app.state.given["worth"] == "0.06"
        assert whole == []


async def test_the_mouse_selects_opens_and_sorts(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.click("#options", offset=(20, 4))
        await pilot.pause()
        assert app.state.selected == app.state.report.options[2].id
        await pilot.click("#options", offset=(75, 1))
        await pilot.pause()
        assert "$/month" in str(grid(app, "options").border_subtitle)
        await pilot.click("#keys", offset=(2, 0))
        await pilot.pause()
        assert app.focused.id == "why"


@pytest.mark.parametrize("key", ["", "x", "e", "k"])
async def test_a_filter_that_leaves_nothing_says_what_clears_it(make_app: MakeApp, key: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *key, "slash", *"zzz")
        assert "nothing holds “zzz”: esc clears the filter" in screen_text(app)
        await press(pilot, "escape")
        assert "nothing holds" not in screen_text(app)


async def test_the_filter_of_a_narrow_terminal_is_seen(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f", "slash")
        assert app.focused.id == "filter"
        assert app.focused.region.width > 40


@pytest.mark.parametrize("fault", [AdvisorError("bad-input", "no such preset", "name another"), ValueError("odd")])
async def test_excluded_tells_why_there_is_no_list(make_app: MakeApp, fault: Exception) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        engine.fault = fault
        await press(pilot, "x")
        await app.workers.wait_for_complete()
        await pilot.pause()
        text = screen_text(app)
        assert str(fault.args[-1] if isinstance(fault, ValueError) else fault.message) in text
        assert "asking for all" not in text


async def test_a_fault_of_break_even_is_told(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        engine.fault = ValueError("odd")
        await press(pilot, "b")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "internal fault, nothing is lost: ValueError: odd" in screen_text(app)


async def test_a_model_without_a_card_is_told_and_not_fatal(make_app: MakeApp) -> None:
    class NoCard(FakeEngine):
        def card(self, workload: str, model: str, as_of: str) -> Card:
            raise AdvisorError("bad-input", f"{model} is in no file", "see another")

    app = make_app(NoCard())
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "e")
        assert "is in no file: see another" in screen_text(app)


def test_a_model_of_a_scenario_has_no_card() -> None:
    with pytest.raises(AdvisorError, match="nobody has measured it"):
        open_engine(()).card("extraction", "next-800b", "2026-11-23")


async def test_ties_share_their_rank_on_every_screen(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        second = app.state.report.options[1]
        shared = f"1= · {options.title(second)}"
        assert second.tie_group == app.state.report.options[0].tie_group
        await press(pilot, "down", "w")
        assert shared in screen_text(app)
        assert plain(frontier.detail(app.state, second.id)[0]).startswith(shared)
        assert options.title(app.state.report.options[0]) in plain(why.behind(second, app.state.report))


def test_what_a_constraint_costs_is_not_nothing_when_nobody_knows_it() -> None:
    made = report(echo(resolve({"workload": "extraction"}, catalog(), "2026-11-23")))
    prices = (ConstraintPrice("licence", 0.0), ConstraintPrice("price-unknown", None))
    told = plain(excluded.prices(made._replace(constraint_prices=prices)))
    assert told == "nothing is lost by licence  ·  price-unknown costs ?"
