"""Base of the documents that the engine has to work for: a worker asks, what is known so far is shown."""

from collections.abc import Iterable, Iterator
from functools import partial

from textual import work
from textual.worker import get_current_worker

from advisor.errors import AdvisorError
from advisor.report import Report
from advisor.tui.screens.document import DocumentScreen
from advisor.tui.state import State
from advisor.tui.views.document import Section
from advisor.tui.views.runs import line

ASKING = Section("asking", line("working it out …", "dim"))


class AskingScreen(DocumentScreen):
    """A subclass implements `asks` and `told`. Every report is asked about once; a fault is told in place."""

    def __init__(self) -> None:
        super().__init__()
        self._about: Report | None = None
        self._answers: tuple[object, ...] = ()
        self._fault = ""

    def asks(self, state: State, report: Report) -> Iterator[object]:
        """The answers one after the other, made in a thread; touches no widget."""
        raise NotImplementedError

    def told(self, answers: tuple[object, ...]) -> Iterable[Section]:
        """The sections of the answers there are so far, at least one."""
        raise NotImplementedError

    def sections(self, state: State) -> Iterable[Section]:
        if state.report is None:
            return (Section("none", line("No ranking yet: choose a workload first.")),)
        if state.report is not self._about:
            self._about, self._answers, self._fault = state.report, (), ""
            self._ask(state, state.report)
        wrong = (Section("fault", line(self._fault, "warn")),) if self._fault else ()
        known = self.told(self._answers) if self._answers else () if wrong else (ASKING,)
        return (*known, *wrong)

    @work(thread=True, exclusive=True, group="asking", exit_on_error=False)
    def _ask(self, state: State, report: Report) -> None:
        answers: tuple[object, ...] = ()
        worker, fault = get_current_worker(), ""
        try:
            for answer in self.asks(state, report):
                if worker.is_cancelled:
                    return
                answers = (*answers, answer)
                self.app.call_from_thread(partial(self._take, report, answers, fault))
        except AdvisorError as problem:
            fault = f"{problem.message}: {problem.fix}"
        except Exception as problem:
            fault = f"internal fault, nothing is lost: {type(problem).__name__}: {problem}"
        if fault and not worker.is_cancelled:
            self.app.call_from_thread(partial(self._take, report, answers, fault))

    def _take(self, report: Report, answers: tuple[object, ...], fault: str) -> None:
        if report is self._about and self._state is not None:
            self._answers, self._fault = answers, fault
            self.show(self._state)
