"""The guided start: one question at a time over the list, which is ranked after each answer."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from advisor.options import BY_KEY
from advisor.tui import fields
from advisor.tui.guide import FAVOURITE, QUESTIONS, favourite
from advisor.tui.messages import FieldChanged, FieldSettled, FoilChosen
from advisor.tui.state import State
from advisor.tui.views.runs import line
from advisor.tui.widgets import paint
from advisor.tui.widgets.paint import content

ASKED = (*QUESTIONS, FAVOURITE)


class Guide(ModalScreen[None]):
    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="guide.leave", tooltip="keep the answers so far"),
        Binding("ctrl+b", "turn(-1)", "before", id="guide.before", tooltip="the question before"),
        Binding("ctrl+n", "turn(1)", "skip", id="guide.skip", tooltip="skip this question"),
    ]

    def __init__(self, state: State, known: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._held = state
        self._known = known
        self._at = 0

    def compose(self) -> ComposeResult:
        yield Vertical(classes="dialog", id="guide")

    async def on_mount(self) -> None:
        self.watch(self.app, "state", self._receive)
        await self._ask()

    def _receive(self, state: State) -> None:
        self._held = state
        for answer in self.query(".answer").results(Static):
            said = state.report.answer.sentence if state.report else state.trouble
            answer.update(content(line(next(iter(state.errors.values()), said))))

    async def _ask(self) -> None:
        question = ASKED[self._at]
        box = self.query_one("#guide", Vertical)
        box.border_title = paint.text(f"{self._at + 1} of {len(ASKED)}")
        await box.remove_children()
        inputs = [self._line(key) for key in question.keys]
        await box.mount(
            Static(question.title, classes="lead", markup=False),
            Static(question.why, classes="foot", markup=False),
            *inputs,
            Static("enter goes on · ctrl+n skips · ctrl+b goes back · escape leaves", classes="foot", markup=False),
            Static(classes="answer", markup=False),
        )
        inputs[0].focus()
        self._receive(self._held)

    def _line(self, key: str) -> Input:
        words = fields.choices(key, self._known) if key in BY_KEY else ()
        used = self._held.report.requirements.get(key) if self._held.report else None
        entry = Input(
            fields.typed(key, self._held.given.get(key)),
            id=f"ask-{key}",
            placeholder=fields.show(key, used) if key in BY_KEY else "a model or provider",
            suggester=SuggestFromList(words, case_sensitive=False) if words else None,
        )
        entry.border_title = paint.text(fields.label(key) + (f": {', '.join(words)}" if words else ""))
        return entry

    @on(Input.Changed)
    def answer(self, event: Input.Changed) -> None:
        key = (event.input.id or "").removeprefix("ask-")
        if key in BY_KEY and event.value != fields.typed(key, self._held.given.get(key)):
            self.app.post_message(FieldChanged(key, event.value))

    @on(Input.Submitted)
    async def go_on(self, event: Input.Submitted) -> None:
        inputs = list(self.query(Input))
        place = inputs.index(event.input)
        key = (event.input.id or "").removeprefix("ask-")
        if key in BY_KEY and fields.problem(key, event.value):
            return
        if place + 1 < len(inputs):
            inputs[place + 1].focus()
            return
        if ASKED[self._at] is FAVOURITE:
            await self._finish(event.value)
        else:
            await self.action_turn(1)

    async def action_turn(self, step: int) -> None:
        """The next question or the one before; past the last the guide closes."""
        self.app.post_message(FieldSettled())
        self._at = max(0, self._at + step)
        if self._at >= len(ASKED):
            self.dismiss()
            return
        await self._ask()

    def action_leave(self) -> None:
        self.app.post_message(FieldSettled())
        self.dismiss()

    async def _finish(self, words: str) -> None:
        ids = tuple(option.id for option in self._held.report.options) if self._held.report else ()
        chosen = favourite(words, ids)
        self.dismiss()
        if chosen is not None:
            self.app.post_message(FoilChosen(chosen))
            await self.app.run_action("visit('why')")
        elif words.strip():
            self.app.notify("No ranked option holds these words: see Excluded (x).", markup=False)
