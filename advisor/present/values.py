"""Report values as plain data for JSON: NamedTuples to tables, tuples to arrays, a trailing underscore dropped."""

from collections.abc import Mapping
from typing import Any

from advisor.rounding import rounded


def plain(value: Any) -> Any:
    """The same value of only dict, list, str, int, float, bool and None."""
    if isinstance(value, tuple):
        fields: tuple[str, ...] | None = getattr(value, "_fields", None)
        if fields is None:
            return [plain(item) for item in value]
        return {name.rstrip("_"): plain(item) for name, item in zip(fields, value, strict=True)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def rounded_values(value: Any) -> Any:
    """Plain data with every float at 1e-6."""
    if isinstance(value, float):
        return rounded(value)
    if isinstance(value, dict):
        return {key: rounded_values(item) for key, item in value.items()}
    return [rounded_values(item) for item in value] if isinstance(value, list) else value
