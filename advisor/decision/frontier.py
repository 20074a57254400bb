"""Right answers against cost: the options that are best at some worth, and who dominates the rest.

Net benefit is linear in the worth, so the frontier is the upper envelope of the lines 1000 w p - c over w >= 0; a
step's slope is the incremental cost of one more right answer (ICER) and rises along it. Never looks at routes or rules.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from advisor.decision.net_benefit import cost
from advisor.option import Scored
from advisor.tuples import NamedTuple


class Stretch(NamedTuple):
    """One option of the frontier and the worths (USD per right answer) between which it is first."""

    scored: Scored
    cost: float
    """USD per 1,000 calls."""
    wins_from: float
    wins_to: float | None
    """None: at every higher worth."""


def critical_worth(p_low: float, cost_low: float, p_high: float, cost_high: float) -> float:
    """Worth at which two options are equal: (c_A - c_B) / (1000 (p_A - p_B)); needs p_high > p_low."""
    return (cost_high - cost_low) / (1000.0 * (p_high - p_low))


def frontier(scored: Iterable[Scored]) -> tuple[Stretch, ...]:
    """The options that win at some worth, from the lowest worth up; empty for no options."""
    hull: list[tuple[float, float, Scored]] = []
    starts: list[float] = []
    for p, price, option in _efficient(scored):
        start = 0.0
        while hull:
            start = critical_worth(hull[-1][0], hull[-1][1], p, price)
            if start > starts[-1]:
                break
            hull.pop()
            starts.pop()
        starts.append(start if hull else 0.0)
        hull.append((p, price, option))
    ends: list[float | None] = [*starts[1:], None][: len(starts)]
    return tuple(
        Stretch(option, price, start, end) for (_, price, option), start, end in zip(hull, starts, ends, strict=True)
    )


def _efficient(scored: Iterable[Scored]) -> list[tuple[float, float, Scored]]:
    """(p, cost, option) that nothing cheaper matches in quality, cheapest first, so p rises strictly."""
    points = sorted((cost(option), -option.belief.p_mean, option.candidate.id, option) for option in scored)
    kept: list[tuple[float, float, Scored]] = []
    for price, minus_p, _, option in points:
        if not kept or -minus_p > kept[-1][0]:
            kept.append((-minus_p, price, option))
    return kept


def dominated_by(scored: Iterable[Scored], options: Sequence[Scored]) -> dict[str, str]:
    """For each of `options` that something in `scored` beats or equals in both p and cost: its id -> the cheapest such.

    Equal in both does not dominate.
    """
    efficient = _efficient(scored)
    qualities = [p for p, _, _ in efficient]
    found: dict[str, str] = {}
    for option in options:
        p, price = option.belief.p_mean, cost(option)
        index = bisect_left(qualities, p)
        if index == len(efficient):
            continue
        better_p, lower, other = efficient[index]
        if lower <= price and (better_p > p or lower < price):
            found[option.candidate.id] = other.candidate.id
    return found
