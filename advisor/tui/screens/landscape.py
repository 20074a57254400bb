"""Landscape: what the briefing means here, and the market from the catalog's own facts."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from advisor.report import Report
from advisor.tui.engine import Engine, Landscape
from advisor.tui.screens.asking import AskingScreen
from advisor.tui.state import State
from advisor.tui.views import landscape
from advisor.tui.views.document import Section

if TYPE_CHECKING:
    from advisor.briefing.by_value import ByValue

Answer = tuple[Landscape, "ByValue | None"]
"""Leaders by net benefit take a second longer than the rest."""


def _told(answer: Answer, width: int) -> Iterable[Section]:
    return landscape.sections(*answer, width)


class LandscapeScreen(AskingScreen[Answer]):
    HELP_TITLE = "Five points with your figures, claims with verdicts, trends, leaders; computed from the catalog"
    OPEN = frozenset({"point 1", "point 2", "point 3", "point 4", "point 5", "trend price"})

    def __init__(self, engine: Engine) -> None:
        super().__init__(landscape.heading, self._ask_market, _told)
        self._engine = engine
        self._value: ByValue | None = None

    def _ask_market(self, state: State, report: Report) -> Iterator[Answer]:
        market = self._engine.landscape(report)
        if self._value is None or self._value.as_of != report.as_of:
            yield market, None
            self._value = self._engine.by_value(report.as_of)
        yield market, self._value
