"""Excluded: what was left out, by which gate, and what would let it in."""

from functools import partial

from textual import work
from textual.widgets import Static
from textual.worker import get_current_worker

from advisor.errors import AdvisorError
from advisor.present import format as shown
from advisor.report import Report
from advisor.tui.engine import Engine
from advisor.tui.history import Given
from advisor.tui.screens.listing import ListingScreen
from advisor.tui.state import State
from advisor.tui.views import excluded
from advisor.tui.views.runs import line, none_holds
from advisor.tui.widgets import paint
from advisor.tui.widgets.grid import Grid
from advisor.tui.widgets.paint import content


class ExcludedScreen(ListingScreen):
    HELP_TITLE = "Every excluded option under the first gate it fails, and the smallest change that admits it"

    def __init__(self, engine: Engine) -> None:
        super().__init__(lambda key: excluded.detail(self._whole, key))
        self._engine = engine
        self._asked: Given | None = None
        self._whole: Report | None = None
        self._fault = ""

    def show(self, state: State) -> None:
        if state.given != self._asked:
            self._asked, self._whole, self._fault = state.given, None, ""
            self._fetch(state.given)
        report = self._whole
        grid = self.query_one("#list", Grid)
        waits = "no ranking" if self._fault else "asking for all …"
        told = f"{shown.count(report.counts.excluded)} options" if report else waits
        paint.entitle(grid, f"Excluded · {told}")
        width = max(40, grid.size.width)
        nothing = none_holds(self.words) or line("nothing was left out", "dim") if report else ()
        grid.show(excluded.columns(width), excluded.rows(report, width, self.words), nothing=nothing)
        lead = line(self._fault, "warn") if self._fault else excluded.prices(report)
        self.query_one("#lead", Static).update(content(lead))
        self.show_detail(grid.key)

    @work(thread=True, exclusive=True, group="excluded", exit_on_error=False)
    def _fetch(self, given: Given) -> None:
        """The report of the session lists the nearest few; here all are wanted."""
        report, fault, worker = None, "", get_current_worker()
        try:
            report = self._engine.report({**given, "excluded": "all"})
        except AdvisorError as problem:
            fault = f"{problem.message}: {problem.fix}"
        except Exception as problem:
            fault = f"internal fault, nothing is lost: {type(problem).__name__}: {problem}"
        if not worker.is_cancelled:
            self.app.call_from_thread(partial(self._take, given, report, fault))

    def _take(self, given: Given, report: Report | None, fault: str) -> None:
        if given == self._asked:
            self._whole, self._fault = report, fault
            if self._state is not None:
                self.show(self._state)
