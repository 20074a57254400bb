"""Report values as plain data for JSON: NamedTuples to tables, tuples to arrays, a trailing underscore dropped."""

from collections.abc import Mapping
from functools import cache

from advisor.hints import Any
from advisor.rounding import rounded

SCALARS = frozenset({str, int, float, bool, type(None)})
"""Most values are one of these: asking here saves a call for each."""


def plain(value: Any) -> Any:
    """The same value of only dict, list, str, int, float, bool and None."""
    if isinstance(value, tuple | list):
        items = [item if type(item) in SCALARS else plain(item) for item in value]
        fields: tuple[str, ...] | None = getattr(value, "_fields", None)
        return items if fields is None else dict(zip(_names(fields), items, strict=True))
    if isinstance(value, Mapping):
        return {key: item if type(item) in SCALARS else plain(item) for key, item in value.items()}
    return value


@cache
def _names(fields: tuple[str, ...]) -> tuple[str, ...]:
    """The names of fields in the document."""
    return tuple(name.rstrip("_") for name in fields)


def rounded_values(value: Any) -> Any:
    """Plain data with every float at 1e-6."""
    if isinstance(value, float):
        return rounded(value)
    if isinstance(value, dict):
        return {key: rounded_values(item) for key, item in value.items()}
    return [rounded_values(item) for item in value] if isinstance(value, list) else value
