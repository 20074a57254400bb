"""Requirements as they are typed: checked at once, ranked at once, undone in one step; the last good ranking stays."""

from types import SimpleNamespace
from unittest.mock import patch

from conftest import MakeApp
from fake import FakeEngine
from test_keys import press
from textual.widgets import Input

from advisor.errors import bad_input
from advisor.options import OPTIONS
from advisor.tui import fields
from advisor.tui.views import form
from advisor.tui.views.runs import plain
from advisor.tui.widgets.form import Form
from advisor.tui.widgets.text import Text

SIZE = (120, 40)


async def test_every_requirement_has_a_field(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        shown = app.screen.query_one(Form).query_one("#fields").keys
    assert shown == tuple(option.key for option in OPTIONS)


async def test_bad_text_is_told_beside_the_field_and_the_ranking_stays(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "f", "down", "enter", "5", "0", "k")
        good = app.state.report
        await press(pilot, "x")
        assert "k, M, B" in app.state.errors["calls_per_day"]
        assert any("k, M, B" in plain(cell) for row in form.rows(app.state) for cell in row.cells)
        assert "for example" in " ".join(str(app.screen.query_one("#hint", Text).render()).split())
        assert app.state.report is good
        await press(pilot, "backspace")
        assert app.state.errors == {}
        assert app.state.given["calls_per_day"] == "50k"


async def test_an_edit_is_one_step_and_its_moves_are_against_its_start(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "f", "down", "enter", "2", "0", "k")
        assert app.state.moves["claude-haiku-5-4@azure"] == "▲3"
        assert app.state.gone == ("qwen3.6-27b-2",)
        await press(pilot, "enter", "u")
        assert "calls_per_day" not in app.state.given
        assert app.state.moves["claude-haiku-5-4@azure"] == "▼3"
        assert app.state.moves["qwen3.6-27b-2@owned:2xnvidia-rtx-5090"] == "new"


async def test_escape_gives_the_edit_up(make_app: MakeApp) -> None:
    app = make_app(calls_per_day="40k")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "f", "down", "enter", "backspace", "backspace", "backspace", "7", "escape")
        assert app.state.given["calls_per_day"] == "40k"
        assert app.focused.id == "fields"


async def test_contradicting_requirements_keep_the_last_ranking(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        good = app.state.report
        engine.fault = bad_input("--route hosted contradicts --residency on-prem", "allow --route owned")
        await press(pilot, "f", "right")
        assert "contradicts" in app.state.trouble
        assert "allow --route owned" in app.state.trouble
        assert app.state.report is good


async def test_what_the_ranking_refuses_is_told_beside_its_field(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        engine.fault = bad_input("--calls-per-day: more than there are", "give fewer")
        await press(pilot, "f", "down", "enter", "9")
        at = next(n for n, row in enumerate(form.rows(app.state)) if row.key == "calls_per_day")
        assert "more than there are: give fewer" in plain(form.rows(app.state)[at + 1].cells[0])
        assert "more than there" in " ".join(str(app.screen.query_one("#hint", Text).render()).split())
        engine.fault = None
        await press(pilot, "9")
        assert not form.wrong(app.state, "calls_per_day")


async def test_an_internal_fault_is_told_and_survived(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        engine.fault = ZeroDivisionError("by [b]zero")
        await press(pilot, "f", "right")
        assert "nothing is lost: ZeroDivisionError: by [b]zero" in app.state.trouble
        engine.fault = None
        await press(pilot, "left")
        assert app.state.trouble == ""


async def test_slow_rankings_are_done_by_a_worker(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app._seconds = 1.0
        await press(pilot, "f", "right")
        assert app.state.report.requirements["workload"] == "coding"
        assert not app.state.busy


async def test_an_answer_to_old_requirements_is_dropped(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        stale = app._ask({"workload": "coding"})
        app.post_message(stale)
        await pilot.pause()
        assert app.state.report.requirements["workload"] == "extraction"


async def test_the_guide_asks_eight_times_and_ends_in_the_contrast(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "n", *["ctrl+n"] * 2)
        app.screen.query_one("#ask-right_of_100", Input).value = "80"
        await press(pilot, "enter")
        assert app.state.given["right_of_100"] == "80"
        await press(pilot, *["ctrl+n"] * 4, *"kimi", "enter")
        assert app.current_mode == "why"
        assert app.state.rival().model == "kimi-k3-3"


def test_typed_text_is_read_back() -> None:
    values = {"gpus": ("2x nvidia-h100",), "worth_range": (0.02, 0.1), "public_facing": True, "worth": 0.05}
    for key, value in values.items():
        assert fields.parse(key, fields.typed(key, value)) == value


def test_every_example_is_valid_text() -> None:
    assert {option.key: fields.problem(option.key, option.example) for option in OPTIONS} == {
        option.key: "" for option in OPTIONS
    }


async def test_a_wrong_text_is_not_kept_and_not_lost(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "f", "down", "enter", "5", "x", "enter")
        assert app.focused.id == "editor"
        assert "k, M, B" in app.state.errors["calls_per_day"]
        await press(pilot, "backspace", "enter")
        assert app.focused.id == "fields"
        assert app.state.given["calls_per_day"] == "5"


async def test_the_guide_stays_at_a_wrong_answer_and_leaves_no_error_behind(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "n", "ctrl+n", "x", "enter")
        assert app.focused.id == "ask-calls_per_day"
        assert "calls_per_day" in app.state.errors
        await press(pilot, "escape")
        assert app.state.errors == {}
        await press(pilot, "n", "ctrl+n", "x", "ctrl+n")
        assert app.state.errors == {}


async def test_nothing_slides_from_zero(make_app: MakeApp) -> None:
    app = make_app(latency_price="0")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "f")
        app.screen.query_one("#fields").move_to("latency_price")
        await press(pilot, "g")
        assert not app.screen.query_one("#slider").display


async def test_of_rankings_that_waited_only_the_last_is_made(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        engine.asked.clear()
        late = SimpleNamespace(is_cancelled=True)
        with patch("advisor.tui.ranking.get_current_worker", lambda: late):
            app._rank_aside.__wrapped__(app, {"workload": "coding"})
        assert engine.asked == []
