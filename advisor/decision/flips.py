"""Closed-form flips: how far the worth, an option's price or its quality must move before another option is first.

A row that is first says what would unseat it; any other row says what would put it first. Values are exact: at `to`
the two options are equal, just beyond it `then` leads. Inputs that need the bill again are in `scans`.
"""

from collections.abc import Collection, Mapping, Sequence
from math import inf, log

from advisor.decision.frontier import Stretch, frontier
from advisor.decision.net_benefit import cost
from advisor.option import Scored
from advisor.report import Flip
from advisor.tuples import NamedTuple

USD_PER_ANSWER = "USD/right answer"
USD_PER_1K = "USD/1k calls"
SHARE_RIGHT = "share right"


class Landscape(NamedTuple):
    """All ranked options as the flips need them."""

    ranked: Sequence[Scored]
    """Best first; options that no worth puts first may be missing."""
    stretches: tuple[Stretch, ...]
    worth: float
    """USD per right answer, as scored; above 0."""
    siblings: Mapping[str, tuple[Scored, ...]]
    """Model id -> all its options, for the models that are explained."""
    least_right: float | None = None
    """Smallest share of right answers that is accepted; None = any."""
    most_serving: float | None = None
    """Largest serving cost within the budget, USD per 1,000 calls; None = any."""


def landscape(ranked: Sequence[Scored], worth: float, explained: Collection[str]) -> Landscape:
    """`ranked` holds every ranked option, not one per model; `explained`: ids of the models whose flips are asked."""
    siblings: dict[str, list[Scored]] = {model: [] for model in explained}
    for scored in ranked:
        model = scored.candidate.model.id
        if model in siblings:
            siblings[model].append(scored)
    return Landscape(ranked, frontier(ranked), worth, {model: tuple(own) for model, own in siblings.items()})


def closed_form(target: Scored, field: Landscape) -> tuple[Flip, ...]:
    """The flips of one row by worth, price and quality, those that exist, in this order."""
    found = (worth_flip(target, field), price_flip(target, field), quality_flip(target, field))
    return tuple(flip for flip in found if flip is not None)


def leader_changes_at(field: Landscape) -> float | None:
    """The worth nearest to the scored one at which the first option changes; None when no worth changes it."""
    flip = worth_flip(field.ranked[0], field) if field.ranked else None
    return flip.to if flip else None


def worth_flip(target: Scored, field: Landscape) -> Flip | None:
    """Worth at which `target` stops (or starts) to be first: a corner of the frontier, w* = dC / (1000 dp)."""
    names = [stretch.scored.candidate.id for stretch in field.stretches]
    if target.candidate.id not in names:
        return None
    place = names.index(target.candidate.id)
    stretch = field.stretches[place]
    ends: list[tuple[float, str]] = []
    leads = target.candidate.id == field.ranked[0].candidate.id
    if place > 0:
        ends.append((stretch.wins_from, names[place - 1] if leads else names[place]))
    if stretch.wins_to is not None:
        ends.append((stretch.wins_to, names[place + 1] if leads else names[place]))
    if not ends:
        return None
    to, then = min(ends, key=lambda end: distance(field.worth, end[0]))
    return Flip("worth", field.worth, to, USD_PER_ANSWER, then)


def price_flip(target: Scored, field: Landscape) -> Flip | None:
    """Serving cost at which `target` stops (or starts) to be first, when its whole price scales.

    Options of the same model by the same route share the price and move with it; all others stay. With
    NB_j(s) = a_j - s c_j, `target` leads on an interval of the scale s; the flip is the end nearest to s = 1.
    """
    if target.serving <= 0:
        return None
    route = price_key(target)
    low, low_by, high, high_by = 0.0, "", inf, ""
    fixed = target.net_benefit + target.serving
    outsider = next((other for other in field.ranked if price_key(other) != route), None)
    if outsider is not None:
        high, high_by = (fixed - outsider.net_benefit) / target.serving, outsider.candidate.id
    for other in _siblings(target, field):
        shares = price_key(other) == route
        slope = other.serving - target.serving if shares else -target.serving
        gap = other.net_benefit + (other.serving if shares else 0.0) - fixed
        if slope == 0:
            if gap > 0:
                return None
            continue
        crossing = gap / slope
        if slope > 0 and min(crossing, _limit(other, field)) > low:
            low, low_by = min(crossing, _limit(other, field)), other.candidate.id
        if slope < 0 and crossing < high:
            high, high_by = crossing, other.candidate.id
    limit = _limit(target, field)
    if limit < high:
        high, high_by = limit, _first_beyond(limit, target, field)
    return _price_end(target, field, (low, low_by), (high, high_by))


