"""What every screen has: the header, the status line, the keys, the notice for small terminals, and the state.

A screen fills in `body` and `show`; without them it is the frame alone. It is repainted when the app's state changes
while it is visible, and when it becomes visible.
"""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from advisor.tui.state import State
from advisor.tui.views import summary
from advisor.tui.views.runs import Line, fitted
from advisor.tui.widgets.bars import HeaderBar, KeyBar
from advisor.tui.widgets.text import Text

TOO_SMALL = "advisor needs a terminal\nof 44 x 12 or more.\nq quits."


class AdvisorScreen(Screen[None]):
    """Base of the modes."""

    HELP_TITLE: ClassVar[str] = ""
    """What the screen answers, in one line, for the help."""
    STATUS_LINES: ClassVar[int] = 1

    def __init__(self) -> None:
        super().__init__()
        self._state: State | None = None
        self._laid_out = False

    def compose(self) -> ComposeResult:
        yield HeaderBar()
        yield from self.body()
        yield Text("status")
        yield KeyBar()
        yield Static(TOO_SMALL, id="too-small", markup=False)

    def body(self) -> Iterable[Widget]:
        """The widgets between the header and the status line."""
        return ()

    def show(self, state: State) -> None:
        """Paints what the widgets of `body` show of the state."""

    def status(self, state: State) -> Line:
        """What the status line says."""
        return summary.reminder(state)

    def on_mount(self) -> None:
        self.watch(self.app, "state", self._receive)

    def on_screen_resume(self) -> None:
        if self._state is not None and self._laid_out:
            self._paint(self._state)

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Paints at the new size; what was told before the first layout had no room yet.

        Textual drops what it would paint before a screen is current: every widget has to be asked once more.
        """
        self._laid_out = True
        self.query("*").refresh()
        if self._state is not None:
            self._paint(self._state)

    def _receive(self, state: State) -> None:
        self._state = state
        if self.is_current and self._laid_out:
            self._paint(state)

    def _paint(self, state: State) -> None:
        self.query_one(HeaderBar).show(summary.header(state), summary.dates(state))
        told = fitted(self.status(state), max(20, self.size.width - 2), self.STATUS_LINES)
        self.query_one("#status", Text).put(told, self.STATUS_LINES)
        self.show(state)
