"""What each stage took. Off by default; `--timings` prints it to stderr, so that a regression names its stage."""

import sys
from time import perf_counter

_spans: list[tuple[str, float]] = []


class Stage:
    """Adds the wall time of its body to the record; a class, since `contextlib` takes half a millisecond to import."""

    __slots__ = ("_name", "_started")

    def __init__(self, name: str) -> None:
        self._name = name
        self._started = 0.0

    def __enter__(self) -> None:
        self._started = perf_counter()

    def __exit__(self, *raised: object) -> None:
        _spans.append((self._name, perf_counter() - self._started))


def stage(name: str) -> Stage:
    """For `with stage("rank"):`; recorded also where the body fails."""
    return Stage(name)


def print_timings() -> None:
    """One line a stage in the order they ended, milliseconds."""
    for name, seconds in _spans:
        print(f"{name:24s} {seconds * 1e3:8.2f} ms", file=sys.stderr)
