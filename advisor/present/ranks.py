"""Ranks as people read them: rows that are tied share the rank of the first, marked `=`."""

from collections.abc import Iterable, Mapping

from advisor.report import RankedOption

Ties = Mapping[int, tuple[int, int]]
"""Tie group -> rank of its first row, and how many rows it has."""


def ties_of(options: Iterable[RankedOption]) -> Ties:
    """The tie groups of rows in rank order."""
    found: dict[int, tuple[int, int]] = {}
    for option in options:
        first, size = found.get(option.tie_group, (option.rank, 0))
        found[option.tie_group] = (first, size + 1)
    return found


def rank_mark(option: RankedOption, ties: Ties) -> str:
    """`3`, or `1=` when others share the tie group; the group's first rank is shown for all of it."""
    first, size = ties[option.tie_group]
    return f"{first}=" if size > 1 else str(option.rank)
