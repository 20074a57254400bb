"""Frontier: what each further right answer costs."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from advisor.tui.messages import OptionMarked, OptionSelected
from advisor.tui.screens.base import AdvisorScreen
from advisor.tui.state import State
from advisor.tui.views import frontier
from advisor.tui.widgets.paint import lines
from advisor.tui.widgets.picture import Picture


class FrontierScreen(AdvisorScreen):
    CSS_PATH = "frontier.tcss"
    HELP_TITLE = "Right answers against cost: ● wins at some worth, ○ is dominated, ◆ is where you are"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,down", "walk(-1)", "cheaper", id="frontier.cheaper", tooltip="the next cheaper option"),
        Binding("right,up", "walk(1)", "dearer", id="frontier.dearer", tooltip="the next dearer option"),
        Binding("space", "mark", "mark", id="frontier.mark", tooltip="mark it for Compare"),
        Binding("enter", "why", "open", id="frontier.why", tooltip="why it stands where it stands"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._chosen: str | None = None

    def body(self) -> Iterable[Widget]:
        with Vertical(classes="pane", id="frame") as frame:
            frame.border_title = "Frontier"
            yield Picture()
        yield Static(id="point", classes="text", markup=False)

    def show(self, state: State) -> None:
        ids = frontier.ids(state.report)
        if self._chosen not in ids:
            self._chosen = state.current.id if state.current and state.current.id in ids else (ids[0] if ids else None)
        self.query_one(Picture).show(partial(frontier.picture, state, self._chosen))
        self.query_one("#point", Static).update(lines(frontier.detail(state, self._chosen)))

    def action_walk(self, step: int) -> None:
        ids = frontier.ids(self._state.report) if self._state else ()
        if self._chosen in ids and self._state is not None:
            self._chosen = ids[max(0, min(len(ids) - 1, ids.index(self._chosen) + step))]
            self.show(self._state)

    def action_mark(self) -> None:
        if self._state and self._chosen and self._state.option(self._chosen):
            self.post_message(OptionMarked(self._chosen))

    async def action_why(self) -> None:
        if self._state and self._chosen and self._state.option(self._chosen):
            self.post_message(OptionSelected(self._chosen))
            await self.run_action("app.visit('why')")
