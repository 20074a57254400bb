"""What the session knows at one moment: a frozen value that the app exchanges and every screen shows."""

from collections.abc import Mapping
from typing import NamedTuple

from advisor.report import RankedOption, Report
from advisor.tui.history import Given, History

MARKS_LEAST = 2
MARKS_MOST = 6


def model_of(option: str) -> str:
    """The model of an option's id, `MODEL[/QUANT][~EFFORT]@ROUTE`."""
    return option.partition("@")[0].partition("~")[0].partition("/")[0]


class State(NamedTuple):
    history: History
    report: Report | None = None
    base: Report | None = None
    """The ranking before the last change (or before the edit under way): what moves are counted from."""
    moves: Mapping[str, str] = {}
    """Option id -> `▲3`, `▼1` or `new`, against the ranking before the last change."""
    gone: tuple[str, ...] = ()
    """Ids that left the ranking with the last change."""
    marks: tuple[str, ...] = ()
    selected: str | None = None
    foil: str | None = None
    """The option that Why compares with; None = the first, or the second for the first."""
    errors: Mapping[str, str] = {}
    """Requirement key -> what is wrong with the text typed there."""
    trouble: str = ""
    """Why there is no new ranking ("" = there is one): the last good one stays on screen."""
    busy: bool = False
    note: str = ""
    """What the last step did (`as of 2026-08-05: …`)."""

    @property
    def given(self) -> Given:
        return self.history.present

    def option(self, key: str | None) -> RankedOption | None:
        """The shown option of this id."""
        options = self.report.options if self.report else ()
        return next((option for option in options if option.id == key), None)

    @property
    def current(self) -> RankedOption | None:
        """The option under the cursor, else the first."""
        return self.option(self.selected) or (self.report.options[0] if self.report and self.report.options else None)

    def compared(self) -> tuple[RankedOption, ...]:
        """The marked options; with fewer than two of them, the current one beside the first (or the second)."""
        marked = [option for option in map(self.option, self.marks) if option]
        if len(marked) >= MARKS_LEAST or not self.report:
            return tuple(marked)
        wanted = [*marked, *([self.current] if self.current else []), *self.report.options[:2]]
        distinct = {option.id: option for option in wanted}
        return tuple(distinct.values())[:MARKS_LEAST]

    def opposed(self) -> tuple[RankedOption, ...]:
        """As `compared`, but with fewer than two marks the first beside the best across hosted and self-hosted."""
        options = self.report.options if self.report else ()
        if len(self.marks) >= MARKS_LEAST or not options:
            return self.compared()
        first = options[0]
        other = next((o for o in options if (o.route == "hosted") != (first.route == "hosted")), None)
        return (first, other) if other else self.compared()

    def rival(self) -> RankedOption | None:
        """What Why compares the current option with."""
        current = self.current
        if current is None or self.report is None:
            return None
        chosen = self.option(self.foil)
        if chosen is not None and chosen.id != current.id:
            return chosen
        return next((option for option in self.report.options if option.id != current.id), None)
