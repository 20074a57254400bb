"""Columns of a compiled table: a run of equal values written once with its length, or few distinct values once with a
character a row that says which.

Sorted offers repeat many fields from row to row, and their other fields take few values. One object then stands for
many rows, which saves more than reading the text does. Standard library only; it is on the path of every start.
"""

from collections.abc import Callable, Iterable
from itertools import chain, groupby, repeat

from advisor.hints import Any

RUN = 8
"""Rows a run must have on average: making one takes as long as reading so many single values."""
CODES = "".join([chr(code) for code in range(35, 127) if chr(code) != "\\"])
"""Characters that stand for a distinct value each: JSON writes them as they are, in one byte."""
Column = list[Any]
"""[values, how they repeat]: the lengths of their runs, or a character of `CODES` for each row; null for neither."""


def packed(values: Iterable[Any]) -> Column:
    """One column, in the form that is read soonest."""
    every = list(values)
    runs = [(next(run), 1 + len(list(run))) for _, run in groupby(every, key=repr)]
    if len(runs) * RUN < len(every):
        return [[value for value, _ in runs], [length for _, length in runs]]
    distinct = {repr(value): value for value in every}
    if len(distinct) <= min(len(CODES), len(every) // 2):
        codes = dict(zip(distinct, CODES, strict=False))
        return [list(distinct.values()), "".join([codes[repr(value)] for value in every])]
    return [every, None]


def unpacked(column: Column, made: Callable[[Any], Any] | None = None) -> list[Any]:
    """The value of each row, made by `made` once for many; KeyError, TypeError or ValueError for what is no column."""
    values, repeats = column
    if made is not None:
        values = [made(value) for value in values]
    if repeats is None:
        return list(values)
    if isinstance(repeats, str):
        return list(map(dict(zip(CODES, values, strict=False)).__getitem__, repeats))
    if len(values) != len(repeats):
        raise ValueError(f"{len(values)} runs of {len(repeats)} lengths")
    return list(chain.from_iterable(map(repeat, values, repeats)))
