"""One way to run a model oneself, bought or rented: everything shown about its break-even, computed from its `Case`."""

from typing import NamedTuple

from advisor.catalog import Rent
from advisor.decision.breakeven import (
    CLAIM_DAYS,
    Case,
    Sensitivity,
    breakeven_utilisation,
    hosted_price_for,
    own_month,
    payback_days,
    payback_over,
    rigs,
    running,
    sensitivities,
)
from advisor.decision.crossings import Crossings, crossings
from advisor.decision.price_paths import PricePath
from advisor.quantities import DAYS_PER_MONTH

CURVE_POINTS = 61
CURVE_DECADES = 1.5
"""Volumes shown below and above the volume in question."""


class PathPayback(NamedTuple):
    path: str
    decline_per_year: float
    weight: float
    payback_days: float | None
    """None = never."""


class Side(NamedTuple):
    """One way to run it oneself: "owned" (bought, or had with --gpus) or "rented"."""

    route: str
    verdict: str
    """"pays", "not-at-this-volume" or "never"."""
    provider: str | None
    bought: bool
    rigs: int
    utilisation: float
    """Mean load per capacity of these rigs."""
    usd_per_month: float
    """Purchase less residual and set-up spread over the horizon."""
    running_usd_per_month: float
    spent_usd: float
    """Purchase and set-up, once."""
    usd_per_1k_calls: float
    crossings: Crossings
    breakeven_utilisation: float | None
    payback_days: float | None
    payback_by_path: tuple[PathPayback, ...]
    sensitivity: tuple[Sensitivity, ...]
    claim_holds: bool
    """Pay-back within the briefing's two to four weeks, or sooner."""
    claim_hosted_usd_per_1k: tuple[float, float]
    """Hosted prices at which the pay-back takes four and two weeks."""
    curve: tuple[tuple[float, float], ...]
    """(calls per day, USD per month)."""
    sources: tuple[str, ...]
    rigs_running: float
    """Mean number that runs; fewer than `rigs` where rented ones are let go in quiet hours."""
    always_on_usd_per_month: float
    """As `usd_per_month` with every rig running all the time."""
    payback_days_at_announced_prices: float | None
    """Where the hosted price is announced to change inside the horizon; None = never, or no change is announced."""
    instance: str | None
    region: str | None
    tier: str | None
    """Of the rent."""


class Setting(NamedTuple):
    """What both ways share: the case without the machines' own prices, the price paths, the capacity's range."""

    case: Case
    paths: tuple[PricePath, ...]
    capacity_range: tuple[float, float]
    """Low and high over typical."""
    announced: tuple[tuple[float, float], ...]
    """(days it holds, hosted USD a call) where the price is announced to change; the last for good."""


def side_of(
    route: str, rent: Rent | None, bought: bool, case: Case, setting: Setting, sources: tuple[str, ...]
) -> Side:
    count = rigs(case, case.calls_per_day)
    always = case._replace(running_share=1.0)
    month = own_month(case, case.calls_per_day)
    days = payback_days(case)
    found = crossings(case)
    return Side(
        route=route,
        verdict=verdict_of(found, days),
        provider=rent.provider if rent else None,
        bought=bought,
        rigs=count,
        utilisation=case.calls_per_day * case.rigs_per_call_a_day / count,
        usd_per_month=month,
        running_usd_per_month=running(case, count) * case.rig_usd_per_month,
        spent_usd=count * case.rig_price_usd + case.set_up_usd,
        usd_per_1k_calls=month / DAYS_PER_MONTH / case.calls_per_day * 1000,
        crossings=found,
        breakeven_utilisation=breakeven_utilisation(case),
        payback_days=days,
        payback_by_path=tuple(PathPayback(*path, payback_days(case, path.decline_per_year)) for path in setting.paths),
        sensitivity=sensitivities(case, setting.capacity_range),
        claim_holds=days is not None and days <= CLAIM_DAYS[1],
        claim_hosted_usd_per_1k=(hosted_price_for(case, CLAIM_DAYS[1]), hosted_price_for(case, CLAIM_DAYS[0])),
        curve=tuple((volume, own_month(case, volume)) for volume in volumes(case.calls_per_day)),
        sources=sources,
        rigs_running=running(case, count),
        always_on_usd_per_month=own_month(always, case.calls_per_day),
        payback_days_at_announced_prices=payback_over(case, setting.announced) if setting.announced else None,
        instance=rent.instance if rent else None,
        region=rent.region if rent else None,
        tier=rent.tier if rent else None,
    )


def verdict_of(found: Crossings, days: float | None) -> str:
    """Whether it pays at any volume, and at this one."""
    if found.always_above is None and not found.points:
        return "never"
    return "not-at-this-volume" if days is None else "pays"


def volumes(around: float) -> tuple[float, ...]:
    """Daily volumes for a curve, evenly spaced in powers of ten around one."""
    half = (CURVE_POINTS - 1) / 2
    return tuple(around * 10 ** (CURVE_DECADES * (index / half - 1)) for index in range(CURVE_POINTS))
