"""Lines of text that are laid out again only when they need another height, and painted only when they change."""

from collections.abc import Sequence

from textual.widgets import Static

from advisor.tui.views.runs import Line
from advisor.tui.widgets.paint import lines


class Text(Static):
    """Give it lines that fit its width with `put`; `room` is the number of lines that its style keeps free for them."""

    def __init__(self, text_id: str, classes: str = "") -> None:
        super().__init__(id=text_id, classes=classes, markup=False)
        self._put: tuple[Line, ...] = ()

    def put(self, rows: Sequence[Line], room: int = 0) -> None:
        told, before = tuple(rows), self._put
        if told != before:
            self._put = told
            self.update(lines(told), layout=max(room, len(told)) != max(room, len(before)))
