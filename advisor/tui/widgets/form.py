"""The requirements form: a list of fields, and one line in which the field under the cursor is edited.

Generated from the declarations of the flags. Each keystroke is posted; the app checks it and answers with the state.
"""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.suggester import SuggestFromList
from textual.widgets import Input

from advisor.tui import fields
from advisor.tui.messages import FieldChanged, FieldReverted, FieldSettled, RowChosen, RowHighlighted
from advisor.tui.state import State
from advisor.tui.views import form
from advisor.tui.views.runs import wrap
from advisor.tui.widgets.grid import Grid
from advisor.tui.widgets.text import Text

HINT_WIDTH = 26
"""Cells of the hint before the first layout."""


class FieldInput(Input):
    """The line a field is edited in; escape gives the edit up, enter keeps it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.leave_field(False)", "back", show=True),
        Binding("enter", "screen.leave_field(True)", "keep", show=True),
    ]


class Form(Vertical):
    """Fields, their hint and the line to edit in. Keys on the list: enter edits, left and right choose, del resets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", "edit", id="form.edit", tooltip="edit the field under the cursor"),
        Binding("left", "cycle(-1)", "previous choice", show=False, id="form.previous", tooltip="the choice before"),
        Binding("right", "cycle(1)", "next choice", id="form.next", tooltip="the choice after"),
        Binding("delete,backspace", "reset", "default", id="form.reset", tooltip="take the default again"),
    ]

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(id="form", classes="pane")
        self._known = known
        self._state: State | None = None
        self._editing: str | None = None

    def compose(self) -> ComposeResult:
        yield Grid("fields")
        yield Text("hint")
        yield FieldInput(id="editor", compact=True)

    def on_mount(self) -> None:
        self.query_one("#editor").display = False

    @property
    def key(self) -> str:
        """The field being edited, else the one under the cursor."""
        return self._editing or self.query_one("#fields", Grid).key

    @property
    def editing(self) -> bool:
        return self._editing is not None

    def show(self, state: State) -> None:
        self._state = state
        self.query_one("#fields", Grid).show(form.COLUMNS, form.rows(state))
        self._show_hint()

    def edit(self, key: str, text: str | None = None) -> None:
        """Opens the editor on a field with its text, or with the text that was begun."""
        self.query_one("#fields", Grid).move_to(key)
        self.action_edit(text)

    def action_edit(self, text: str | None = None) -> None:
        if self._state is None or not self.key:
            return
        self._editing = key = self.key
        editor = self.query_one("#editor", FieldInput)
        words = fields.choices(key, self._known)
        editor.suggester = SuggestFromList(words, case_sensitive=False) if words else None
        with editor.prevent(Input.Changed):
            editor.value = fields.typed(key, self._state.given.get(key)) if text is None else text
        editor.placeholder = fields.show(key, self._used(key))
        editor.border_title = fields.label(key)
        editor.display = True
        editor.focus()
        self.query_one("#fields").add_class("-always")

    def close(self, keep: bool) -> None:
        """Ends the edit under way: kept as typed, or given up. What is wrong stays open, with what is wrong of it."""
        if self._editing is None or (keep and fields.problem(self._editing, self.query_one("#editor", Input).value)):
            return
        self._editing = None
        self.query_one("#editor").display = False
        self.query_one("#fields").remove_class("-always")
        self.query_one("#fields").focus()
        self.post_message(FieldSettled() if keep else FieldReverted())

    def action_cycle(self, step: int) -> None:
        if self._state is None:
            return
        now = fields.typed(self.key, self._state.given.get(self.key))
        chosen = fields.cycle(self.key, now, step, self._known)
        if chosen is not None:
            self.post_message(FieldChanged(self.key, chosen))
            self.post_message(FieldSettled())

    def action_reset(self) -> None:
        self.post_message(FieldChanged(self.key, ""))
        self.post_message(FieldSettled())

    @on(Input.Changed, "#editor")
    def type_field(self, event: Input.Changed) -> None:
        event.stop()
        if self._editing is not None:
            self.post_message(FieldChanged(self._editing, event.value))

    @on(RowHighlighted)
    def show_field(self, event: RowHighlighted) -> None:
        event.stop()
        self._show_hint()

    @on(RowChosen)
    def edit_field(self, event: RowChosen) -> None:
        event.stop()
        self.action_edit()

    def _show_hint(self) -> None:
        hint = self.query_one("#hint", Text)
        width = hint.size.width or HINT_WIDTH
        error = form.wrong(self._state, self.key) if self._state else ""
        hint.put([part for entry in form.hint(self.key, error) for part in wrap(entry, width)], hint.size.height)

    def _used(self, key: str) -> object:
        return self._state.report.requirements.get(key) if self._state and self._state.report else None
