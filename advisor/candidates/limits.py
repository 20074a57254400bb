"""Limits on what an option achieves or costs: quality floor and budget, with the smallest change that admits it."""

from math import ceil, floor

from advisor.constraints.technical import Gate
from advisor.quantities import DAYS_PER_MONTH
from advisor.requirements import Requirements


def usd_per_month(usd_per_1k_calls: float, calls_per_day: float) -> float:
    """USD a month of 365/12 days."""
    return usd_per_1k_calls * calls_per_day * DAYS_PER_MONTH / 1000


def limit_gates(requirements: Requirements, p_mean: float, serving: float) -> tuple[Gate, ...]:
    """Failed gates of an option with this expected share of right answers and USD per 1,000 calls."""
    if requirements.quality_floor is None and requirements.budget is None:
        return ()
    gates = []
    least = requirements.quality_floor
    if least is not None and p_mean < least:
        text = f"{p_mean * 100:.1f} of 100 right are expected; {least * 100:g} are asked"
        gates.append(Gate("quality-floor", text, f"--quality-floor {floor(p_mean * 1000) / 1000}"))
    if requirements.budget is not None:
        month = usd_per_month(serving, requirements.calls_per_day)
        if month > requirements.budget:
            text = f"${month:,.2f} a month; the budget is ${requirements.budget:,.2f}"
            gates.append(Gate("budget", text, f"--budget {ceil(month * 100) / 100:.2f}/mo"))
    return tuple(gates)
