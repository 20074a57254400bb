"""Base of the documents that the engine has to work for: a worker asks, what is known so far is shown."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Generic, TypeVar

from textual import work
from textual.worker import get_current_worker

from advisor.errors import AdvisorError
from advisor.report import Report
from advisor.tui.screens.document import DocumentScreen
from advisor.tui.state import State
from advisor.tui.views.document import Section
from advisor.tui.views.runs import line

ASKING = Section("asking", line("working it out …", "dim"))

A = TypeVar("A")


class AskingScreen(DocumentScreen, Generic[A]):
    """Every report is asked about once; a fault is told in place."""

    def __init__(
        self,
        heading: Callable[[State], str],
        asks: Callable[[State, Report], Iterator[A]],
        told: Callable[[A, int], Iterable[Section]],
    ) -> None:
        """`asks` gives an answer, then better ones; it runs in a thread and touches no widget. `told` shows the last
        of them in a width."""
        super().__init__(heading, self._known)
        self._asks = asks
        self._told = told
        self._about: Report | None = None
        self._answer: A | None = None
        self._fault = ""

    def _known(self, state: State) -> Iterable[Section]:
        if state.report is None:
            return (Section("none", line("No ranking yet: choose a workload first.")),)
        if state.report is not self._about:
            self._about, self._answer, self._fault = state.report, None, ""
            self._ask(state, state.report)
        wrong = (Section("fault", line(self._fault, "warn")),) if self._fault else ()
        if self._answer is None:
            return wrong or (ASKING,)
        return (*self._told(self._answer, self.room), *wrong)

    @work(thread=True, exclusive=True, group="asking", exit_on_error=False)
    def _ask(self, state: State, report: Report) -> None:
        answer: A | None = None
        worker, fault = get_current_worker(), ""
        try:
            for answer in self._asks(state, report):
                if worker.is_cancelled:
                    return
                self.app.call_from_thread(partial(self._take, report, answer, fault))
        except AdvisorError as problem:
            fault = f"{problem.message}: {problem.fix}"
        except Exception as problem:
            fault = f"internal fault, nothing is lost: {type(problem).__name__}: {problem}"
        if fault and not worker.is_cancelled:
            self.app.call_from_thread(partial(self._take, report, answer, fault))

    def _take(self, report: Report, answer: A | None, fault: str) -> None:
        if report is self._about and self._state is not None:
            self._answer, self._fault = answer, fault
            self.show(self._state)
