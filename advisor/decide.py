"""The decision: survey, ranking, robustness and flips of one case, as working values that the report is made from."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter

from advisor.candidates.case import Case, case_of
from advisor.candidates.evaluated import Evaluated, passes, scored
from advisor.candidates.survey import CONTENDERS, Survey, survey
from advisor.catalog import Catalog
from advisor.decision.flips import Landscape
from advisor.decision.frontier import frontier
from advisor.decision.net_benefit import contenders, rank
from advisor.decision.robustness import Draws, draw, spread_of
from advisor.option import Scored
from advisor.options import ROUTES
from advisor.requirements import Requirements
from advisor.timings import stage
from advisor.tuples import NamedTuple

DRAWS = 256
BY_COST = itemgetter(0, 1)
"""Least cost first, of equal ones the highest chance."""


class Working(NamedTuple):
    """Everything the explanation reads."""

    case: Case
    survey: Survey
    passing: Mapping[str, tuple[Evaluated, ...]]
    """Model id -> its options without a failed gate."""
    out: tuple[Evaluated, ...]
    """The options that something excludes, in the order of the survey."""
    ranked: tuple[Scored, ...]
    """Of each model, route and status the options no other of it dominates, best first: no other leads at any worth."""
    rows: tuple[Scored, ...]
    """What may be shown: one option per model unless all routes are asked for."""
    siblings: Mapping[str, tuple[Scored, ...]]
    """Model id -> all its passing options, best first, for the models shown and the best of each route."""
    options: Mapping[str, Evaluated]
    """Id -> option, for all ranked ones and siblings."""
    draws: Draws | None
    """None when no option is left."""
    field: Landscape


def decide(catalog: Catalog, requirements: Requirements, draws: int = DRAWS) -> Working:
    """The whole decision; `draws` robustness draws over at least 24 contenders."""
    with stage("case"):
        case = case_of(catalog, requirements)
    found = survey(case)
    with stage("rank"):
        passing, out = _sifted(found.options, requirements)
        options: dict[str, Evaluated] = {}
        every = chain.from_iterable(passing.values())
        ranked = _ranked(every if requirements.all_routes else _undominated(every), options)
        rows = ranked if requirements.all_routes else contenders(ranked, len(ranked) or 1)
        explained = _explained(ranked, rows, requirements)
        siblings = {model: _ranked(passing[model], options) for model in explained}
    with stage("robustness"):
        drawn = _draw(rows, requirements, catalog, draws)
    field = Landscape(ranked, frontier(ranked), requirements.worth, siblings)
    return Working(case, found, passing, out, ranked, rows, siblings, options, drawn, field)


def _sifted(
    options: Iterable[Evaluated], requirements: Requirements
) -> tuple[dict[str, tuple[Evaluated, ...]], tuple[Evaluated, ...]]:
    """(model id -> its options that pass, the rest)."""
    passing: dict[str, list[Evaluated]] = {}
    out: list[Evaluated] = []
    for option in options:
        if option.gates or not passes(option, requirements):
            out.append(option)
        else:
            passing.setdefault(option.model.id, []).append(option)
    return {model: tuple(own) for model, own in passing.items()}, tuple(out)


def _undominated(options: Iterable[Evaluated]) -> list[Evaluated]:
    """Of the options of one model, route and status those that no other beats in both success and cost (ties kept)."""
    pools: dict[tuple[str, str, str], list[tuple[float, float, Evaluated]]] = {}
    for option in options:
        if option.belief is None or option.serving is None:
            continue
        cost = option.serving + option.latency + option.risk
        point = (cost, -option.belief.p_mean, option)
        pools.setdefault((option.model.id, option.route, option.status), []).append(point)
    kept = []
    for pool in pools.values():
        pool.sort(key=BY_COST)
        least, best = float("-inf"), 1.0
        for cost, minus_p, option in pool:
            if minus_p < best or (minus_p == best and cost == least):
                least, best = cost, minus_p
                kept.append(option)
    return kept


def _ranked(options: Iterable[Evaluated], by_id: dict[str, Evaluated]) -> tuple[Scored, ...]:
    """Ranked options; each is also entered in `by_id`."""
    found = []
    for option in options:
        one = scored(option)
        if one is not None:
            by_id[one.candidate.id] = option
            found.append(one)
    return rank(found)


def _explained(ranked: Sequence[Scored], rows: Sequence[Scored], requirements: Requirements) -> dict[str, None]:
    """Models shown, and those of the best option by each route."""
    shown = dict.fromkeys(one.candidate.model.id for one in rows[: requirements.top])
    for route in ROUTES:
        first = next((one for one in ranked if one.candidate.route == route), None)
        if first is not None:
            shown[first.candidate.model.id] = None
    return shown


def _draw(rows: Sequence[Scored], requirements: Requirements, catalog: Catalog, draws: int) -> Draws | None:
    if not rows:
        return None
    drawn = rows[: max(CONTENDERS, requirements.top)]
    return draw(drawn, requirements.worth_range, requirements.seed, spread_of(catalog.constants), draws)
