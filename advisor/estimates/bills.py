"""A bill: named amounts that sum to the total at every precision shown. It knows no price, it only adds up."""

from collections.abc import Mapping, Sequence

from advisor.hints import Any
from advisor.quantities import DAYS_PER_MONTH
from advisor.report import Cost, CostLine
from advisor.rounding import rounded, rounded_parts
from advisor.tuples import NamedTuple


class Amount(NamedTuple):
    """One line before rounding."""

    name: str
    usd_per_1k_calls: float
    inputs: Mapping[str, Any]
    sources: tuple[str, ...]


def bill(amounts: Sequence[Amount], calls_per_day: float, p_success: float) -> Cost:
    """The Cost of these lines; a month is 365/12 days, `p_success` must be above 0."""
    values, total = rounded_parts([amount.usd_per_1k_calls for amount in amounts])
    lines = tuple(
        CostLine(amount.name, value, amount.inputs, amount.sources)
        for amount, value in zip(amounts, values, strict=True)
    )
    month = rounded(total * calls_per_day * DAYS_PER_MONTH / 1000)
    return Cost(month, total, rounded(total / p_success), lines)
