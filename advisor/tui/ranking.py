"""The one state and its rankings: asks the engine at once, or by a worker when rankings are slow."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import perf_counter

from textual import on, work
from textual.reactive import reactive
from textual.worker import get_current_worker

from advisor.errors import AdvisorError
from advisor.tui import messages, transitions
from advisor.tui.engine import Engine
from advisor.tui.history import Given
from advisor.tui.state import State
from advisor.tui.themes import ThemedApp

SLOW_SECONDS = 0.1
"""A ranking that took longer is done by a worker from then on, so that keys stay alive."""
WARM_AFTER = 0.2
"""Seconds after the start until the session loads what the next ranking needs."""


@contextmanager
def uncollected() -> Iterator[None]:
    """What a ranking makes and drops holds no cycles: looking for them in the middle takes a sixth of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class RankingApp(ThemedApp):
    """An app with a state that is ranked; faults of the engine become words in the state."""

    state: reactive[State] = reactive(State(transitions.NOTHING), init=False, always_update=True, repaint=False)
    """Each screen paints what changed; the app itself has nothing to repaint."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._seconds = 0.0

    def rank(self) -> None:
        """Ranks the present requirements: at once, or by a worker when the last ranking was slow."""
        given = self.state.given
        if self._seconds > SLOW_SECONDS:
            self.state = self.state._replace(busy=True)
            self._rank_aside(given)
        else:
            self.take_ranking(self._ask(given))

    def _ask(self, given: Given) -> messages.RankingReady | messages.RankingFailed:
        started = perf_counter()
        try:
            with uncollected():
                return messages.RankingReady(given, self._engine.report(given))
        except AdvisorError as problem:
            return messages.RankingFailed(given, f"{problem.message}: {problem.fix}")
        except Exception as fault:
            return messages.RankingFailed(given, f"internal fault, nothing is lost: {type(fault).__name__}: {fault}")
        finally:
            self._seconds = perf_counter() - started

    @work(thread=True, group="warm", exit_on_error=False)
    def warm(self) -> None:
        with suppress(AdvisorError):
            self._engine.warm(self.state.given)

    @work(thread=True, exclusive=True, group="rank", exit_on_error=False)
    def _rank_aside(self, given: Given) -> None:
        worker = get_current_worker()
        if worker.is_cancelled:  # while it waited for a thread: what was typed meanwhile is asked instead
            return
        answer = self._ask(given)
        if not worker.is_cancelled:
            self.post_message(answer)

    @on(messages.RankingReady)
    @on(messages.RankingFailed)
    def take_ranking(self, answer: messages.RankingReady | messages.RankingFailed) -> None:
        """Takes an answer over, unless the requirements have moved on since it was asked."""
        if answer.given != self.state.given:
            return
        if isinstance(answer, messages.RankingReady):
            self.state = transitions.ranked(self.state, answer.report)
        else:
            self.state = transitions.failed(self.state, answer.message)
