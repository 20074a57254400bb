"""A drawing that fills whatever room it has: it asks for its lines when it knows its size."""

from collections.abc import Callable

from textual.content import Content
from textual.widget import Widget

from advisor.tui.views.runs import Line
from advisor.tui.widgets import paint

Draw = Callable[[int, int], tuple[Line, ...]]
"""(width, height) in cells -> lines."""


class Picture(Widget):
    """Give it a function with `show`."""

    def __init__(self) -> None:
        super().__init__(id="picture")
        self._draw: Draw = lambda width, height: ()

    def show(self, draw: Draw) -> None:
        self._draw = draw
        self.refresh()

    def render(self) -> Content:
        return paint.lines(self._draw(self.size.width, self.size.height))
