"""When own or rented hardware pays against a hosted price: crossings, pay-back, utilisation, what moves them.

Pure arithmetic on a `Case`; it looks up no price and estimates no speed. None means never. Formulas: method.md 4.1.
"""

from collections.abc import Callable, Sequence
from math import ceil, expm1, log, log1p
from typing import NamedTuple

from advisor.quantities import DAYS_PER_MONTH

SWING = 0.25
"""Relative change of one input in the sensitivity."""
NEGLIGIBLE = 1e-9
"""A yearly decline below this is none, and one within this of everything is everything."""
CAPACITY = "capacity of a rig"
CLAIM_DAYS = (14.0, 28.0)
"""The briefing's "2-4 weeks"."""


class Case(NamedTuple):
    """One way to run the model oneself against one hosted option; money in USD."""

    calls_per_day: float
    hosted_usd_per_call: float
    rigs_per_call_a_day: float
    spare_rigs: int
    rig_usd_per_month: float
    """Power, hosting and staff, or rent and staff, of one rig."""
    rig_price_usd: float
    """0 when rented."""
    value_kept_per_year: float
    """Resale value per resale value a year before."""
    set_up_usd: float
    """Once, whatever the number of rigs."""
    horizon_months: float
    running_share: float = 1.0
    """Share of the rigs that run on average; below 1 only where rented ones are let go in quiet hours."""
    always_on: float = 1.0
    """Rigs that run at least."""
    hosted_minimum_usd_per_month: float = 0.0


def rigs(case: Case, calls_per_day: float) -> int:
    return max(1, ceil(calls_per_day * case.rigs_per_call_a_day - 1e-9)) + case.spare_rigs


def running(case: Case, count: int) -> float:
    """Mean number of rigs that run, of `count`."""
    return max(min(count, case.always_on), count * case.running_share)


def hosted_month(case: Case, calls_per_day: float) -> float:
    """USD a month; never below the minimum charge."""
    return max(case.hosted_minimum_usd_per_month, case.hosted_usd_per_call * calls_per_day * DAYS_PER_MONTH)


def purchase_month(case: Case) -> float:
    """USD a month of one rig's purchase less residual, spread over the horizon."""
    lost = 1 - float(case.value_kept_per_year ** (case.horizon_months / 12))
    return case.rig_price_usd * lost / case.horizon_months


def rig_month(case: Case) -> float:
    """USD a month of one rig that always runs, with its purchase."""
    return case.rig_usd_per_month + purchase_month(case)


def month_of(case: Case, count: int) -> float:
    """USD a month of `count` rigs, purchase and set-up spread over the horizon."""
    bought = count * purchase_month(case) + case.set_up_usd / case.horizon_months
    return running(case, count) * case.rig_usd_per_month + bought


def own_month(case: Case, calls_per_day: float) -> float:
    """USD a month of all rigs a volume needs."""
    return month_of(case, rigs(case, calls_per_day))


def saving_per_month(case: Case) -> float:
    """Hosted less own, at the case's volume; negative when own costs more."""
    return hosted_month(case, case.calls_per_day) - own_month(case, case.calls_per_day)


def payback_days(case: Case, decline_per_year: float = 0.0) -> float | None:
    """Days until what is saved has repaid purchase and set-up, the hosted price falling by a share each year.

    a(1-exp(-dT))/d - oT = K; None when own running costs reach the hosted bill before that.
    """
    count = rigs(case, case.calls_per_day)
    hosted = hosted_month(case, case.calls_per_day) / DAYS_PER_MONTH
    own = running(case, count) * case.rig_usd_per_month / DAYS_PER_MONTH
    spent = count * case.rig_price_usd + case.set_up_usd
    if hosted <= own:
        return None
    if decline_per_year < NEGLIGIBLE:
        return spent / (hosted - own)
    rate = -log1p(-min(decline_per_year, 1 - NEGLIGIBLE)) / 365
    return _payback_falling(hosted, own, spent, rate)


