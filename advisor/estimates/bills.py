"""A bill: named amounts that sum to the total at every precision shown. It knows no price, it only adds up."""

from collections.abc import Mapping, Sequence
from math import floor
from typing import Any, NamedTuple

from advisor.quantities import DAYS_PER_MONTH
from advisor.report import Cost, CostLine

UNIT = 1e-6
"""Smallest amount of money that is shown, USD."""


class Amount(NamedTuple):
    """One line before rounding."""

    name: str
    usd_per_1k_calls: float
    inputs: Mapping[str, Any]
    sources: tuple[str, ...]


def rounded_parts(parts: Sequence[float]) -> list[float]:
    """The parts at 1e-6 so that they sum to their rounded total (largest remainder; ties go to the earlier part)."""
    scaled = [part / UNIT for part in parts]
    units = [floor(part) for part in scaled]
    missing = round(sum(scaled)) - sum(units)
    by_remainder = sorted(range(len(parts)), key=lambda index: units[index] - scaled[index])
    for index in by_remainder[:missing]:
        units[index] += 1
    return [round(unit * UNIT, 6) for unit in units]


def bill(amounts: Sequence[Amount], calls_per_day: float, p_success: float) -> Cost:
    """The Cost of these lines; a month is 365/12 days, `p_success` must be above 0."""
    values = rounded_parts([amount.usd_per_1k_calls for amount in amounts])
    total = round(sum(values), 6)
    lines = tuple(
        CostLine(amount.name, value, amount.inputs, amount.sources)
        for amount, value in zip(amounts, values, strict=True)
    )
    month = round(total * calls_per_day * DAYS_PER_MONTH / 1000, 6)
    return Cost(month, total, round(total / p_success, 6), lines)
