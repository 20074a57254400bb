"""The what-if slider: keys step one requirement, each step is posted and ranked at once; flips stand on its track."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from advisor.tui import fields, slider
from advisor.tui.messages import FieldChanged, FieldReverted, FieldSettled
from advisor.tui.state import State
from advisor.tui.views import track
from advisor.tui.widgets import paint


class Slider(Widget, can_focus=True):
    """Closed until `open`; the app's state tells it the value."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "less", id="slider.less", tooltip="10 % less"),
        Binding("right", "step(1)", "more", id="slider.more", tooltip="10 % more"),
        Binding("shift+left,down", "step(-8)", "halve", id="slider.much-less", tooltip="about half"),
        Binding("shift+right,up", "step(8)", "double", id="slider.much-more", tooltip="about double"),
        Binding("enter", "close(True)", "keep", id="slider.keep", tooltip="keep this value"),
        Binding("escape", "close(False)", "give up", id="slider.revert", tooltip="take the old value again"),
    ]

    def __init__(self) -> None:
        super().__init__(id="slider", classes="pane")
        self._key = ""
        self._middle: float | None = None
        self._track: slider.Track | None = None

    def open(self, key: str, state: State) -> None:
        if state.report is None or slider.track(key, None, state.report) is None:
            self.notify(f"{fields.label(key)} has no value to slide: give one first", markup=False)
            return
        self._key = key
        self._middle = None
        self.show(state)
        self._middle = self._track.value if self._track else None
        self.border_title = paint.text("What if")
        self.display = True
        self.focus()

    def show(self, state: State) -> None:
        if self._key and state.report is not None:
            self._track = slider.track(self._key, self._middle, state.report)
            self.refresh()

    def close(self) -> None:
        self._key = ""
        self.display = False

    def action_step(self, steps: int) -> None:
        if self._track is not None:
            value = slider.stepped(self._track, steps)
            self._track = self._track._replace(value=value)
            self.post_message(FieldChanged(self._key, f"{value:.10g}"))
            self.refresh()

    async def action_close(self, keep: bool) -> None:
        self.post_message(FieldSettled() if keep else FieldReverted())
        self.close()
        await self.run_action("screen.back")

    def render(self) -> Content:
        return paint.lines(track.lines(self._track, self.size.width)) if self._track else Content("")