def _price_end(target: Scored, field: Landscape, low: tuple[float, str], high: tuple[float, str]) -> Flip | None:
    ends = [end for end in (low, high) if 0 < end[0] < inf and end[1]]
    if low[0] > high[0] or not ends:
        return None
    scale, rival = min(ends, key=lambda end: distance(1.0, end[0]))
    leads = target.candidate.id == field.ranked[0].candidate.id
    then = rival if leads else target.candidate.id
    return Flip("price", target.serving, scale * target.serving, USD_PER_1K, then)


def _limit(option: Scored, field: Landscape) -> float:
    """The scale of its price at which an option costs the whole budget."""
    return inf if field.most_serving is None or option.serving <= 0 else field.most_serving / option.serving


def _first_beyond(scale: float, target: Scored, field: Landscape) -> str:
    """Who is first where `target` no longer fits the budget, at that scale of its price; empty = nobody is left."""
    route = price_key(target)
    others = [other for other in (*field.ranked, *_siblings(target, field)) if price_key(other) != route]
    left = [(other.net_benefit, other.candidate.id) for other in others]
    left += [
        (other.net_benefit - (scale - 1.0) * other.serving, other.candidate.id)
        for other in _siblings(target, field)
        if price_key(other) == route and other.serving < target.serving
    ]
    return min(left, key=_best_first, default=(0.0, ""))[1]


def _best_first(one: tuple[float, str]) -> tuple[float, str]:
    return -one[0], one[1]


def quality_flip(target: Scored, field: Landscape) -> Flip | None:
    """Success rate at which `target` stops (or starts) to be first: p* = (NB_rival + costs) / (1000 w).

    The options of its model move with it, so the rival is of another model, and only the best option of a model can
    be lifted to the first place.
    """
    if any(other.net_benefit > target.net_benefit for other in _siblings(target, field)):
        return None
    model = target.candidate.model.id
    rival = next((other for other in field.ranked if other.candidate.model.id != model), None)
    if rival is None or field.worth <= 0:
        return None
    to = (rival.net_benefit + cost(target)) / (1000.0 * field.worth)
    leads = target.candidate.id == field.ranked[0].candidate.id
    then = rival.candidate.id if leads else target.candidate.id
    if leads and field.least_right is not None and to < field.least_right:
        to, then = field.least_right, _first_below(field.least_right, target, rival, field)
    if not 0 < to < 1:
        return None
    return Flip("quality", target.belief.p_mean, to, SHARE_RIGHT, then)


def _first_below(floor: float, target: Scored, rival: Scored, field: Landscape) -> str:
    """Who is first where `target` gets fewer right than is accepted: the best option of its model that still gets
    enough, each with the same loss, or the rival."""
    lost = 1000.0 * field.worth * (target.belief.p_mean - floor)
    left = [
        (other.net_benefit - lost, other.candidate.id)
        for other in _siblings(target, field)
        if other.belief.p_mean > target.belief.p_mean
    ]
    return min([*left, (rival.net_benefit, rival.candidate.id)], key=_best_first)[1]


def _siblings(target: Scored, field: Landscape) -> Sequence[Scored]:
    """The options of its model: prepared for the models explained, gathered for any other."""
    model = target.candidate.model.id
    if model in field.siblings:
        return field.siblings[model]
    return [scored for scored in field.ranked if scored.candidate.model.id == model]


def price_key(scored: Scored) -> tuple[str, str]:
    """What shares one price: a model by one route (provider and region, or rig)."""
    candidate = scored.candidate
    return candidate.model.id, candidate.id.rpartition("@")[2]


def distance(start: float, end: float) -> float:
    """How large a change is: by factor where both are positive, else infinite."""
    return abs(log(end / start)) if start > 0 and end > 0 else inf
