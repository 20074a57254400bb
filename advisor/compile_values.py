"""TOML values as JSON has them."""

from datetime import date
from typing import Any


def plain(value: Any) -> Any:
    """The value with dates as ISO text, ready for JSON."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
