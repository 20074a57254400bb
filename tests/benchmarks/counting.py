"""Counts what a call does, which is the same on every machine; times are measured beside it and never asserted."""

import sys
from collections.abc import Callable
from types import FrameType


def calls_of(call: Callable[[], object]) -> int:
    """Python functions of this package that one call enters."""
    entered = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal entered
        if event == "call" and "advisor" in str(frame.f_globals.get("__name__", "")):
            entered += 1

    call()  # a first call may compile what later ones use
    sys.setprofile(count)
    try:
        call()
    finally:
        sys.setprofile(None)
    return entered
