"""The decision: survey, ranking, robustness and flips of one case, as working values that the report is made from."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from advisor.candidates.case import Case, case_of
from advisor.candidates.evaluated import Evaluated, scored
from advisor.candidates.limits import usd_per_month
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
CONSIDERED = 10
"""Rows the answer and the advice are made from, however few are shown."""


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

    @property
    def considered(self) -> tuple[Scored, ...]:
        """The rows that are shown, or looked at for what is said."""
        return self.rows[: _considered(self.case.requirements)]


def decide(catalog: Catalog, requirements: Requirements, draws: int = DRAWS, before: Case | None = None) -> Working:
    """The whole decision; `draws` robustness draws over at least 24 contenders, `before` as for `case_of`."""
    with stage("case"):
        case = case_of(catalog, requirements, before)
    found = survey(case)
    with stage("rank"):
        passing = found.sifted.passing
        options: dict[str, Evaluated] = {}
        every = chain.from_iterable(passing.values())
        ranked = _ranked(every if requirements.all_routes else found.sifted.leading, options)
        rows = ranked if requirements.all_routes else contenders(ranked, len(ranked) or 1)
        explained = _explained(ranked, rows, requirements)
        siblings = {model: _ranked(passing[model], options) for model in explained}
    with stage("robustness"):
        drawn = _draw(rows, requirements, catalog, draws)
    field = _field(ranked, siblings, requirements)
    return Working(case, found, passing, found.sifted.out, ranked, rows, siblings, options, drawn, field)


def _field(
    ranked: tuple[Scored, ...], siblings: Mapping[str, tuple[Scored, ...]], requirements: Requirements
) -> Landscape:
    """What the flips need, with the limits beyond which an option is out before another is worth more."""
    budget = requirements.budget
    most = None if budget is None else budget / usd_per_month(1.0, requirements.calls_per_day)
    return Landscape(ranked, frontier(ranked), requirements.worth, siblings, requirements.quality_floor, most)


def _considered(requirements: Requirements) -> int:
    return max(requirements.top, CONSIDERED)


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
    """Models considered, and those of the best option by each route."""
    shown = dict.fromkeys(one.candidate.model.id for one in rows[: _considered(requirements)])
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
