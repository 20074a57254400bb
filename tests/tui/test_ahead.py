"""The start: the first ranking is made by a second process, and only the first screen is loaded."""

import os
import subprocess
import sys

import pytest
from conftest import MakeApp
from fake import FakeEngine, report
from test_keys import press

from advisor.report import Report
from advisor.requirements import echo, resolve
from advisor.tui.ahead import Ahead
from advisor.tui.live import open_engine
from advisor.tui.screens.recommend import RecommendScreen

GIVEN = {"workload": "extraction", "as_of": "2026-11-20", "top": 3}
LATER = ("why", "compare", "breakeven", "frontier", "excluded", "evidence", "plan", "landscape", "catalog")


def made() -> Report:
    engine = FakeEngine()
    return report(echo(resolve({"workload": "extraction"}, engine.catalog, "2026-11-23")))


def broken() -> Report:
    raise ValueError("nothing to send")


def test_a_report_comes_back_as_it_was_made() -> None:
    assert Ahead(made).take() == made()


def test_a_failing_process_sends_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert Ahead(broken).take() is None
    assert capfd.readouterr().err == ""


def test_without_fork_there_is_nothing_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert Ahead(made).take() is None


def test_the_engine_answers_alike_with_and_without_a_head_start() -> None:
    engine = open_engine(())
    engine.start(GIVEN)
    assert engine.report(GIVEN) == engine.report(GIVEN)
    engine.start(GIVEN)
    other = engine.report({**GIVEN, "workload": "coding"})
    assert other.requirements["workload"] == "coding"


async def test_the_start_ranks_once_and_paints_once_laid_out(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths: list[int] = []
    show = RecommendScreen.show
    monkeypatch.setattr(
        RecommendScreen, "show", lambda screen, state: (widths.append(screen.size.width), show(screen, state))
    )
    engine = FakeEngine()
    async with make_app(engine).run_test(size=(120, 40)) as pilot:
        await press(pilot)
        assert len(engine.asked) == 1
        assert 1 <= len(widths) <= 3
        await pilot.pause(0.3)
        assert len(engine.warmed) == 1


def test_later_screens_and_the_decision_are_not_loaded_at_the_start() -> None:
    names = [f"advisor.tui.screens.{name}" for name in LATER]
    code = f"import sys, advisor.tui.app; print([n for n in {[*names, 'advisor.recommend']} if n in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
