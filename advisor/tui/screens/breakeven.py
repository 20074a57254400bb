"""Break-even: what the compared options cost a month at other volumes, and where they change places."""

from collections.abc import Iterable, Sequence
from functools import partial

from textual import work
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from advisor.errors import AdvisorError
from advisor.report import RankedOption
from advisor.tui import sweep
from advisor.tui.engine import Engine
from advisor.tui.history import Given
from advisor.tui.screens.base import AdvisorScreen
from advisor.tui.state import State
from advisor.tui.views import breakeven
from advisor.tui.views.runs import line
from advisor.tui.widgets import paint
from advisor.tui.widgets.paint import lines
from advisor.tui.widgets.picture import Picture

Asked = tuple[Given, tuple[str, ...]]


class BreakevenScreen(AdvisorScreen):
    CSS_PATH = "breakeven.tcss"
    HELP_TITLE = "Cost a month against calls a day: marked options, else the best hosted and self-hosted; ▲ is now"

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._asked: Asked | None = None
        self._curves: tuple[sweep.Curve, ...] = ()
        self._told: tuple[str, ...] = ()

    def body(self) -> Iterable[Widget]:
        with Vertical(classes="pane", id="frame") as frame:
            frame.border_title = "Break-even"
            yield Picture()
        yield Static(id="legend", classes="text", markup=False)
        with VerticalScroll(id="payback", classes="pane text") as payback:
            payback.border_title = "Pay-back"
            yield Static(id="payback-text", markup=False)

    def show(self, state: State) -> None:
        options = state.opposed()
        asked = (state.given, tuple(option.id for option in options))
        if asked != self._asked:
            self._asked, self._curves, self._told = asked, (), ()
            self._sweep(asked, options, self._now(state))
        self._paint_curves(state, options)

    def _paint_curves(self, state: State, options: Sequence[RankedOption]) -> None:
        crossings = breakeven.crossing_lines(options, sweep.crossings(self._curves)) if self._curves else ()
        self.query_one("#legend", Static).update(lines((*breakeven.legend(options, self._curves), *crossings)))
        self.query_one("#payback-text", Static).update(lines([line(told) for told in self._told]))
        self.query_one(Picture).show(partial(breakeven.picture, self._curves, self._now(state)))

    def _now(self, state: State) -> float:
        return float(state.report.requirements["calls_per_day"]) if state.report else 0.0

    @work(thread=True, exclusive=True, group="sweep", exit_on_error=False)
    def _sweep(self, asked: Asked, options: Sequence[RankedOption], now: float) -> None:
        worker = get_current_worker()
        found: tuple[sweep.Curve, ...] = ()
        page: tuple[str, ...] = ()

        def told(done: int) -> bool:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._tell, done)
            return not worker.is_cancelled

        try:
            found = sweep.curves(self._engine, asked[0], options, now, told)
            page = () if worker.is_cancelled else self._page(asked[0], options)
        except Exception as fault:
            page = (f"internal fault, nothing is lost: {type(fault).__name__}: {fault}",)
        if not worker.is_cancelled:
            self.app.call_from_thread(partial(self._take, asked, found, page))

    def _page(self, given: Given, options: Sequence[RankedOption]) -> tuple[str, ...]:
        """Pay-back of the first own or rented option against the first hosted one; why not, where it cannot be said."""
        own = next((option.id for option in options if option.route != "hosted"), None)
        hosted = next((option.id for option in options if option.route == "hosted"), None)
        if own is None or hosted is None:
            return ("Mark one hosted option and one on own or rented hardware to see when the hardware pays.",)
        try:
            return self._engine.breakeven(given, own, hosted)
        except AdvisorError as problem:
            return (f"{problem.message} ({problem.fix})",)

    def _tell(self, done: int) -> None:
        self.query_one("#frame").border_subtitle = paint.text(f"{done} of {sweep.STEPS} volumes")

    def _take(self, asked: Asked, found: tuple[sweep.Curve, ...], page: tuple[str, ...]) -> None:
        if asked == self._asked and self._state is not None:
            self._curves, self._told = found, page
            self.query_one("#frame").border_subtitle = ""
            self._paint_curves(self._state, self._state.opposed())
