"""Scores as observations in latent units: one per run, with the variance of its source, harness, size and age.

Variances depend on the benchmark and the source, never on the score itself: a better score may not count for less.
"""

from collections.abc import Iterable, Mapping
from math import exp, log

from advisor.evidence.types import Benchmark, ModelFacts, Observation, Parameters, Score

BY_TRUST = ("independent", "arena", "partner", "lab", "competitor", "secondary")
"""Who measured, most trusted first: of several reports of one run the first is used."""
RATING_LOGIT = log(10) / 400
INDEX_LOGIT = 0.1
"""Brings points of an index near logits; the fitted slope does the rest."""
ITEMS = 300
"""Items assumed where a benchmark does not say."""


def runs(scores: Iterable[Score]) -> list[Score]:
    """One score per run (benchmark, effort, variant, harness), in a fixed order; the others are quotes of it."""
    best: dict[tuple[str, ...], Score] = {}
    for score in scores:
        if score.copy_of:
            continue
        key = run_key(score)
        if key not in best or _trust(score) < _trust(best[key]):
            best[key] = score
    return [best[key] for key in sorted(best)]


def run_key(score: Score) -> tuple[str, str, str, str]:
    """What makes two reports the same run; the score is no part of it."""
    variant = "" if "thinking" in score.variant or score.variant == "reasoning" else score.variant
    return score.benchmark, score.effort or "", variant, score.harness


def _trust(score: Score) -> tuple[int, list[int], str, float, int, str, str]:
    """Most trusted first; a total order, so that no order of the files decides between two reports."""
    newest_first = [-ord(letter) for letter in score.date]
    items = -(score.n_items or 0)
    return BY_TRUST.index(score.by), newest_first, score.source, -score.score, items, score.variant, score.url


def raw_logit(score: float, benchmark: Benchmark) -> float:
    """Score -> logits; label noise keeps 0 and 100 finite, more of it where a benchmark is saturated."""
    if benchmark.unit != "percent":
        return score * (RATING_LOGIT if benchmark.unit == "rating" else INDEX_LOGIT)
    share = score / 100 if benchmark.higher_is_better else 1 - score / 100
    share = 0.005 + 0.99 * share
    if benchmark.saturated:
        share = 0.01 + 0.98 * share
    return log(share / (1 - share))


def effort_shift(effort: str | None, facts: ModelFacts, efforts: Mapping[str, float]) -> float:
    """Shift of an effort from the highest the model offers, <= 0; an unstated effort counts as the highest."""
    if not facts.reasoning or effort is None:
        return 0.0
    highest = facts.efforts[-1] if facts.efforts else "max"
    return min(efforts[effort] - efforts[highest], 0.0)


def noise(score: Score, benchmark: Benchmark, facts: ModelFacts, parameters: Parameters) -> float:
    """Variance of a run in the benchmark's own logits: source, harness, items at its mean score, saturation, effort."""
    law = parameters.benchmarks[benchmark.id]
    variance = parameters.sources[score.by].sd ** 2 * source_factor(benchmark, parameters) + item_variance(
        score, benchmark, law.intercept
    )
    if benchmark.saturated:
        variance += parameters.saturated_sd**2
    if score.effort is None and facts.reasoning:
        variance += parameters.unstated_effort_sd**2
    return variance * law.noise


def source_factor(benchmark: Benchmark, parameters: Parameters) -> float:
    """How much more a source's figures scatter where a harness or leaked answers come between."""
    factor = parameters.agentic_factor if benchmark.skill in parameters.agentic else 1.0
    return factor * (parameters.contaminated_factor if benchmark.contaminated else 1.0)


def item_variance(score: Score, benchmark: Benchmark, intercept: float) -> float:
    """Binomial variance in logits at the benchmark's reference score, not at the observed one."""
    if benchmark.unit != "percent":
        return 0.0
    reference = min(max(1 / (1 + exp(-intercept)), 0.03), 0.97)
    items = score.n_items or benchmark.n_items or ITEMS
    return 1 / (items * reference * (1 - reference))


def observations(
    scores: Iterable[Score], benchmarks: Mapping[str, Benchmark], facts: ModelFacts, parameters: Parameters
) -> list[Observation]:
    """Runs of one model on fitted benchmarks; scores of other benchmarks are shown but never weighed."""
    found = []
    for score in runs(scores):
        law = parameters.benchmarks.get(score.benchmark)
        if law is None or score.benchmark not in benchmarks:
            continue
        benchmark = benchmarks[score.benchmark]
        value = (raw_logit(score.score, benchmark) - law.intercept - parameters.sources[score.by].bias) / law.slope
        value -= effort_shift(score.effort, facts, parameters.efforts)
        variance = noise(score, benchmark, facts, parameters) / law.slope**2
        found.append(Observation(score, benchmark.skill, benchmark.family, value, variance))
    return found
