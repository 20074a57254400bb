"""Checks what one file says against the others."""

from collections.abc import Iterator

from advisor.compile_problems import Problem
from advisor.compile_shape import Things


def reference_problems(things: Things) -> Iterator[Problem]:
    """Ids that stand for nothing."""
    yield from ()
