"""Options sifted: those that pass, by model, those that something excludes, and of the first the ones that can lead.

Each route is sifted once, so that the next one knows what it has to beat and the ranking starts from few.
"""

from collections.abc import Iterable, Sequence
from math import inf
from operator import itemgetter

from advisor.candidates.evaluated import Evaluated, passes
from advisor.requirements import Requirements
from advisor.tuples import NamedTuple

_NET_BENEFIT = Evaluated._fields.index("net_benefit")
BY_COST = itemgetter(0, 1)
"""Least cost first, of equal ones the highest chance."""


class Sifted(NamedTuple):
    passing: dict[str, tuple[Evaluated, ...]]
    """Model id -> its options without a failed gate."""
    out: tuple[Evaluated, ...]
    """The others, in the order they came."""
    leading: tuple[Evaluated, ...]
    """Of each model, route and status the passing ones that no other beats in success or cost; of equal ones the first
    by id, which is the one that would be ranked first."""


def sifted(options: Iterable[Evaluated], requirements: Requirements) -> Sifted:
    """The options of one route."""
    chosen = bool(requirements.exclude or requirements.allowed_only)
    passing: dict[str, list[Evaluated]] = {}
    out: list[Evaluated] = []
    for option in options:
        if option.gates or option.net_benefit is None or (chosen and not passes(option, requirements)):
            out.append(option)
        else:
            passing.setdefault(option.model.id, []).append(option)
    leading: list[Evaluated] = []
    for own in passing.values():
        leading += own if len(own) == 1 else _undominated(own)
    return Sifted({model: tuple(own) for model, own in passing.items()}, tuple(out), tuple(leading))


def revalued(found: Sifted, worth: float) -> Sifted:
    """The same options at another worth of a right answer: only their net benefit depends on it, not who passes or
    dominates."""
    known: dict[int, Evaluated] = {}
    passing = {}
    for model, own in found.passing.items():
        again = tuple([_revalued(option, worth) for option in own])
        known.update(zip(map(id, own), again, strict=True))
        passing[model] = again
    return Sifted(
        passing,
        tuple([_revalued(option, worth) for option in found.out]),
        tuple([known[id(option)] for option in found.leading]),
    )


def _revalued(option: Evaluated, worth: float) -> Evaluated:
    if option.net_benefit is None or option.belief is None or option.serving is None:
        return option
    value = 1000.0 * worth * option.belief.p_mean - option.serving - option.latency - option.risk
    return tuple.__new__(Evaluated, (*option[:_NET_BENEFIT], value, *option[_NET_BENEFIT + 1 :]))


def joined(parts: Sequence[Sifted]) -> Sifted:
    """The routes together."""
    passing: dict[str, tuple[Evaluated, ...]] = {}
    for part in parts:
        for model, own in part.passing.items():
            passing[model] = passing.get(model, ()) + own
    return Sifted(
        passing,
        tuple(option for part in parts for option in part.out),
        tuple(option for part in parts for option in part.leading),
    )


def _undominated(options: Iterable[Evaluated]) -> list[Evaluated]:
    """Of one model's options, by status and route, those that no other of them beats."""
    pools: dict[tuple[str, str], list[tuple[float, float, Evaluated]]] = {}
    for option in options:
        if option.belief is None or option.serving is None:
            continue
        cost = option.serving + option.latency + option.risk
        point = (cost, -option.belief.p_mean, option)
        key = (option.route, option.status)
        if key in pools:
            pools[key].append(point)
        else:
            pools[key] = [point]
    kept = []
    for pool in pools.values():
        pool.sort(key=BY_COST)
        least, best = -inf, 1.0
        for cost, minus_p, option in pool:
            if minus_p < best:
                least, best = cost, minus_p
                kept.append(option)
            elif minus_p == best and cost == least and option.id < kept[-1].id:
                kept[-1] = option
    return kept
