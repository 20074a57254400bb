"""Evidence: every score of the model under the cursor, and what they amount to."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from advisor.tui.engine import Engine
from advisor.tui.messages import OptionSelected
from advisor.tui.screens.listing import ListingScreen
from advisor.tui.state import State
from advisor.tui.views import evidence, facts
from advisor.tui.views.runs import Line
from advisor.tui.widgets import paint
from advisor.tui.widgets.grid import Grid
from advisor.tui.widgets.paint import content, lines


class EvidenceScreen(ListingScreen):
    HELP_TITLE = "The scores behind an option; ≠ marks scores that disagree, amber are the maker's own figures"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "option(-1)", "better", id="evidence.better", tooltip="the option ranked before"),
        Binding("right", "option(1)", "worse", id="evidence.worse", tooltip="the option ranked after"),
    ]

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._catalog = engine.catalog
        self._found: tuple[evidence.Score, ...] = ()

    def show(self, state: State) -> None:
        option = state.current
        workload = self._catalog.cold("workloads").get(state.report.requirements["workload"]) if state.report else None
        wanted = (workload or {}).get("evidence", {}).get("benchmarks", ())
        self._found = evidence.scores(option.model, self._catalog.cold("benchmarks"), wanted) if option else ()
        grid = self.query_one("#list", Grid)
        width = max(40, grid.size.width)
        grid.border_title = paint.text(
            f"Evidence · {len(self._found)} scores" + (f" · {option.model}" if option else "")
        )
        grid.show(evidence.columns(width), evidence.rows(self._found, width, self.words))
        self.query_one("#lead", Static).update(content(evidence.lead(option)))
        self.show_detail(grid.key)

    def show_detail(self, key: str) -> None:
        told: tuple[Line, ...] = ()
        if key:
            score = self._found[int(key)]
            told = facts.detail(score.benchmark, score.facts, self._catalog.cold("sources"))
        self.query_one("#detail-text", Static).update(lines(told))

    def action_option(self, step: int) -> None:
        options = self._state.report.options if self._state and self._state.report else ()
        ids = [option.id for option in options]
        if self._state and self._state.current and self._state.current.id in ids:
            self.post_message(OptionSelected(ids[(ids.index(self._state.current.id) + step) % len(ids)]))
