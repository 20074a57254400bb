"""Excluded: what was left out, by which gate, and what would let it in."""

from functools import partial

from textual import work
from textual.widgets import Static

from advisor.errors import AdvisorError
from advisor.present import format as shown
from advisor.present.text import clean
from advisor.report import Report
from advisor.tui.engine import Engine
from advisor.tui.history import Given
from advisor.tui.screens.listing import ListingScreen
from advisor.tui.state import State
from advisor.tui.views import excluded
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

    def show(self, state: State) -> None:
        if state.given != self._asked:
            self._asked, self._whole = state.given, None
            self._fetch(state.given)
        report = self._whole
        grid = self.query_one("#list", Grid)
        told = f"{shown.count(report.counts.excluded)} options" if report else "asking for all …"
        paint.entitle(grid, f"Excluded · {told}")
        width = max(40, grid.size.width)
        grid.show(excluded.columns(width), excluded.rows(report, width, self.words))
        self.query_one("#lead", Static).update(content(excluded.prices(report)))
        self.show_detail(grid.key)

    @work(thread=True, exclusive=True, group="excluded", exit_on_error=False)
    def _fetch(self, given: Given) -> None:
        """The report of the session lists the nearest few; here all are wanted."""
        try:
            report = self._engine.report({**given, "excluded": "all"})
        except AdvisorError as problem:
            self.app.call_from_thread(self.notify, clean(problem.message), severity="warning", markup=False)
            return
        self.app.call_from_thread(partial(self._take, given, report))

    def _take(self, given: Given, report: Report) -> None:
        if given == self._asked:
            self._whole = report
            if self._state is not None:
                self.show(self._state)
