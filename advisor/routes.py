"""The best option of each route with its distance to the first, or why the route is empty."""

from collections.abc import Sequence

from advisor.constraints.technical import first_gate
from advisor.decide import Working
from advisor.decision.flips import price_flip, quality_flip
from advisor.explain_words import Money, of_100
from advisor.ledger import Entry, counts_by_gate
from advisor.option import Scored
from advisor.options import ROUTES
from advisor.report import ByRoute, RouteBest
from advisor.rounding import rounded


def by_route(working: Working, entries: Sequence[Entry], write: Money) -> ByRoute:
    """One sentence a route."""
    best = {route: _best(working, entries, route, write) for route in ROUTES}
    return ByRoute(best["hosted"], best["rented"], best["owned"])


def _best(working: Working, entries: Sequence[Entry], route: str, write: Money) -> RouteBest:
    found = next((one for one in working.ranked if one.candidate.route == route), None)
    if found is None:
        return _empty(working, entries, route)
    leader = working.ranked[0]
    behind = leader.net_benefit - found.net_benefit
    where = "first of all" if found is leader else _distance(working, found, behind, write)
    sentence = f"{found.candidate.id}, {where}{_too_small(found, entries, route)}"
    return RouteBest(found.candidate.id, rounded(found.net_benefit), rounded(behind), None, sentence)


def _distance(working: Working, found: Scored, behind: float, write: Money) -> str:
    text = f"{write(behind)} per 1,000 calls behind the first"
    flip = price_flip(found, working.field)
    if flip is None or flip.then != found.candidate.id:
        return f"{text}; no price would put it first{_by_quality(working, found)}"
    return f"{text}; first if serving cost {write(flip.to)} per 1,000 calls instead of {write(flip.from_)}"


def _by_quality(working: Working, found: Scored) -> str:
    """The share of right answers that would put it first where no price does."""
    flip = quality_flip(found, working.field)
    if flip is None or flip.then != found.candidate.id:
        return ", nor would any share of right answers"
    return f", {of_100(flip.to)} of 100 right would (now {of_100(flip.from_)})"


def _too_small(found: Scored, entries: Sequence[Entry], route: str) -> str:
    """The best option that the machines there are could not carry, where it would be worth more than the best left."""
    missed = [
        entry
        for entry in entries
        if entry.option.route == route
        and entry.names == ("capacity",)
        and (entry.option.net_benefit or float("-inf")) > found.net_benefit
    ]
    if not missed:
        return ""
    best = max(missed, key=lambda entry: (entry.option.net_benefit or float("-inf"), entry.option.id))
    return f"; {best.option.id} would be worth more but {first_gate(best.gates).reason}"


def _empty(working: Working, entries: Sequence[Entry], route: str) -> RouteBest:
    wanted = working.case.requirements
    if route not in wanted.route:
        return RouteBest(None, None, None, "route", f"left out by --route {','.join(wanted.route)}")
    out = [entry for entry in entries if entry.option.route == route]
    if not out:
        if route == "owned" and not working.survey.owned_given:
            return RouteBest(
                None, None, None, "route", "not considered: name your hardware with --gpus or money with --capex"
            )
        return RouteBest(None, None, None, "route", "no such option is in the catalog as of that date")
    counts = counts_by_gate(out)
    gate = max(counts, key=lambda name: counts[name])
    nearest = min(
        (entry for entry in out if entry.names[0] == gate),
        key=lambda entry: (len(entry.gates), -(entry.option.net_benefit or float("-inf")), entry.option.id),
    )
    reason = first_gate(nearest.gates).reason
    return RouteBest(
        None,
        None,
        None,
        gate,
        f"none: {counts[gate]:,} of {len(out):,} fail on {gate}, such as {nearest.option.id}: {reason}",
    )
