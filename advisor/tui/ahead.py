"""The first ranking, made by a second process while this one loads the user interface.

Loading takes as long as ranking, and neither can share a core with the other. Where there is no `fork`, or the second
process fails, there is nothing ahead and the session ranks for itself; no error is told twice.
"""

import os
import pickle
from collections.abc import Callable

from advisor.report import Report


class Ahead:
    """A report under way. Call `take` once: it waits, and gives None when there is none."""

    def __init__(self, make: Callable[[], Report]) -> None:
        self._child, self._pipe = _fork(make) if hasattr(os, "fork") else (0, -1)

    def take(self) -> Report | None:
        if self._pipe < 0:
            return None
        with os.fdopen(self._pipe, "rb") as pipe:
            written = pipe.read()
        self._pipe = -1
        _, failed = os.waitpid(self._child, 0)
        report: Report | None = None if failed else pickle.loads(written)
        return report


def _fork(make: Callable[[], Report]) -> tuple[int, int]:
    """(process, pipe to read its pickled report from); the process writes all of it or nothing."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        return child, read
    failed = 1
    try:
        os.close(read)
        made = pickle.dumps(make(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(write, "wb") as pipe:
            pipe.write(made)
        failed = 0
    finally:
        os._exit(failed)  # nothing of the first process may be tidied up by the second
