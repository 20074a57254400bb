"""Reads single values of a log: scores, counts and text from untrusted JSON. Refuses what cannot be one, by place."""

import json
from collections.abc import Mapping
from math import isfinite
from time import strftime, strptime
from typing import Any

from advisor.errors import AdvisorError, bad_input

GRADES = {"C": 1.0, "I": 0.0, "P": 0.5, "N": 0.0}
"""Inspect's correct, incorrect, partial and no answer."""
TEXT_LIMIT = 300
"""Characters of a name or key that are kept."""


def wrong(place: str, problem: str, fix: str) -> AdvisorError:
    """A log that cannot be used; `place` is the file and the record in it."""
    return bad_input(f"{place}: {problem}", fix)


def parsed(data: bytes | str, place: str) -> Any:
    """JSON with the NaN and Infinity constants that Python tools write; bad-input where it breaks off."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise wrong(place, f"not whole JSON ({problem})", "export it again; a truncated file is not read") from None


def lines_of(content: str) -> list[str]:
    """The lines of JSON Lines that hold anything. Only a line feed ends one: a text may hold U+2028 as it is."""
    return [line for line in content.split("\n") if line.strip()]


def table(value: object, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise wrong(place, f"an object is expected, not {type(value).__name__}", "export it again with the tool")
    return value


def sub_table(value: object) -> Mapping[str, Any]:
    """The object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def array(value: object, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise wrong(place, f"a list is expected, not {type(value).__name__}", "export it again with the tool")
    return value


def items(value: object) -> list[Any]:
    """The list, or an empty one for anything else."""
    return value if isinstance(value, list) else []


def text(value: object) -> str:
    """A name or key; numbers as their text, None as empty."""
    return "" if value is None else str(value)[:TEXT_LIMIT]


def amount(value: object) -> float | None:
    """A count, duration or price >= 0; anything else, NaN and infinity included, is unknown."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if isfinite(found) and found >= 0 else None


def score_of(value: object, place: str) -> tuple[float | None, str | None]:
    """(score 0..1, why missing): a grade letter, a truth value or a number; NaN and None are not scored."""
    if value is None:
        return None, "not scored"
    if isinstance(value, bool):
        return float(value), None
    if isinstance(value, str):
        return _score_of_text(value, place)
    if not isinstance(value, int | float):
        raise wrong(place, f"a score that is {type(value).__name__}", "choose one number with --metric NAME")
    if value != value:
        return None, "not scored"
    if not 0 <= value <= 1:
        raise wrong(place, f"score {value!r:.20} is outside 0..1", "rescale it, or choose another with --metric NAME")
    return float(value), None


def _score_of_text(value: str, place: str) -> tuple[float | None, str | None]:
    if value in GRADES:
        return GRADES[value], None
    try:
        number = float(value)
    except ValueError:
        if value.strip():
            raise wrong(place, f"score {value[:40]!r} is no number", "use 0..1, or C, I, P, N") from None
        return None, "not scored"
    return score_of(number, place)


def day_of(value: object) -> str | None:
    """The ISO day at the start of a timestamp; None where that is no day."""
    day = text(value)[:10]
    try:
        return day if strftime("%Y-%m-%d", strptime(day, "%Y-%m-%d")) == day else None
    except ValueError:
        return None
