"""Evidence card of one model for one workload: every score, who measured it, what it weighs, what disagrees, what is
missing. Explains a posterior; never changes it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from advisor.evidence.observations import run_key
from advisor.evidence.posterior import posterior, project
from advisor.evidence.prior import prior
from advisor.evidence.table import ModelEvidence
from advisor.evidence.types import Benchmark, Observation, Parameters, Score, WorkloadEvidence

CONFLICT = 2.0
"""Points between reports of one benchmark from which they disagree."""


class CardScore(NamedTuple):
    """One published score; `weight` is its share in the posterior mean, 0 for quotes and unfitted benchmarks."""

    benchmark: str
    name: str
    score: float
    effort: str | None
    variant: str
    by: str
    harness: str
    source: str
    date: str
    url: str
    weight: float
    used: bool
    near: bool
    """Whether the benchmark is one of those nearest to the task."""


class Report(NamedTuple):
    score: float
    by: str
    effort: str | None
    source: str


class Conflict(NamedTuple):
    benchmark: str
    name: str
    reports: tuple[Report, ...]
    """Highest first."""


class Card(NamedTuple):
    workload: str
    model: str
    scores: tuple[CardScore, ...]
    """Heaviest first, unused ones last."""
    prior_weight: float
    conflicts: tuple[Conflict, ...]
    missing: tuple[str, ...]
    """Names of the nearest benchmarks without a score."""
    transfer_sd: float
    transfer_reason: str
    notes: tuple[str, ...]


def card_of(
    workload: WorkloadEvidence,
    model: ModelEvidence,
    scores: Iterable[Score],
    benchmarks: Mapping[str, Benchmark],
    parameters: Parameters,
) -> Card:
    """`scores` are all of this model's that were public on the as-of date."""
    mine = sorted(
        scores, key=lambda score: (score.benchmark, score.source, score.date, score.effort or "", score.score)
    )
    near = {name for family in workload.families for name in family.benchmarks}
    prior_weight, weights = _weights(workload, model, parameters)
    shown = [_shown(score, benchmarks[score.benchmark], weights, near) for score in mine]
    seen = {score.benchmark for score in mine}
    return Card(
        workload.workload,
        model.facts.id,
        tuple(sorted(shown, key=lambda item: (not item.used, -item.weight, item.benchmark, item.source))),
        prior_weight,
        tuple(_conflicts(mine, benchmarks)),
        tuple(benchmarks[name].name for name in sorted(near - seen)),
        workload.transfer_sd,
        workload.transfer_reason,
        tuple(_notes(model, mine, benchmarks)),
    )


def _weights(
    workload: WorkloadEvidence, model: ModelEvidence, parameters: Parameters
) -> tuple[float, dict[Score, float]]:
    """Share of the prior and of each run in the posterior mean. The posterior is linear, so a unit step is exact."""
    start = prior(model.facts, parameters)
    base = _mean(workload, start, model.observations, parameters)
    on_prior = _mean(workload, (start[0] + 1, start[1]), model.observations, parameters) - base
    moved: dict[Score, float] = {}
    for index, item in enumerate(model.observations):
        raised = item._replace(value=item.value + 1)
        step = (*model.observations[:index], raised, *model.observations[index + 1 :])
        moved[item.score] = _mean(workload, start, step, parameters) - base
    total = on_prior + sum(moved.values())
    return on_prior / total, {score: weight / total for score, weight in moved.items()}


def _mean(
    workload: WorkloadEvidence, start: tuple[float, float], seen: Iterable[Observation], parameters: Parameters
) -> float:
    return project(posterior(start, seen, parameters), workload, parameters)[0]


def _shown(score: Score, benchmark: Benchmark, weights: Mapping[Score, float], near: set[str]) -> CardScore:
    return CardScore(
        score.benchmark, benchmark.name, score.score, score.effort, score.variant, score.by, score.harness,
        score.source, score.date, score.url, weights.get(score, 0.0), score in weights, score.benchmark in near,
    )  # fmt: skip


def _conflicts(scores: Iterable[Score], benchmarks: Mapping[str, Benchmark]) -> Iterable[Conflict]:
    """Benchmarks whose reports are apart, whatever the reason: effort, harness, version or error."""
    reports: dict[str, set[Report]] = {}
    for score in scores:
        if benchmarks[score.benchmark].unit == "percent":
            report = Report(score.score, score.by, score.effort, score.source)
            reports.setdefault(score.benchmark, set()).add(report)
    for name, found in sorted(reports.items()):
        ordered = sorted(found, key=lambda item: (-item.score, item.source, item.effort or "", item.by))
        if ordered[0].score - ordered[-1].score >= CONFLICT:
            yield Conflict(name, benchmarks[name].name, tuple(ordered))


def _notes(model: ModelEvidence, scores: list[Score], benchmarks: Mapping[str, Benchmark]) -> Iterable[str]:
    if not model.observations:
        yield "No score of its own: the answer rests on release date, size or launch price, developer and lineage."
    unstated = sum(1 for item in model.observations if item.score.effort is None)
    if unstated and model.facts.reasoning:
        yield f"{unstated} scores state no effort: they count for the highest one, with a wider interval."
    quoted = len({run_key(score) for score in scores if score.by == "secondary"})
    if quoted:
        yield f"{quoted} figures are quoted second-hand."
    yield from _thinking(scores, benchmarks)


def _thinking(scores: Iterable[Score], benchmarks: Mapping[str, Benchmark]) -> Iterable[str]:
    """Benchmarks that were run with and without reasoning."""
    best: dict[tuple[str, bool], float] = {}
    for score in scores:
        if benchmarks[score.benchmark].unit == "percent":
            key = (score.benchmark, score.effort == "none")
            best[key] = max(score.score, best.get(key, score.score))
    for (name, without), points in sorted(best.items()):
        if without and best.get((name, False), points) - points >= CONFLICT:
            yield f"{benchmarks[name].name} needs thinking mode: {best[name, False]:g} with it, {points:g} without."
