"""Import of own test results: a log is read and shown, asked about, stored, and can be taken back.

Reading and storing are done by a worker that says which step it is at and can be stopped until it stores.
"""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import Worker, get_current_worker

from advisor.errors import AdvisorError
from advisor.present.text import clean
from advisor.tui.dialogs.questions import Questions
from advisor.tui.engine import Engine, HowToRead, Taken
from advisor.tui.messages import EvidenceChanged
from advisor.tui.state import State
from advisor.tui.views import results
from advisor.tui.views.runs import line
from advisor.tui.widgets.paint import lines
from advisor.tui.widgets.path import PathSuggester

if TYPE_CHECKING:
    from advisor.evaluate.preview import Preview

KINDS = "a log of Inspect, lm-eval or promptfoo, CSV or JSONL, of tests of this workload"
KEYS = "→ completes · tab goes on · escape closes"


class StoppedError(Exception):
    """The user stopped the worker."""


class ResultsDialog(ModalScreen[None]):
    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "close", id="results.close", tooltip="stop what is under way, else close"),
        Binding("u", "take_back", "take back", id="results.take-back", tooltip="forget the results just stored"),
    ]

    def __init__(self, state: State, engine: Engine) -> None:
        super().__init__()
        self._given = state.given
        self._engine = engine
        self._path = ""
        self._how = HowToRead({})
        self._found: Preview | None = None
        self._taken: Taken | None = None
        self._busy = False
        self._stops = True

    @property
    def room(self) -> int:
        """Cells of a line."""
        return max(20, self.query_one("#told").size.width - 1)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -broad", id="results") as box:
            box.border_title = "Import own results"
            yield Input(id="path", placeholder="file", compact=True, suggester=PathSuggester())
            with VerticalScroll(id="told"):
                yield Static(line_text(KINDS), id="told-text", markup=False)
                yield Questions(tuple(self._engine.catalog.models))
            yield Static(id="hint", classes="foot", markup=False)

    def on_mount(self) -> None:
        self.query_one("#path").focus()
        self._hint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "take_back" or (self._taken is not None and bool(self._taken.ids))

    @on(Input.Changed)
    def _hint(self) -> None:
        if self._taken:
            told = "u takes it back · escape closes" if self._taken.ids else "escape closes"
        elif self._busy:
            told = "escape stops it"
        else:
            told = f"{results.next_step(self._found, self._differs())}\n{KEYS}"
        self.query_one("#hint", Static).update(line_text(told))

    def _differs(self) -> bool:
        """Whether the path or an answer is another than what was read."""
        path = self.query_one("#path", Input).value.strip()
        return path != self._path or self.query_one(Questions).answers(self._how) != self._how

    @on(Input.Submitted)
    def go_on(self) -> None:
        path = self.query_one("#path", Input).value.strip()
        if self._busy or self._taken:
            return
        if not path:
            self.tell("✗ give a path")
        elif self._found is None or self._differs() or not self._found.ready:
            how = self.query_one(Questions).answers(self._how) if path == self._path else HowToRead({})
            self._path, self._how, self._found, self._busy = path, how, None, True
            self.tell(f"reading {path} …")
            self._read(path, how)
        else:
            self._busy = True
            self._store(path, self._how)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read(self, path: str, how: HowToRead) -> None:
        worker = get_current_worker()
        try:
            found = self._engine.preview_results(self._given, path, how)
        except Exception as problem:
            self.app.call_from_thread(self._failed, worker, problem)
        else:
            if not worker.is_cancelled:
                self.app.call_from_thread(partial(self._show, found, how))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _store(self, path: str, how: HowToRead) -> None:
        worker = get_current_worker()

        def told(step: str, stops: bool) -> None:
            if not self.app.call_from_thread(self._step, worker, f"{step} …", stops):
                raise StoppedError

        try:
            taken = self._engine.import_results(self._given, path, how, told)
        except Exception as problem:
            self.app.call_from_thread(self._failed, worker, problem)
        else:
            self.app.call_from_thread(partial(self._done, taken))

    def _step(self, worker: Worker[None], step: str, stops: bool) -> bool:
        """Whether to go on: escape is heard here or not at all, so that it never says "stopped" of what is stored."""
        if worker.is_cancelled:
            return False
        self._stops = stops
        self.tell(step)
        return True

    def _failed(self, worker: Worker[None] | None, problem: Exception) -> None:
        """Tells it, unless it was stopped, which was told at once; another may be under way by now."""
        if worker is not None and worker.is_cancelled:
            return
        self._busy, self._stops = False, True
        if isinstance(problem, AdvisorError):
            self.tell(f"✗ {problem.message}", f"  {problem.fix}")
        else:
            self.tell(f"✗ internal fault, nothing is lost: {type(problem).__name__}: {problem}")

    def _show(self, found: "Preview", how: HowToRead) -> None:
        self._found, self._busy = found, False
        self.query_one("#told-text", Static).update(lines(results.about(found)))
        self.call_next(self._ask, found, how)

    async def _ask(self, found: "Preview", how: HowToRead) -> None:
        await self.query_one(Questions).ask(found, how)
        self._hint()

    def _done(self, taken: Taken) -> None:
        self.app.post_message(EvidenceChanged("with your results"))
        self._taken, self._busy = taken, False
        self.query_one(Questions).remove_children()
        self.query_one("#path").display = False
        self.query_one("#told").focus()
        self.query_one("#told-text", Static).set_class(True, "-table").update(
            lines(results.kept_whole(taken.page, self.room))
        )
        self._hint()

    def action_take_back(self) -> None:
        if self._taken is None:
            return
        try:
            self._engine.forget_results(self._taken.ids)
        except AdvisorError as problem:
            self._failed(None, problem)
            return
        self._taken = self._taken._replace(ids=())
        self.app.post_message(EvidenceChanged("without the results that were taken back"))
        self.query_one("#told-text").remove_class("-table")
        self.tell("Taken back: the ranking is what it was before the import.")

    def action_leave(self) -> None:
        """Stops a worker; with none the dialog closes."""
        if self._busy and self._stops:
            self.workers.cancel_node(self)
            self._busy = False
            self.tell("stopped; nothing was stored")
        elif self._busy:
            self.notify("it is being stored: u takes it back afterwards", markup=False)
        else:
            self.dismiss()

    def tell(self, *told: str) -> None:
        self.query_one("#told-text", Static).update(lines([line(clean(text)) for text in told]))
        self._hint()


def line_text(text: str) -> Content:
    return lines([line(part) for part in text.split("\n")])
