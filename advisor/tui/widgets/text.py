"""Lines of text that are laid out again only when their number changes, and painted only when they change."""

from collections.abc import Sequence

from textual.widgets import Static

from advisor.tui.views.runs import Line
from advisor.tui.widgets.paint import lines


class Text(Static):
    """Give it lines that fit its width with `put`."""

    def __init__(self, text_id: str, classes: str = "") -> None:
        super().__init__(id=text_id, classes=classes, markup=False)
        self._put: tuple[Line, ...] = ()

    def put(self, rows: Sequence[Line]) -> None:
        told, before = tuple(rows), self._put
        if told != before:
            self._put = told
            self.update(lines(told), layout=len(told) != len(before))
