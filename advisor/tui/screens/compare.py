"""Compare: two to six options side by side."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from advisor.report import RankedOption
from advisor.tui.messages import OptionMarked, OptionSelected
from advisor.tui.screens.base import AdvisorScreen
from advisor.tui.state import State
from advisor.tui.views import compare
from advisor.tui.widgets import paint
from advisor.tui.widgets.grid import Grid
from advisor.tui.widgets.paint import content

EDGES = 1


class CompareScreen(AdvisorScreen):
    HELP_TITLE = "The marked options side by side; ★ is the best of a row, small figures are against the first column"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(-1)", "column before", show=False, id="compare.left", tooltip="the column before"),
        Binding("right", "walk(1)", "next column", id="compare.right", tooltip="the next column"),
        Binding("d", "differences", "differences", id="compare.differences", tooltip="only rows that differ"),
        Binding("s", "swap", "swap", id="compare.swap", tooltip="exchange the column with the one before"),
        Binding("space", "unmark", "drop", id="compare.drop", tooltip="take the mark of this column away"),
        Binding("enter", "why", "open", id="compare.why", tooltip="why this option stands where it stands"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._order: tuple[str, ...] = ()
        self._at = 0
        self._only = False

    def body(self) -> Iterable[Widget]:
        yield Static(id="conclusion", classes="text", markup=False)
        yield Grid("criteria", classes="pane -always")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#criteria").focus()

    def show(self, state: State) -> None:
        grid = self.query_one("#criteria", Grid)
        compared = self._ordered(state)
        width = max(40, grid.size.width - EDGES)
        many = compare.fitting(len(compared), width)
        start = max(0, min(self._at - many + 1, len(compared) - many))
        paint.entitle(grid, f"Compare · {len(compared)} options", "only differences" if self._only else "all rows")
        self.query_one("#conclusion", Static).update(content(compare.conclusion(compared)))
        if state.report is None or not compared:
            grid.show((), ())
            return
        rows = compare.rows(compared, state.report, start, width, only_differences=self._only)
        grid.show(compare.columns(compared, start, width), rows, lit=1 + self._at - start)

    def _ordered(self, state: State) -> tuple[RankedOption, ...]:
        """The compared options in the order of the columns; newcomers at the end."""
        held = {option.id: option for option in state.compared()}
        kept = [key for key in self._order if key in held]
        self._order = (*kept, *(key for key in held if key not in kept))
        self._at = max(0, min(self._at, len(self._order) - 1))
        return tuple(held[key] for key in self._order)

    def action_walk(self, step: int) -> None:
        self._at = max(0, min(len(self._order) - 1, self._at + step))
        self._again()

    def action_differences(self) -> None:
        self._only = not self._only
        self._again()

    def action_swap(self) -> None:
        if len(self._order) < 2:
            return
        other = self._at - 1 if self._at else 1
        order = list(self._order)
        order[self._at], order[other] = order[other], order[self._at]
        self._order, self._at = tuple(order), other
        self._again()

    def action_unmark(self) -> None:
        if self._state and self._order and self._order[self._at] in self._state.marks:
            self.post_message(OptionMarked(self._order[self._at]))

    async def action_why(self) -> None:
        if self._order:
            self.post_message(OptionSelected(self._order[self._at]))
            await self.run_action("app.visit('why')")

    def on_row_chosen(self) -> None:
        self.call_later(self.action_why)

    def _again(self) -> None:
        if self._state is not None:
            self.show(self._state)
