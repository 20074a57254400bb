"""Ends the session as `q` does when the system asks for it: saved, and the terminal as it was found."""

import signal
from asyncio import get_running_loop
from collections.abc import Callable
from contextlib import suppress

ASKING = ("SIGTERM", "SIGHUP")
SIGNALLED = 128
"""A shell's exit code of a program that a signal ended, less the signal's number."""


def obey(leave: Callable[[int], object]) -> None:
    """`leave` is called with the exit code. Where a system has no such signal, or no loop hears it, nothing changes."""
    for name in ASKING:
        # Windows has no SIGHUP and its loops take no handlers; outside the main thread or a loop none can be set.
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            number = getattr(signal, name)
            get_running_loop().add_signal_handler(number, leave, SIGNALLED + number)
