"""Landscape: the market from the catalog's own facts, and what the briefing claimed about it."""

from collections.abc import Iterable

from advisor.errors import AdvisorError
from advisor.tui.engine import Engine, Landscape
from advisor.tui.screens.document import EDGES, DocumentScreen
from advisor.tui.state import State
from advisor.tui.views import landscape
from advisor.tui.views.document import Section
from advisor.tui.views.runs import line


class LandscapeScreen(DocumentScreen):
    HELP_TITLE = "Claims with their verdicts, price and sparsity trends, leaders; all computed from the catalog"
    OPEN = frozenset({"trend price"})

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._held: tuple[str, Landscape] | None = None

    def sections(self, state: State) -> Iterable[Section]:
        if state.report is None:
            return (Section("none", line("No ranking, no date: choose a workload first.")),)
        try:
            found = self._found(state.report.as_of)
        except AdvisorError as problem:
            return (Section("none", line(f"{problem.message}: {problem.fix}", "warn")),)
        return landscape.sections(found, self.query_one("#document").size.width - EDGES)

    def _found(self, as_of: str) -> Landscape:
        """Asked for once for each date."""
        if self._held is None or self._held[0] != as_of:
            self._held = (as_of, self._engine.landscape(as_of))
        return self._held[1]

    def heading(self, state: State) -> str:
        return f"Landscape as of {state.report.as_of}" if state.report else "Landscape"
