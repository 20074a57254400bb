"""Test plan: what to test next on one's own data, by what the knowledge is worth; own results come in here."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, cast

from textual.binding import Binding, BindingType

from advisor.report import Report
from advisor.tui.engine import Engine
from advisor.tui.screens.asking import AskingScreen
from advisor.tui.state import State
from advisor.tui.views import plan
from advisor.tui.views.document import Section


class PlanScreen(AskingScreen):
    HELP_TITLE = "What to test next and why: value, sample sizes, weeks, and when to test again"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "app.dialog('results')", "import results", id="plan.import", tooltip="import own test results"),
    ]

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine

    def asks(self, state: State, report: Report) -> Iterator[object]:
        yield self._engine.plan(state.given)

    def told(self, answers: tuple[object, ...]) -> Iterable[Section]:
        return plan.sections(cast("tuple[str, ...]", answers[0]))

    def heading(self, state: State) -> str:
        return "Test plan"
