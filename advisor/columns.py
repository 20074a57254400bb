"""Columns of a compiled table: the values in row order, a run of equal ones written once with its length.

Sorted offers repeat many fields from row to row, or have them all alike. Standard library only; it is on the path of
every start.
"""

from collections.abc import Callable, Iterable
from itertools import chain, groupby, repeat

from advisor.hints import Any

RUN = 8
"""Rows a run must have on average: making one takes as long as reading so many single values."""
Column = list[Any]
"""[values, lengths of their runs]; null in place of the lengths where each value is one row's."""


def packed(values: Iterable[Any]) -> Column:
    """One column, in runs where that is quicker to read."""
    every = list(values)
    runs = [(next(run), 1 + len(list(run))) for _, run in groupby(every, key=repr)]
    if len(runs) * RUN >= len(every):
        return [every, None]
    return [[value for value, _ in runs], [length for _, length in runs]]


def unpacked(column: Column, made: Callable[[Any], Any] | None = None) -> list[Any]:
    """The value of each row, made by `made` once a run; TypeError or ValueError for what is no column."""
    values, lengths = column
    if made is not None:
        values = [made(value) for value in values]
    if lengths is None:
        return list(values)
    if len(values) != len(lengths):
        raise ValueError(f"{len(values)} runs of {len(lengths)} lengths")
    return list(chain.from_iterable(map(repeat, values, lengths)))