def payback_over(case: Case, prices: Sequence[tuple[float, float]]) -> float | None:
    """Days until purchase and set-up are repaid at prices announced for the days ahead: (days it holds, USD a call),
    the last for good. None when the last one does not repay them."""
    count = rigs(case, case.calls_per_day)
    own = running(case, count) * case.rig_usd_per_month / DAYS_PER_MONTH
    left, passed = count * case.rig_price_usd + case.set_up_usd, 0.0
    for index, (days, usd_per_call) in enumerate(prices):
        now = case._replace(hosted_usd_per_call=usd_per_call)
        saved = hosted_month(now, case.calls_per_day) / DAYS_PER_MONTH - own
        if saved > 0 and (saved * days >= left or index == len(prices) - 1):
            return passed + left / saved
        left, passed = left - saved * days, passed + days
    return None


def _payback_falling(hosted: float, own: float, spent: float, rate: float) -> float | None:
    """Bisection between today and the day the hosted bill has fallen to the running costs."""

    def recovered(days: float) -> float:
        return -hosted * expm1(-rate * days) / rate - own * days - spent

    high = log(hosted / own) / rate if own > 0 else 100 * 365.0
    if recovered(high) < 0:
        return None
    low = 0.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (low, middle) if recovered(middle) >= 0 else (middle, high)
    return high


def breakeven_utilisation(case: Case) -> float | None:
    """Share of its sustained capacity at which a rig that always runs costs what it saves; None = above 1, never."""
    share = rig_month(case) * case.rigs_per_call_a_day / (case.hosted_usd_per_call * DAYS_PER_MONTH)
    return share if share <= 1 else None


def hosted_price_for(case: Case, days: float) -> float:
    """Hosted USD per 1,000 calls at which the pay-back at this volume takes `days`, at flat prices."""
    count = rigs(case, case.calls_per_day)
    spent = count * case.rig_price_usd + case.set_up_usd
    daily = spent / days + running(case, count) * case.rig_usd_per_month / DAYS_PER_MONTH
    return daily / case.calls_per_day * 1000


class Sensitivity(NamedTuple):
    """What one input at `low` and `high` times its value makes of the monthly saving and the pay-back."""

    input: str
    low: float
    high: float
    saving_low: float
    saving_high: float
    payback_low: float | None
    payback_high: float | None


_CHANGES: dict[str, Callable[[Case, float], Case]] = {
    "hosted price": lambda case, by: case._replace(hosted_usd_per_call=case.hosted_usd_per_call * by),
    CAPACITY: lambda case, by: case._replace(rigs_per_call_a_day=case.rigs_per_call_a_day / by),
    "calls per day": lambda case, by: case._replace(calls_per_day=case.calls_per_day * by),
    "running cost of a rig": lambda case, by: case._replace(rig_usd_per_month=case.rig_usd_per_month * by),
    "price of a rig": lambda case, by: case._replace(rig_price_usd=case.rig_price_usd * by),
    "set-up": lambda case, by: case._replace(set_up_usd=case.set_up_usd * by),
    "horizon": lambda case, by: case._replace(horizon_months=case.horizon_months * by),
}


def sensitivities(case: Case, capacity_range: tuple[float, float], top: int = 3) -> tuple[Sensitivity, ...]:
    """The inputs that move the monthly saving most, strongest first: each by a quarter, the capacity within its range
    (10th and 90th percentile over typical)."""
    found = []
    for name, change in _CHANGES.items():
        low, high = capacity_range if name == CAPACITY else (1 - SWING, 1 + SWING)
        less, more = change(case, low), change(case, high)
        savings, paybacks = (saving_per_month(less), saving_per_month(more)), (payback_days(less), payback_days(more))
        found.append(Sensitivity(name, low, high, *savings, *paybacks))
    found.sort(key=lambda each: -abs(each.saving_high - each.saving_low))
    return tuple(found[:top])
