"""Own results come in by the test plan: read, asked about, stored, ranked again, and taken back."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import MakeApp
from fake import FakeEngine
from test_keys import press
from textual.pilot import Pilot
from textual.widgets import Input, Static

from advisor.errors import AdvisorError
from advisor.evaluate.preview import Preview
from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.results import ResultsDialog
from advisor.tui.engine import HowToRead
from advisor.tui.live import open_engine
from advisor.tui.widgets.path import completed

SIZE = (120, 40)
LOGS = Path(__file__).parents[1] / "data" / "logs"
GIVEN = {"workload": "extraction"}


def text(app: AdvisorApp, name: str) -> str:
    return str(app.screen.query_one(name, Static).render())


async def read(pilot: Pilot[int], name: str) -> None:
    await press(pilot, "t", "i", *name, "enter")
    await pilot.pause()


async def test_a_log_is_shown_before_it_is_stored(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        await read(pilot, "log.csv")
        assert "csv  ·  task own  ·  the log states no date" in text(app, "#told-text")
        assert "note: a note" in text(app, "#told-text")
        first, second = app.screen.query("#questions Input").results(Input)
        assert (first.value, second.value) == ("gpt-5.2~high@openai", "")
        assert "9 items, 9 attempts, 2 missing (error 2)" in str(second.border_subtitle)
        assert "my [b] is unknown; like it: glm-5" in str([*app.screen.query(".standing").results(Static)][1].render())
        assert app.focused is second
        assert "reads it again" in text(app, "#hint")
        assert engine.imported == []


async def test_an_answer_completes_it_and_the_import_is_ranked_and_taken_back(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        await read(pilot, "log.csv")
        await press(pilot, *"glm-5@deepinfra", "enter")
        assert "enter stores 409 attempts of gpt-5.2~high@openai, glm-5@deepinfra" in text(app, "#hint")
        asked = len(engine.asked)
        await press(pilot, "enter")
        assert engine.imported == [("log.csv", HowToRead({"my [b]": "glm-5@deepinfra"}))]
        assert "glm-5 [b]" in text(app, "#told-text")
        assert len(engine.asked) == asked + 1
        assert app.state.note == "with your results"
        await press(pilot, "u")
        assert engine.forgotten == [("abc",)]
        assert "Taken back" in text(app, "#told-text")
        assert len(engine.asked) == asked + 2
        await press(pilot, "u")
        assert engine.forgotten == [("abc",)]
        await press(pilot, "escape")
        assert app.current_mode == "plan"


async def test_a_score_and_a_prompt_are_chosen_where_there_are_several(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        await read(pilot, "two.csv")
        assert "exact · f1" in str(app.screen.query_one("#metric").border_title)
        assert "short · long" in str(app.screen.query_one("#prompt").border_title)
        for name, answer in (("#model-1", "glm-5"), ("#metric", "f1"), ("#prompt", "long")):
            app.screen.query_one(name, Input).value = answer
        await press(pilot, "enter")
        await press(pilot, "enter")
        assert engine.imported == [("two.csv", HowToRead({"my [b]": "glm-5"}, "f1", "long"))]


async def test_another_path_is_read_anew(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        await read(pilot, "log.csv")
        await press(pilot, *"glm-5", "enter")
        app.screen.query_one("#path", Input).value = "other.csv"
        await pilot.pause()
        assert "enter reads the log" in text(app, "#hint")
        await press(pilot, "enter")
        assert app.screen.query_one("#model-1", Input).value == ""
        assert engine.imported == []


async def test_what_is_wrong_is_said_in_the_dialog(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "t", "i", "enter")
        assert "give a path" in text(app, "#told-text")
        await press(pilot, *"absent.csv", "enter")
        assert "no such file" in text(app, "#told-text")
        assert "give the path of a log" in text(app, "#told-text")
        assert engine.imported == []


async def test_escape_stops_what_is_under_way_and_nothing_is_stored(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        await read(pilot, "log.csv")
        await press(pilot, *"glm-5", "enter")
        engine.gate.clear()
        await pilot.press("enter")
        await pilot.pause(0.05)
        assert "1 of 2 · reading" in text(app, "#told-text")
        assert "escape stops it" in text(app, "#hint")
        await pilot.press("escape")
        engine.gate.set()
        await pilot.app.workers.wait_for_complete([])
        await pilot.pause(0.1)
        assert isinstance(app.screen, ResultsDialog)
        assert "stopped; nothing was stored" in text(app, "#told-text")
        assert engine.imported == []
        await press(pilot, "escape")
        assert app.current_mode == "plan"
        assert not isinstance(app.screen, ResultsDialog)


async def test_what_was_stopped_says_nothing_late(make_app: MakeApp) -> None:
    class Late(FakeEngine):
        def preview_results(self, given: Mapping[str, object], path: str, how: HowToRead) -> Preview:
            self.gate.wait(10)
            raise AdvisorError("bad-input", "too late", "no fix")

    engine = Late()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "t", "i", *"log.csv")
        engine.gate.clear()
        await pilot.press("enter")
        await pilot.pause(0.05)
        await pilot.press("escape")
        engine.gate.set()
        await pilot.app.workers.wait_for_complete([])
        await pilot.pause(0.1)
        assert "stopped; nothing was stored" in text(app, "#told-text")


def test_a_path_is_completed_as_a_shell_would(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "run.csv").touch()
    (tmp_path / ".hidden").touch()
    assert completed(f"{tmp_path}/lo") == f"{tmp_path}/logs/"
    assert completed(f"{tmp_path}/logs/r") == f"{tmp_path}/logs/run.csv"
    assert completed(f"{tmp_path}/") == f"{tmp_path}/logs/"
    assert completed(f"{tmp_path}/.h") == f"{tmp_path}/.hidden"
    assert completed(f"{tmp_path}/absent/x") is None
    assert completed("") is None


def test_a_path_that_cannot_be_looked_at_completes_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for typed in ("~nobody-has-this-name/x", "a\0b/c", f"/{'x' * 9000}/y", f"{tmp_path}/lo"):
        assert completed(typed) is None


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


def quiet(step: str, stops: bool) -> None:
    """Hears the steps of an import."""


def test_the_live_engine_stores_a_log_moves_its_model_and_forgets_it(data: Path) -> None:
    log = data / "own.csv"
    rows = [f"item-{at},gpt-5.4-mini,{int(at < 150)}" for at in range(200)]
    log.write_text("\n".join(["item_id,model,score", *rows, ""]), encoding="utf-8")
    engine = open_engine(())
    wanted = {**GIVEN, "only_model": ["gpt-5.4-mini"]}
    before = engine.report(wanted)
    taken = engine.import_results(GIVEN, str(log), HowToRead({}), quiet)
    assert any("gpt-5.4-mini" in line and "75" in line for line in taken.page)
    assert engine.report(wanted).options[0].quality.evidence.own == 200
    assert engine.import_results(GIVEN, str(log), HowToRead({}), quiet).ids == ()
    engine.forget_results(taken.ids)
    assert engine.report(wanted) == before


@pytest.mark.parametrize(
    ("name", "tool", "models", "items"),
    [
        ("inspect.json", "inspect", ["mockllm/gpt-5.2"], 6),
        ("promptfoo_v3.json", "promptfoo", ["anthropic:messages:claude-opus-4-6", "openai:gpt-5.2"], 6),
        ("lm_eval_samples.jsonl", "lm-eval", ["dummy"], 6),
    ],
)
def test_the_live_engine_shows_real_logs(data: Path, name: str, tool: str, models: list[str], items: int) -> None:
    found = open_engine(()).preview_results(GIVEN, str(LOGS / name), HowToRead({}))
    assert found.tool == tool
    assert [seen.name for seen in found.models] == models
    assert found.models[0].items == items
    assert not (data / "advisor").exists()


def test_a_stop_before_storing_leaves_nothing(data: Path) -> None:
    def stop(step: str, stops: bool) -> None:
        if "storing" in step:
            raise InterruptedError
        assert stops

    how = HowToRead({"mockllm/gpt-5.2": "gpt-5.2@openai"})
    with pytest.raises(InterruptedError):
        open_engine(()).import_results(GIVEN, str(LOGS / "inspect.json"), how, stop)
    assert not (data / "advisor").exists()


def test_a_damaged_log_names_its_record(data: Path) -> None:
    log = data / "own.csv"
    log.write_text("item_id,model,score\na,gpt-5.4-mini,7\n", encoding="utf-8")
    with pytest.raises(AdvisorError, match=r"own.csv: row 2"):
        open_engine(()).preview_results(GIVEN, str(log), HowToRead({}))
