"""What options cost at other volumes: the recommendation asked again for each, nothing estimated here."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from advisor.errors import AdvisorError
from advisor.report import RankedOption, Report
from advisor.tui.engine import Engine
from advisor.tui.history import Given

STEPS = 9
DECADES = 2.0
"""Volumes reach this many decades to each side."""
ROWS = 400


class Curve(NamedTuple):
    option: str
    """Id at the present volume; rigs may grow along the curve."""
    points: tuple[tuple[float, float], ...]
    """(calls a day, USD a month), ascending; volumes it cannot carry are absent."""


class Crossing(NamedTuple):
    calls_per_day: float
    """Interpolated between two volumes that were asked for."""
    cheaper: str
    dearer: str
    """Ids above the crossing."""


def volumes(now: float) -> tuple[float, ...]:
    """Calls a day, evenly spaced on a logarithmic axis around `now`, to two digits."""
    steps = (DECADES * (2 * at / (STEPS - 1) - 1) for at in range(STEPS))
    return tuple(float(f"{now * 10**step:.2g}") for step in steps)


def curves(
    engine: Engine, given: Given, options: Sequence[RankedOption], now: float, told: Callable[[int], bool]
) -> tuple[Curve, ...]:
    """One curve for each option; `told` hears how many volumes are done and may answer False to stop."""
    asked: dict[str, list[tuple[float, float]]] = {option.id: [] for option in options}
    models = sorted({option.model for option in options})
    for done, volume in enumerate(volumes(now)):
        if not told(done):
            break
        wanted = {"calls_per_day": volume, "only_model": models, "all_routes": True, "top": ROWS}
        try:
            report = engine.report({**given, **wanted})
        except AdvisorError:
            continue
        for option in options:
            cost = _cost(option, report)
            if cost is not None:
                asked[option.id].append((volume, cost))
    return tuple(Curve(key, tuple(points)) for key, points in asked.items())


def _cost(option: RankedOption, report: Report) -> float | None:
    """The cheapest month among what serves the same model by the same door; rigs of any size, from whoever rents them
    out."""
    door = _door(option)
    return min((other.cost.usd_per_month for other in report.options if _door(other) == door), default=None)


def _door(option: RankedOption) -> tuple[object, ...]:
    seller = (option.provider, option.region) if option.route == "hosted" else ()
    return option.model, option.route, seller, option.quantization, option.effort


def crossings(found: Sequence[Curve]) -> tuple[Crossing, ...]:
    """Where two curves change places, ascending."""
    made = [
        crossing for at, first in enumerate(found) for second in found[at + 1 :] for crossing in _pair(first, second)
    ]
    return tuple(sorted(made))


def _pair(first: Curve, second: Curve) -> list[Crossing]:
    costs = dict(second.points)
    both = [(volume, cost, costs[volume]) for volume, cost in first.points if volume in costs]
    made = []
    for (left, a, b), (right, c, d) in pairwise(both):
        before, after = math.log(max(a, 1e-9) / max(b, 1e-9)), math.log(max(c, 1e-9) / max(d, 1e-9))
        if before * after < 0:
            at = math.exp(math.log(left) + math.log(right / left) * before / (before - after))
            cheap, dear = (first, second) if after < 0 else (second, first)
            made.append(Crossing(at, cheap.option, dear.option))
    return made
