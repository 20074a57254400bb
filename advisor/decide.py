"""The decision: survey, ranking, robustness and flips of one case, as working values that the report is made from."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from advisor.candidates.case import Case, case_of
from advisor.candidates.evaluated import Evaluated, scored
from advisor.candidates.survey import Survey, survey
from advisor.catalog import Catalog
from advisor.decision.flips import Landscape, landscape
from advisor.decision.net_benefit import contenders, rank
from advisor.decision.robustness import Draws, draw, spread_of
from advisor.option import Scored
from advisor.requirements import Requirements
from advisor.timings import stage

CONTENDERS = 24
"""Options the robustness draws run over, at least."""
DRAWS = 256


class Working(NamedTuple):
    """Everything the explanation reads; `options` by id holds every option without a failed gate."""

    case: Case
    survey: Survey
    options: Mapping[str, Evaluated]
    ranked: tuple[Scored, ...]
    """Every option without a failed gate, best first."""
    rows: tuple[Scored, ...]
    """The options shown: one per model unless all routes are asked for."""
    draws: Draws | None
    """None when no option is left."""
    field: Landscape


def decide(catalog: Catalog, requirements: Requirements, draws: int = DRAWS) -> Working:
    """The whole decision; `draws` robustness draws over at least 24 contenders."""
    with stage("case"):
        case = case_of(catalog, requirements)
    found = survey(case)
    with stage("rank"):
        options = {option.id: option for option in found.options if passes(option, requirements)}
        ranked = rank(one for one in map(scored, options.values()) if one is not None)
        rows = _rows(ranked, requirements)
    with stage("robustness"):
        drawn = _draw(ranked, rows, requirements, catalog, draws)
    shown = {one.candidate.model.id for one in rows[: requirements.top]}
    field = landscape(ranked, requirements.worth, shown)
    return Working(case, found, options, ranked, rows, drawn, field)


def passes(option: Evaluated, requirements: Requirements) -> bool:
    """Whether nothing excludes it; options under review are left out by --allowed-only."""
    if option.gates or option.net_benefit is None:
        return False
    if requirements.exclude and option.id in requirements.exclude:
        return False
    return not (requirements.allowed_only and option.status == "review")


def _rows(ranked: Sequence[Scored], requirements: Requirements) -> tuple[Scored, ...]:
    return tuple(ranked) if requirements.all_routes else contenders(ranked, len(ranked) or 1)


def _draw(
    ranked: Sequence[Scored], rows: Sequence[Scored], requirements: Requirements, catalog: Catalog, draws: int
) -> Draws | None:
    if not ranked:
        return None
    drawn = rows[: max(CONTENDERS, requirements.top)]
    return draw(drawn, requirements.worth_range, requirements.seed, spread_of(catalog.constants), draws)
