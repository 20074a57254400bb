"""What each stage took. Off by default; `--timings` prints it to stderr, so that a regression names its stage."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

_spans: list[tuple[str, float]] = []


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Adds the wall time of its body to the record."""
    started = perf_counter()
    try:
        yield
    finally:
        _spans.append((name, perf_counter() - started))


def print_timings() -> None:
    """One line a stage in the order they ended, milliseconds."""
    for name, seconds in _spans:
        print(f"{name:24s} {seconds * 1e3:8.2f} ms", file=sys.stderr)
