"""Test plan: what to test next on one's own data, by what the knowledge is worth."""

from collections.abc import Iterable

from advisor.errors import AdvisorError
from advisor.tui.engine import Engine
from advisor.tui.history import Given
from advisor.tui.screens.document import DocumentScreen
from advisor.tui.state import State
from advisor.tui.views import plan
from advisor.tui.views.document import Section
from advisor.tui.views.runs import line


class PlanScreen(DocumentScreen):
    HELP_TITLE = "What to test next and why: value, sample sizes, weeks, and when to test again"

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._held: tuple[Given, tuple[str, ...]] | None = None

    def sections(self, state: State) -> Iterable[Section]:
        try:
            return plan.sections(self._lines(state.given))
        except AdvisorError as problem:
            return (Section("none", line(f"{problem.message}: {problem.fix}", "warn")),)

    def _lines(self, given: Given) -> tuple[str, ...]:
        """Asked for once for each set of requirements."""
        if self._held is None or self._held[0] != given:
            self._held = (given, self._engine.plan(given))
        return self._held[1]

    def heading(self, state: State) -> str:
        return "Test plan"
