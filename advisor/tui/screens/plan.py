"""Test plan: what to test next on one's own data, by what the knowledge is worth; own results come in here."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType

from advisor.report import Report
from advisor.tui.engine import Engine
from advisor.tui.screens.asking import AskingScreen
from advisor.tui.state import State
from advisor.tui.views import plan


class PlanScreen(AskingScreen[tuple[str, ...]]):
    HELP_TITLE = "What to test next and why: value, sample sizes, weeks, and when to test again"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "app.dialog('results')", "import results", id="plan.import", tooltip="import own test results"),
    ]

    def __init__(self, engine: Engine) -> None:
        super().__init__(plan.heading, self._ask_plan, plan.sections)
        self._engine = engine

    def _ask_plan(self, state: State, report: Report) -> Iterator[tuple[str, ...]]:
        yield self._engine.plan(state.given)
