"""Evidence: every score of the model under the cursor, and what they amount to."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from advisor.evidence.card import Card
from advisor.tui.engine import Engine
from advisor.tui.messages import OptionSelected
from advisor.tui.screens.listing import ListingScreen
from advisor.tui.state import State
from advisor.tui.views import evidence, facts
from advisor.tui.views.runs import Line
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

    def show(self, state: State) -> None:
        option, report = state.current, state.report
        self._card = None
        if option is not None and report is not None:
            self._card = self._engine.card(report.requirements["workload"], option.model, report.as_of)
        grid = self.query_one("#list", Grid)
        width = max(40, grid.size.width)
        paint.entitle(grid, f"Evidence · {option.model}" if option else "Evidence")
        grid.show(evidence.columns(width), evidence.rows(self._card, width, self.words))
        self.query_one("#lead", Static).update(paint.lines(evidence.lead(option, self._card)))
        self.show_detail(grid.key)

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
