"""Import of own test results: reads a log in a worker, then shows how the ranking moved. A failure is said in place."""

from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from advisor.errors import AdvisorError
from advisor.present.text import clean
from advisor.tui.engine import Engine
from advisor.tui.messages import EvidenceChanged
from advisor.tui.state import State
from advisor.tui.views.runs import line
from advisor.tui.widgets.paint import lines

HINT = """a log of Inspect, lm-eval or promptfoo, CSV or JSONL, of tests of this workload
names, if the log's are not in the catalog: my-endpoint=glm-5@deepinfra, other=gpt-5.2@openai
enter reads · escape closes"""


class ResultsDialog(ModalScreen[None]):
    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "close", id="results.close", tooltip="close"),
    ]

    def __init__(self, state: State, engine: Engine) -> None:
        super().__init__()
        self._given = state.given
        self._engine = engine

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -broad") as box:
            box.border_title = "Import own results"
            yield Input(id="path", placeholder="file", compact=True)
            yield Input(id="names", placeholder="name=option, …", compact=True)
            yield Static(HINT, id="hint", classes="foot", markup=False)
            with VerticalScroll(id="told"):
                yield Static(id="told-text", markup=False)

    def on_mount(self) -> None:
        self.query_one("#path").focus()

    @on(Input.Submitted)
    def read(self) -> None:
        path, pairs = (self.query_one(name, Input).value.strip() for name in ("#path", "#names"))
        if not path:
            self.tell("✗ give a path")
            return
        self.tell(f"reading {path} …")
        self._import(path, tuple(part.strip() for part in pairs.split(",") if part.strip()))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _import(self, path: str, pairs: tuple[str, ...]) -> None:
        try:
            page = self._engine.import_results(self._given, path, pairs)
        except AdvisorError as problem:
            self.app.call_from_thread(self.tell, f"✗ {problem.message}", f"  {problem.fix}")
        except Exception as fault:
            self.app.call_from_thread(self.tell, f"✗ internal fault: {type(fault).__name__}: {fault}")
        else:
            self.app.call_from_thread(partial(self._done, page))

    def _done(self, page: tuple[str, ...]) -> None:
        self.query_one("#hint").display = False
        self.tell(*page)
        self.query_one("#told").focus()
        self.app.post_message(EvidenceChanged())

    def tell(self, *told: str) -> None:
        self.query_one("#told-text", Static).update(lines([line(clean(text)) for text in told]))
