"""Base of the screens that are documents: sections opened by enter, all of them by `o`."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from advisor.tui.messages import RowChosen
from advisor.tui.screens.base import AdvisorScreen
from advisor.tui.state import State
from advisor.tui.views import document
from advisor.tui.views.document import Section
from advisor.tui.views.runs import Column
from advisor.tui.widgets import paint
from advisor.tui.widgets.grid import Grid

EDGES = 4
"""Cells of border, padding and scroll bar."""


class DocumentScreen(AdvisorScreen):
    """Shows the sections that it was given a function for, under the heading of another."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", id="section.toggle", tooltip="open or close the section"),
        Binding("o", "toggle_all", "open all", id="section.all", tooltip="open or close every section"),
    ]
    OPEN: ClassVar[frozenset[str]] = frozenset()
    """Sections open at first."""

    def __init__(self, heading: Callable[[State], str], sections: Callable[[State], Iterable[Section]]) -> None:
        super().__init__()
        self._heading = heading
        self._sections = sections
        self._open = self.OPEN

    def body(self) -> Iterable[Widget]:
        yield Grid("document", classes="pane -always")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#document").focus()

    @property
    def room(self) -> int:
        """Cells that a line of the document has."""
        return max(20, self.query_one("#document").size.width - EDGES)

    def show(self, state: State) -> None:
        grid = self.query_one("#document", Grid)
        paint.entitle(grid, self._heading(state))
        rows = document.rows(self._sections(state), self._open, self.room)
        grid.show((Column("", 0),), rows)

    def action_open(self) -> None:
        self._turn(frozenset({document.section_of(self.query_one("#document", Grid).key)}))

    def action_toggle_all(self) -> None:
        if self._state is None:
            return
        everything = frozenset(section.key for section in self._sections(self._state) if section.details)
        self._open = frozenset() if everything <= self._open else everything
        self.show(self._state)

    @on(RowChosen)
    def toggle_row(self, event: RowChosen) -> None:
        self._turn(frozenset({document.section_of(event.key)}))

    def _turn(self, keys: frozenset[str]) -> None:
        self._open = self._open ^ keys
        if self._state is not None:
            self.show(self._state)
