"""Own results come in by the test plan, and the ranking is made again."""

from pathlib import Path

import pytest
from conftest import MakeApp
from fake import FakeEngine
from test_keys import press
from textual.widgets import Static

from advisor.errors import AdvisorError
from advisor.tui.engine import open_engine

SIZE = (120, 40)


async def test_an_import_is_told_and_ranked(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "t", "i", *"log.csv", "tab", *"a=b, c=d")
        before = len(engine.asked)
        await press(pilot, "enter")
        told = str(app.screen.query_one("#told-text", Static).render())
        assert "glm-5 [b]" in told
        assert engine.imported == [("log.csv", ("a=b", "c=d"))]
        assert len(engine.asked) == before + 1
        assert app.state.note == "with your results"
        await press(pilot, "escape")
        assert app.current_mode == "plan"


async def test_what_is_wrong_is_said_in_the_dialog(make_app: MakeApp) -> None:
    engine = FakeEngine()
    app = make_app(engine)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "t", "i", "enter")
        told = app.screen.query_one("#told-text", Static)
        assert "give a path" in str(told.render())
        await press(pilot, *"absent.csv", "enter")
        assert "no such file" in str(told.render())
        assert "give the path of a log" in str(told.render())
        assert engine.imported == []


def test_the_live_engine_stores_a_log_and_moves_its_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    log = tmp_path / "own.csv"
    rows = [f"item-{at},gpt-5.4-mini,{int(at < 150)}" for at in range(200)]
    log.write_text("\n".join(["item_id,model,score", *rows, ""]), encoding="utf-8")
    engine = open_engine(())
    told = engine.import_results({"workload": "extraction"}, str(log), ())
    after = engine.report({"workload": "extraction", "only_model": ["gpt-5.4-mini"]})
    assert any("gpt-5.4-mini" in line and "75" in line for line in told)
    assert after.options[0].quality.evidence.own == 200
    with pytest.raises(AdvisorError, match="maps no name"):
        engine.import_results({"workload": "extraction"}, str(log), ("x",))
