"""What an overlay may do to the constants that estimators and the decision read: change them, and add nothing.

The shipped file is the pattern: same keys, same types, and no sign turns. Costs and shares may become 0, what the
estimators divide by may not; paths of prices may be added.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.compile_files import Merged
from advisor.compile_positions import Path
from advisor.compile_problems import Problem
from advisor.tuples import NamedTuple

FIX = "follow the shipped file"
ADDABLE = frozenset({"omit", "lower", "weight", "note", "date", "read", "sources"})
"""Keys of an overlay and of a constant that the shipped file need not have."""


PATHS = "price_decline_"
"""Prefix of tables that stand for themselves: a path the price may take, with its weight."""


class Wrong(NamedTuple):
    path: Path
    what: str


def constant_problems(file: Merged) -> Iterator[Problem]:
    """What the overlays of a file of constants say that the shipped file gives no place to; only costs have values."""
    for layer in file.layers:
        if layer.overlay:
            for wrong in _against(file.layers[0].data, layer.data, ()):
                yield file.problem(wrong.path, wrong.what, FIX)


def _against(shipped: Any, given: Any, path: Path) -> Iterator[Wrong]:
    if isinstance(shipped, dict) and isinstance(given, dict):
        yield from _table(shipped, given, path)
    elif isinstance(shipped, list) and isinstance(given, list):
        yield from _array(shipped, given, path)
    elif not _same_type(shipped, given):
        yield Wrong(path, "unknown constant, or of another type")
    elif _is_number(shipped) and (shipped >= 0 > given or (shipped > 0 == given and path[-1] != "value")):
        yield Wrong(path, f"{given} is not allowed where the shipped file has {shipped}")


def _table(shipped: Mapping[str, Any], given: Mapping[str, Any], path: Path) -> Iterator[Wrong]:
    for key, value in given.items():
        if key in shipped:
            yield from _against(shipped[key], value, (*path, key))
        elif key.startswith(PATHS) and isinstance(value, dict):
            if "weight" not in value:
                yield Wrong((*path, key), "missing key 'weight'")
        elif key not in ADDABLE:
            yield Wrong((*path, key), "unknown constant, or of another type")


def _array(shipped: list[Any], given: list[Any], path: Path) -> Iterator[Wrong]:
    """Rows have the keys that all shipped rows have; numbers may be as many as they like, where they are alike."""
    rows = [row for row in shipped if isinstance(row, dict)]
    union = {key: value for row in rows for key, value in row.items()}
    needed = set.intersection(*map(set, rows)) if rows else set()
    for index, value in enumerate(given if shipped else ()):
        yield from _against(union if rows else shipped[min(index, len(shipped) - 1)], value, (*path, index))
        missing = sorted(needed - set(value)) if isinstance(value, dict) else []
        if missing:
            yield Wrong((*path, index), f"missing key {missing[0]!r}")


def _same_type(shipped: Any, given: Any) -> bool:
    return type(shipped) is type(given) or (_is_number(shipped) and _is_number(given))


def _is_number(value: Any) -> bool:
    return type(value) in (int, float)
