"""Base of the screens that are a filtered list with details below: `/` filters, escape clears and goes back."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from advisor.tui.messages import RowHighlighted
from advisor.tui.screens.base import AdvisorScreen
from advisor.tui.views.runs import Line
from advisor.tui.widgets import paint
from advisor.tui.widgets.filter import FilterInput
from advisor.tui.widgets.grid import Grid


class ListingScreen(AdvisorScreen):
    """A subclass fills in `show`, which lists what holds `words`; what is known of a row it is given a function for."""

    CSS_PATH = "listing.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "filter", id="list.filter", tooltip="show only rows that hold these words"),
        Binding("escape", "back", "back", id="list.back", tooltip="clear the filter, then go back"),
    ]

    def __init__(self, detail: Callable[[str], Sequence[Line]]) -> None:
        super().__init__()
        self.words = ""
        self._detail = detail

    def body(self) -> Iterable[Widget]:
        yield Static(id="lead", classes="text", markup=False)
        yield Grid("list", classes="pane -always")
        yield FilterInput(id="filter", placeholder="words", compact=True)
        with VerticalScroll(id="detail", classes="pane text"):
            yield Static(id="detail-text", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#list").focus()

    def show_detail(self, key: str) -> None:
        """Paints what is known of the row under the cursor."""
        self.query_one("#detail-text", Static).update(paint.lines(self._detail(key)))

    def action_filter(self) -> None:
        field = self.query_one("#filter", FilterInput)
        field.display = True
        field.focus()

    def action_close_filter(self, keep: bool) -> None:
        field = self.query_one("#filter", FilterInput)
        if not keep:
            field.value = ""
        field.display = bool(field.value)
        self.query_one("#list").focus()

    async def action_back(self) -> None:
        if self.words:
            self.action_close_filter(False)
        else:
            await self.run_action("app.visit('recommend')")

    @on(Input.Changed, "#filter")
    def filter_rows(self, event: Input.Changed) -> None:
        self.words = event.value
        if self._state is not None:
            self.show(self._state)

    @on(RowHighlighted)
    def follow_cursor(self, event: RowHighlighted) -> None:
        self.show_detail(event.key)
