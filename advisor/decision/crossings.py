"""The volumes at which hosted and self-hosted change places: a line (never below a minimum charge) against a stair.

Own cost is a stair of volume, so the sides can change several times: once within a step and back where the next rig
is added. Pure arithmetic on a `Case`.
"""

from collections.abc import Iterable
from itertools import chain
from math import ceil, floor
from typing import NamedTuple

from advisor.decision.breakeven import Case, month_of, purchase_month
from advisor.quantities import DAYS_PER_MONTH

CROSSINGS_SHOWN = 8
MOST_RIGS = 2**40
"""More than anybody has: rigs that cost nothing would be counted for ever."""


class Crossing(NamedTuple):
    calls_per_day: float
    cheaper_above: str
    """"self-hosted" or "hosted"."""


class Crossings(NamedTuple):
    """`points` in ascending volume; own hardware is cheaper at every volume above `always_above`, None = never."""

    points: tuple[Crossing, ...]
    always_above: float | None


def crossings(case: Case) -> Crossings:
    """Volumes where the cheaper side changes. On step s own costs what s rigs and the spares do, hosted the larger of
    price * volume and the minimum charge."""
    free = _under_the_minimum(case)
    beneath = sorted({1, free, free + 1}) if free else []
    slope = case.hosted_usd_per_call * DAYS_PER_MONTH / case.rigs_per_call_a_day
    rise = case.running_share * case.rig_usd_per_month + purchase_month(case)
    if slope <= rise:
        return Crossings(_stair(case, beneath), None)
    fixed = case.set_up_usd / case.horizon_months + case.spare_rigs * rise
    idle = case.always_on * case.rig_usd_per_month if case.running_share < 1 else 0.0
    first = floor(fixed / (slope - rise)) + 1
    settled = ceil((fixed + idle + slope) / (slope - rise))
    points = _stair(case, chain((step for step in beneath if step < first), range(first, settled + 1)))
    for step in range(settled, first - 1, -1):
        low, equal, high = _step(case, step)
        if equal > low:
            return Crossings(points, min(equal, high))
    return Crossings(points, points[-1].calls_per_day)


def _under_the_minimum(case: Case) -> int:
    """The most rigs, spares apart, that cost no more than the minimum charge; 0 = not even one."""
    if case.hosted_minimum_usd_per_month <= 0:
        return 0
    least, most = 0, 1
    while most < MOST_RIGS and month_of(case, most + case.spare_rigs) <= case.hosted_minimum_usd_per_month:
        least, most = most, 2 * most
    while most - least > 1:
        middle = (least + most) // 2
        enough = month_of(case, middle + case.spare_rigs) <= case.hosted_minimum_usd_per_month
        least, most = (middle, most) if enough else (least, middle)
    return least


def _step(case: Case, step: int) -> tuple[float, float, float]:
    """(lowest volume, volume where hosted costs the same, highest volume) of the stair's `step` rigs."""
    own = month_of(case, step + case.spare_rigs)
    equal = own / (case.hosted_usd_per_call * DAYS_PER_MONTH) if own > case.hosted_minimum_usd_per_month else 0.0
    return (step - 1) / case.rigs_per_call_a_day, equal, step / case.rigs_per_call_a_day


def _stair(case: Case, steps: Iterable[int]) -> tuple[Crossing, ...]:
    """The first crossings on these ascending steps; between those left out nothing changes."""
    points: list[Crossing] = []
    own_cheaper = False
    for step in steps:
        low, equal, high = _step(case, step)
        if own_cheaper and equal > low:
            points.append(Crossing(low, "hosted"))
            own_cheaper = False
        if not own_cheaper and equal < high:
            points.append(Crossing(max(equal, low), "self-hosted"))
            own_cheaper = True
        if len(points) >= CROSSINGS_SHOWN:
            break
    return tuple(points)
