"""What fixed facts say of a model nobody has measured: date, size, the maker's first price, developer, lineage.

Never reads a current price, a score or another model, so that no price cut and no new model moves it.
"""

import re
from math import log

from advisor.evidence.types import ModelFacts, Parameters

FEATURES = (
    "constant", "years", "before_2025h2", "closed", "launch_price", "high_launch_price", "size", "small", "active",
    "size_unknown", "reasoning",
)  # fmt: skip
RISING = ("years", "launch_price", "high_launch_price", "size", "small", "active")
"""Features whose weight the fit keeps >= 0: newer, dearer at launch and larger never means worse by itself."""

TYPICAL_DATE = "2026-04"
"""Stands in for an unknown release, with its own spread."""

_SERVING = re.compile(r"-(preview|it|instruct|\d{4})(?=-|$)")
_SIZE = re.compile(r"(?<![a-z0-9.])\d+(\.\d+)?[bt](-a\d+(\.\d+)?b)?")
_VERSION = re.compile(r"-?v?\d+(\.\d+)?(?![a-z0-9])")


def features(facts: ModelFacts, newest_release: str) -> tuple[float, ...]:
    """Values of FEATURES: years from 2026-01-01, ln of billions, ln of USD per 1M tokens; unknown = typical."""
    years = years_of(min(facts.released or facts.launch_date or TYPICAL_DATE, newest_release))
    closed = not facts.open_weights
    price = log(facts.launch_price) if facts.launch_price else 0.5
    total = facts.params_total_b or facts.params_active_b
    size = log(total) if total else 4.5
    active = log(facts.params_active_b) if facts.params_active_b else 2.5
    of_closed = (1.0, price - 0.5, max(price - 1.5, 0.0), 0.0, 0.0, 0.0, 0.0)
    of_open = (0.0, 0.0, 0.0, size - 4.5, min(size, 3.0) - 3.0, active - 2.5, 0.0 if total else 1.0)
    return (1.0, years, min(years + 0.5, 0.0), *(of_closed if closed else of_open), 1.0 if facts.reasoning else 0.0)


def years_of(day: str) -> float:
    """Years from 2026-01-01 of an ISO day or month."""
    parts = [int(part) for part in day.split("-")]
    month = parts[1] if len(parts) > 1 else 7
    of_month = parts[2] - 1 if len(parts) > 2 else 15
    return parts[0] - 2026 + (month - 1) / 12 + of_month / 365


def lineage(facts: ModelFacts) -> str:
    """Developer and name without versions and sizes: claude-opus-4.6 and claude-opus-5 are of one lineage."""
    name = _SERVING.sub("", facts.id)
    name = _VERSION.sub("", _SIZE.sub("", name))
    return f"{facts.developer}:{re.sub('-+', '-', name).strip('-')}"


def prior(facts: ModelFacts, parameters: Parameters) -> tuple[float, float]:
    """(mean, variance) of general capability in latent units, before any score; the mean is at most the ceiling."""
    values = zip(FEATURES, features(facts, parameters.newest_release), strict=True)
    mean = sum(parameters.coefficients[name] * value for name, value in values)
    mean += parameters.developers.get(facts.developer or "", 0.0) + parameters.lineages.get(lineage(facts), 0.0)
    variance = parameters.general_sd**2
    if not (facts.released or facts.launch_date):
        variance += parameters.unknown_date_sd**2
    sized = facts.params_total_b or facts.params_active_b
    if not (sized if facts.open_weights else facts.launch_price):
        variance += parameters.unknown_size_sd**2
    return min(mean, parameters.ceiling), variance
