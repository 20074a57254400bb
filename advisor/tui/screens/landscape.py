"""Landscape: what the briefing means here, and the market from the catalog's own facts."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from advisor.report import Report
from advisor.tui.engine import Engine, Landscape
from advisor.tui.screens.asking import AskingScreen
from advisor.tui.screens.document import EDGES
from advisor.tui.state import State
from advisor.tui.views import landscape
from advisor.tui.views.document import Section

if TYPE_CHECKING:
    from advisor.briefing.by_value import ByValue


class LandscapeScreen(AskingScreen):
    HELP_TITLE = "Five points with your figures, claims with verdicts, trends, leaders; computed from the catalog"
    OPEN = frozenset({"point 1", "point 2", "point 3", "point 4", "point 5", "trend price"})

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._value: ByValue | None = None

    def asks(self, state: State, report: Report) -> Iterator[object]:
        yield self._engine.landscape(report)
        if self._value is None or self._value.as_of != report.as_of:
            self._value = self._engine.by_value(report.as_of)
        yield self._value

    def told(self, answers: tuple[object, ...]) -> Iterable[Section]:
        value = cast("ByValue", answers[1]) if len(answers) > 1 else None
        width = self.query_one("#document").size.width - EDGES
        return landscape.sections(cast("Landscape", answers[0]), value, width)

    def heading(self, state: State) -> str:
        return f"Landscape as of {state.report.as_of}" if state.report else "Landscape"
