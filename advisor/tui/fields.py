"""The form's fields, generated from the same declarations as the flags. Pure: no widget, no ranking.

A field's text is what people type (`60k`, `30%`, `$5,000/mo`); checking is `requirements.parse`, never repeated here.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from advisor.errors import AdvisorError
from advisor.options import BY_KEY, OPTIONS, Option, parse
from advisor.present import format as shown

UNSET = "—"
_SWITCH = ("true", "false")


class Field(NamedTuple):
    """One line of the form."""

    option: Option
    label: str
    value: str
    """As shown: what was given, or the default that is used."""
    given: bool
    """False when the value is a default."""


_LABELS = {
    "calls_per_day": "Calls/day", "input_tokens": "Tokens in", "output_tokens": "Tokens out",
    "right_of_100": "Right/100", "worth": "Worth/right", "ttft": "First token ≤", "p95": "Whole call ≤",
    "quality_floor": "Quality ≥",
    "tokens_per_second": "Tokens/s ≥", "mau": "Monthly users", "gpus": "Own", "ram": "Host RAM", "capex": "Buy for ≤",
    "budget": "Budget/mo", "as_of": "As of", "top": "Rows", "peak_to_mean": "Peak/mean", "exclude_origin": "Bar origin",
    "review_origin": "Review origin", "exclude_operator": "Bar operator", "license_needs": "Licence for",
    "migration_cost": "Migration $", "latency_price": "$ per s late", "detect": "Detect hardware",
    "require": "Terms needed", "currency": "Currency", "worth_range": "Worth range",
}  # fmt: skip

_SHOWERS: dict[str, Callable[[Any], str]] = {
    "switch": lambda value: "yes" if value else "no",
    "share": shown.percent,
    "usd": shown.money,
    "usd_positive": shown.money,
    "usd_month": lambda value: f"{shown.money(value)}/mo",
    "usd_year": lambda value: f"${shown.compact(value)}/yr",
    "gigabytes": shown.gigabytes,
    "months": lambda value: f"{value:.4g} mo",
    "seconds": shown.seconds,
    "interval": lambda value: f"{shown.money(value[0])}..{shown.money(value[1])}",
    "currency": lambda value: f"{value[0]}={value[1]:g}",
    "table": lambda value: "(given)",
    "of_100": lambda value: f"{value:g}",
    "positive": shown.compact,
    "per_day": shown.compact,
    "number": shown.compact,
    "whole": lambda value: str(value),
}


def label(key: str) -> str:
    return _LABELS.get(key, key.replace("_", " ").capitalize())


def fields(given: Mapping[str, object], used: Mapping[str, Any]) -> tuple[Field, ...]:
    """Every requirement in the order of its declaration; `used` is the report's echo."""
    return tuple(
        Field(option, label(option.key), _value(option, given, used), option.key in given) for option in OPTIONS
    )


def _value(option: Option, given: Mapping[str, object], used: Mapping[str, Any]) -> str:
    value = given.get(option.key)
    if isinstance(value, str):
        return value
    return show(option.key, used.get(option.key) if value is None else value)


def show(key: str, value: Any) -> str:
    """A parsed value as people read it; `—` when there is none."""
    if value is None or value == [] or value == ():
        return UNSET
    shower = _SHOWERS.get(BY_KEY[key].kind)
    if shower is not None:
        return shower(value)
    return ", ".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)


def typed(key: str, value: object) -> str:
    """A value as text that the field's parser takes back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return (".." if BY_KEY[key].kind == "interval" else ", ").join(str(part) for part in value)
    if isinstance(value, Mapping):
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def problem(key: str, text: str) -> str:
    """What is wrong with the text of a field, with a valid example; "" when nothing is."""
    if not text.strip() or BY_KEY[key].kind == "table":
        return ""
    try:
        parse(key, text)
    except AdvisorError as error:
        return f"{error.message.partition(': ')[2] or error.message} ({error.fix})"
    return ""


def choices(key: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Words the field takes, in order; `known` adds those of the catalog (workloads, presets)."""
    option = BY_KEY[key]
    return known.get(key) or option.choices or (_SWITCH if option.kind == "switch" else ())


def cycle(key: str, now: str, step: int, known: Mapping[str, tuple[str, ...]]) -> str | None:
    """The choice `step` places on; "" is the default before the first; None for a field without choices."""
    words = choices(key, known) if key == "workload" else ("", *choices(key, known))
    if len(words) < 2:
        return None
    at = words.index(now) if now in words else 0
    return words[(at + step) % len(words)]
