"""The line in which a list is filtered."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class FilterInput(Input):
    """Words that a row must hold; enter keeps the filter, escape clears it. The screen acts on both."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.close_filter(False)", "clear", show=True, tooltip="clear the filter"),
        Binding("enter,down", "screen.close_filter(True)", "keep", show=True, tooltip="keep the filter"),
    ]
