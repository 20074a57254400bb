"""Evidence: every score of the model under the cursor, and what they amount to."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from advisor.errors import AdvisorError
from advisor.evidence.card import Card
from advisor.tui.engine import Engine
from advisor.tui.messages import OptionSelected
from advisor.tui.screens.listing import ListingScreen
from advisor.tui.state import State
from advisor.tui.views import evidence, facts
from advisor.tui.views.runs import Line, line, none_holds
from advisor.tui.widgets import paint
from advisor.tui.widgets.grid import Grid


class EvidenceScreen(ListingScreen):
    HELP_TITLE = (
        "The scores behind an option; ≠ disagrees with another report, ◎ is one of the benchmarks nearest to the work"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "option(-1)", "better", id="evidence.better", tooltip="the option ranked before"),
        Binding("right", "option(1)", "worse", id="evidence.worse", tooltip="the option ranked after"),
    ]

    def __init__(self, engine: Engine) -> None:
        super().__init__(self._score)
        self._engine = engine
        self._card: Card | None = None
        self._about: tuple[str, str, str] | None = None
        self._fault = ""

    def show(self, state: State) -> None:
        option = state.current
        self._ask(state)
        grid = self.query_one("#list", Grid)
        width = max(40, grid.size.width)
        paint.entitle(grid, f"Evidence · {option.model}" if option else "Evidence")
        rows = evidence.rows(self._card, width, self.words)
        grid.show(evidence.columns(width), rows, nothing=none_holds(self.words) or evidence.no_score(self._card))
        told = (line(self._fault, "warn"),) if self._fault else evidence.lead(option, self._card)
        self.query_one("#lead", Static).update(paint.lines(told))
        self.show_detail(grid.key)

    def _ask(self, state: State) -> None:
        """The card of the model under the cursor, once for each."""
        option, report = state.current, state.report
        about = (report.requirements["workload"], option.model, report.as_of) if option and report else None
        if about == self._about:
            return
        self._about, self._card, self._fault = about, None, ""
        if about is not None:
            try:
                self._card = self._engine.card(*about)
            except AdvisorError as problem:
                self._fault = f"{problem.message}: {problem.fix}"

    def _score(self, key: str) -> tuple[Line, ...]:
        if not key or self._card is None:
            return ()
        score = self._card.scores[int(key)]
        known = facts.detail(score.name, score._asdict(), self._engine.catalog.cold("sources"))
        return (*evidence.conflict(self._card, score.benchmark), *known)

    def action_option(self, step: int) -> None:
        options = self._state.report.options if self._state and self._state.report else ()
        ids = [option.id for option in options]
        if self._state and self._state.current and self._state.current.id in ids:
            self.post_message(OptionSelected(ids[(ids.index(self._state.current.id) + step) % len(ids)]))
