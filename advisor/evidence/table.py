"""Quality of every model at every effort it offers, for one workload. Knows no difficulty, price or decision."""

from collections.abc import Iterable, Mapping
from math import sqrt

from advisor.evidence.observations import effort_shift, observations
from advisor.evidence.posterior import Posterior, posterior, project, task_slope
from advisor.evidence.prior import prior
from advisor.evidence.types import (
    Benchmark,
    ModelFacts,
    Observation,
    Parameters,
    QualityRow,
    Score,
    WorkloadEvidence,
)
from advisor.tuples import NamedTuple

INDEPENDENT = ("independent", "arena")
CITED = 4
"""Sources a row names; the evidence card lists all."""


class ModelEvidence(NamedTuple):
    """A model's posterior with the runs behind it; one serves every workload."""

    facts: ModelFacts
    posterior: Posterior
    observations: tuple[Observation, ...]
    independent: int
    newest: str | None
    efforts: frozenset[str]
    """Efforts it was measured at."""
    reach: tuple[tuple[str, str, float], ...]
    """(source, skill, summed precision), by source and skill."""


def model_evidence(
    models: Iterable[ModelFacts],
    scores: Iterable[Score],
    benchmarks: Mapping[str, Benchmark],
    parameters: Parameters,
    as_of: str,
) -> list[ModelEvidence]:
    """Every model's evidence from scores published by `as_of` (ISO day), by model id."""
    by_model: dict[str, list[Score]] = {}
    for score in scores:
        if known_by(score.date, as_of):
            by_model.setdefault(score.model, []).append(score)
    found = []
    for facts in sorted(models):
        seen = tuple(observations(by_model.get(facts.id, ()), benchmarks, facts, parameters))
        found.append(_summed(facts, posterior(prior(facts, parameters), seen, parameters), seen))
    return found


def _summed(facts: ModelFacts, found: Posterior, seen: tuple[Observation, ...]) -> ModelEvidence:
    reach: dict[tuple[str, str], float] = {}
    for item in seen:
        key = item.score.source, item.skill
        reach[key] = reach.get(key, 0.0) + 1 / item.variance
    return ModelEvidence(
        facts,
        found,
        seen,
        sum(1 for item in seen if item.score.by in INDEPENDENT),
        max((item.score.date for item in seen), default=None),
        frozenset(item.score.effort for item in seen if item.score.effort),
        tuple((*key, reach[key]) for key in sorted(reach)),
    )


def known_by(date: str, as_of: str) -> bool:
    """Whether something of this date was public then; a month counts from its last day."""
    return (date if len(date) == 10 else f"{date}-31") <= as_of


def quality_rows(
    workload: WorkloadEvidence, models: Iterable[ModelEvidence], parameters: Parameters
) -> list[QualityRow]:
    """One row per model and effort, models in the order given, efforts weakest first."""
    return [row for model in models for row in _rows(workload, model, parameters)]


def efforts_of(facts: ModelFacts) -> tuple[str, ...]:
    """Efforts to answer for; a model that states none has one."""
    return facts.efforts or (("high",) if facts.reasoning else ("none",))


def _rows(workload: WorkloadEvidence, model: ModelEvidence, parameters: Parameters) -> list[QualityRow]:
    mean, sd = project(model.posterior, workload, parameters)
    scale = task_slope(workload, parameters)
    vendor = len(model.observations) - model.independent
    sources = _cited(workload, model.reach)
    rows = []
    for effort in efforts_of(model.facts):
        shift = effort_shift(effort, model.facts, parameters.efforts) * scale
        doubt = 0.0 if effort in model.efforts else parameters.effort_sd_share * shift
        variance = sd * sd + doubt * doubt + workload.transfer_sd**2
        row = QualityRow(
            model.facts.id, effort, mean + shift, sqrt(variance), model.independent, vendor, model.newest,
            workload.transfer_sd**2 / variance, not model.observations, sources,
        )  # fmt: skip
        rows.append(row)
    return rows


def _cited(workload: WorkloadEvidence, reach: Iterable[tuple[str, str, float]]) -> tuple[str, ...]:
    """Sources of the runs that speak most directly of the workload, heaviest first."""
    weights = {item.skill: item.weight for item in workload.skills}
    pull: dict[str, float] = {}
    for source, skill, precision in reach:
        pull[source] = pull.get(source, 0.0) + weights.get(skill, 0.01) * precision
    return tuple(sorted(pull, key=lambda source: (-pull[source], source))[:CITED])
