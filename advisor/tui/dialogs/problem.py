"""A problem in words, with a way back."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from advisor.present.text import clean_lines


class Problem(ModalScreen[None]):
    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss", "go on", id="problem.close", tooltip="close and go on"),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = "\n".join(clean_lines(text))

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as box:
            box.border_title = "A problem"
            yield Static(self._text, markup=False)
            yield Static("escape or enter: go on", classes="foot", markup=False)
