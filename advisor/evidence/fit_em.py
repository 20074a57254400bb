"""Empirical Bayes by expectation-maximisation: benchmarks' laws, spreads, sources and the prior from the scores alone.

Maintainers only (numpy). The E step is the exact Gaussian posterior of each model's general capability, skills and
family peculiarities; the M step re-estimates every parameter with a weak prior, so that thin groups stay near the rest.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.evidence.fit_prior import PriorFit, fit_prior
from advisor.evidence.fit_rows import Evidence, Row
from advisor.evidence.observations import effort_shift, item_variance, source_factor
from advisor.evidence.types import BenchmarkLaw, Parameters, SkillLaw, SourceLaw

Vector = NDArray[np.float64]
ROUNDS = 22
START_EFFORTS = {"none": -1.2, "low": -0.4, "medium": -0.15, "high": -0.05, "max": 0.0}
SOURCES = {"independent": 0.15, "arena": 0.15, "partner": 0.18, "lab": 0.2, "competitor": 0.24, "secondary": 0.26}
"""Least sd of a source, logits: set-ups differ by this much even where no repeat shows it, makers' own by more."""
AGENTIC = ("coding", "tools", "web", "computer")
SKILL_SD, TAU, SLOPE_SD = 0.2, 0.3, 0.35
LEAST_STEP = 0.01
"""Latent units between neighbouring efforts, so that every effort is estimated."""
GENERAL = "general"


class Moments(NamedTuple):
    """Of one row after the E step: latent mean and variance without effort shift, residual and its variance."""

    latent: float
    spread: float
    residual: float
    fitted: float


class Tally:
    """Sums of squares and counts by group, for variances."""

    def __init__(self) -> None:
        self.sums: dict[str, float] = {}
        self.counts: dict[str, float] = {}

    def add(self, key: str, square: float, count: float = 1.0) -> None:
        self.sums[key] = self.sums.get(key, 0.0) + square
        self.counts[key] = self.counts.get(key, 0.0) + count

    def shrunk(self, key: str, towards: float, weight: float) -> float:
        """Mean square of a group, with `weight` pseudo-observations at `towards`."""
        return (self.sums.get(key, 0.0) + towards * weight) / (self.counts.get(key, 0.0) + weight)


def fit(evidence: Evidence, rows: Sequence[Row], rounds: int = ROUNDS) -> Parameters:
    """Parameters that explain the rows; benchmarks outside the rows have no law."""
    parameters = _start(evidence, rows)
    by_model: dict[str, list[Row]] = {}
    for row in rows:
        by_model.setdefault(row.score.model, []).append(row)
    for _ in range(rounds):
        parameters = _round(evidence, by_model, parameters)
    laws = {skill: law._replace(slope=_slope(evidence, parameters, skill)) for skill, law in parameters.skills.items()}
    return parameters._replace(skills=laws)


def _slope(evidence: Evidence, parameters: Parameters, skill: str) -> float:
    """Mean slope of a skill's benchmarks; 1 where the rows have none."""
    slopes = [law.slope for name, law in parameters.benchmarks.items() if evidence.benchmarks[name].skill == skill]
    return sum(slopes) / len(slopes) if slopes else 1.0


def _start(evidence: Evidence, rows: Sequence[Row]) -> Parameters:
    logits: dict[str, list[float]] = {}
    for row in rows:
        logits.setdefault(row.benchmark.id, []).append(row.logit)
    skills = sorted({benchmark.skill for benchmark in evidence.benchmarks.values()})
    start = fit_prior(evidence.facts, {}, 0.3)
    return Parameters(
        **start._asdict(),
        unknown_date_sd=0.5,
        unknown_size_sd=0.6,
        skills={skill: SkillLaw(0.001 if skill == GENERAL else SKILL_SD, TAU, 1.0, 0.0) for skill in skills},
        families={},
        benchmarks={name: BenchmarkLaw(float(np.mean(values)), 1.0, 1.0) for name, values in sorted(logits.items())},
        sources={source: SourceLaw(0.3, 0.0) for source in SOURCES},
        efforts=START_EFFORTS,
        ceiling=float("inf"),
        agentic=AGENTIC,
        agentic_factor=1.3,
        contaminated_factor=1.5,
        saturated_sd=0.2,
        unstated_effort_sd=0.15,
        effort_sd_share=0.3,
        digest="",
    )


def _round(evidence: Evidence, by_model: dict[str, list[Row]], old: Parameters) -> Parameters:
    """One E step over all models and one M step."""
    prior = PriorFit.of(old)
    general: dict[str, tuple[float, float]] = {}
    skills, families, pairs = Tally(), Tally(), []
    for model, rows in by_model.items():
        mean, variance = prior.predict(evidence.facts[model])
        general[model], moments = _expect(rows, mean, variance, old, skills, families)
        pairs += list(zip(rows, moments, strict=True))
    return _maximise(evidence, old, general, skills, families, pairs)


def _expect(
    rows: list[Row], mean: float, variance: float, old: Parameters, skills: Tally, families: Tally
) -> tuple[tuple[float, float], list[Moments]]:
    """Posterior of [general, skills..., families...] of one model, and the moments of its rows."""
    names = sorted({f"s {row.benchmark.skill}" for row in rows} | {f"f {_family(row)}" for row in rows})
    place = {name: index + 1 for index, name in enumerate(names)}
    design = np.zeros((len(rows), len(names) + 1))
    for line, row in enumerate(rows):
        slope = old.benchmarks[row.benchmark.id].slope
        design[line, [0, place[f"s {row.benchmark.skill}"], place[f"f {_family(row)}"]]] = slope
    noise = np.array([row_variance(row, old) for row in rows])
    target = np.array([_centred(row, old) for row in rows])
    before = np.array([variance, *(_variance_of(name, old) for name in names)])
    centre = np.array([mean] + [0.0] * len(names))
    precision = (design / noise[:, None]).T @ design + np.diag(1 / before)
    covariance = np.linalg.inv(precision)
    found = centre + covariance @ (design.T @ ((target - design @ centre) / noise))
    for name, index in place.items():
        square = float(found[index] ** 2 + covariance[index, index])
        (skills if name.startswith("s ") else families).add(name[2:], square)
    return (float(found[0]), float(covariance[0, 0])), _moments(rows, design, target, found, covariance, old)


def _moments(
    rows: list[Row], design: Vector, target: Vector, found: Vector, covariance: Vector, old: Parameters
) -> list[Moments]:
    fitted = np.einsum("ij,jk,ik->i", design, covariance, design)
    residual = target - design @ found
    result = []
    for line, row in enumerate(rows):
        slope = old.benchmarks[row.benchmark.id].slope
        latent = float(design[line] @ found) / slope
        result.append(Moments(latent, float(fitted[line]) / slope**2, float(residual[line]), float(fitted[line])))
    return result


def _family(row: Row) -> str:
    return f"{row.benchmark.skill} {row.benchmark.family}"


def _variance_of(name: str, old: Parameters) -> float:
    kind, skill, *family = name.split(" ")
    if kind == "s":
        return old.skills[skill].sd ** 2
    return old.families.get(family[0], old.skills[skill].tau) ** 2


def _centred(row: Row, old: Parameters) -> float:
    law = old.benchmarks[row.benchmark.id]
    return row.logit - law.intercept - old.sources[row.score.by].bias - law.slope * shift_of(row, old)


def shift_of(row: Row, old: Parameters) -> float:
    return effort_shift(row.score.effort, row.facts, old.efforts)


def row_variance(row: Row, old: Parameters) -> float:
    """As observations.noise, from the fit's row."""
    law = old.benchmarks[row.benchmark.id]
    variance = old.sources[row.score.by].sd ** 2 * source_factor(row.benchmark, old)
    variance += item_variance(row.score, row.benchmark, law.intercept)
    variance += old.saturated_sd**2 if row.benchmark.saturated else 0.0
    variance += old.unstated_effort_sd**2 if row.unstated else 0.0
    return variance * law.noise


def _maximise(
    evidence: Evidence,
    old: Parameters,
    general: dict[str, tuple[float, float]],
    skills: Tally,
    families: Tally,
    pairs: list[tuple[Row, Moments]],
) -> Parameters:
    prior = fit_prior(evidence.facts, general, old.general_sd**2)
    taus = Tally()
    for key in families.sums:
        taus.add(key.split(" ")[0], families.sums[key], families.counts[key])
    by_skill = {
        skill: SkillLaw(
            law.sd if skill == GENERAL else skills.shrunk(skill, SKILL_SD**2, 4) ** 0.5,
            taus.shrunk(skill, TAU**2, 10) ** 0.5,
            law.slope,
            law.reference,
        )
        for skill, law in old.skills.items()
    }
    return old._replace(
        **prior._asdict(),
        skills=by_skill,
        families={
            key.split(" ")[1]: families.shrunk(key, by_skill[key.split(" ")[0]].tau ** 2, 6) ** 0.5
            for key in sorted(families.sums)
        },
        benchmarks=_benchmarks(pairs, old),
        sources=_sources(pairs, old),
        efforts=_efforts(pairs, old),
    )


def _benchmarks(pairs: list[tuple[Row, Moments]], old: Parameters) -> dict[str, BenchmarkLaw]:
    """Weighted regression of logits on latents per benchmark, slopes near 1 unless the rows insist."""
    by_id: dict[str, list[tuple[Row, Moments]]] = {}
    for pair in pairs:
        by_id.setdefault(pair[0].benchmark.id, []).append(pair)
    return {name: _law(by_id[name], old) for name in sorted(by_id)}


def _law(pairs: list[tuple[Row, Moments]], old: Parameters) -> BenchmarkLaw:
    name = pairs[0][0].benchmark.id
    weight = np.array([1 / row_variance(row, old) for row, _ in pairs])
    latent = np.array([moments.latent + shift_of(row, old) for row, moments in pairs])
    spread = np.array([moments.spread for _, moments in pairs])
    logit = np.array([row.logit - old.sources[row.score.by].bias for row, _ in pairs])
    tight = 1 / SLOPE_SD**2
    cross = (weight * latent).sum()
    normal = np.array([[weight.sum(), cross], [cross, (weight * (latent**2 + spread)).sum() + tight]])
    intercept, slope = np.linalg.solve(normal, [(weight * logit).sum(), (weight * latent * logit).sum() + tight])
    squares = [(m.residual**2 + m.fitted) * w for (_, m), w in zip(pairs, weight, strict=True)]
    noise = (float(sum(squares)) * old.benchmarks[name].noise + 5) / (len(pairs) + 5)
    return BenchmarkLaw(float(intercept), max(float(slope), 0.3), min(max(noise, 0.3), 6.0))


def _sources(pairs: list[tuple[Row, Moments]], old: Parameters) -> dict[str, SourceLaw]:
    """Spread and bias of each source beside the independent ones; a maker's figure never counts for more."""
    squares, bias = Tally(), Tally()
    for row, moments in pairs:
        variance, law = row_variance(row, old), old.sources[row.score.by]
        factor = source_factor(row.benchmark, old) * old.benchmarks[row.benchmark.id].noise
        square = moments.residual**2 + moments.fitted - variance + law.sd**2 * factor
        squares.add(row.score.by, square, factor)
        bias.add(row.score.by, moments.residual / variance, 1 / variance)
    result: dict[str, SourceLaw] = {}
    floor = 0.0
    for source, least in SOURCES.items():
        floor = max(least, floor) if source in ("independent", "arena") else max(least, result["independent"].sd * 1.1)
        sd = max(squares.shrunk(source, 0.05, 5), floor**2) ** 0.5
        result[source] = SourceLaw(sd, _bias(source, bias, old))
    return result


def _bias(source: str, tally: Tally, old: Parameters) -> float:
    """Mean over-reporting in logits, with a weak prior at 0; independents and arenas are the yardstick."""
    if source in ("independent", "arena"):
        return 0.0
    weight = tally.counts.get(source, 0.0)
    return (old.sources[source].bias * weight + tally.sums.get(source, 0.0)) / (weight + 100)


def _efforts(pairs: list[tuple[Row, Moments]], old: Parameters) -> dict[str, float]:
    """Shift of each effort from the highest; never above the next stronger effort."""
    tally = Tally()
    for row, moments in pairs:
        slope, variance = old.benchmarks[row.benchmark.id].slope, row_variance(row, old)
        if row.score.effort and shift_of(row, old) < 0:
            tally.add(row.score.effort, slope * moments.residual / variance, slope**2 / variance)
    found = {"max": 0.0}
    for effort, above in (("high", "max"), ("medium", "high"), ("low", "medium"), ("none", "low")):
        step = tally.sums.get(effort, 0.0) / (tally.counts.get(effort, 0.0) + 20)
        found[effort] = min(old.efforts[effort] + step, found[above] - LEAST_STEP)
    return {effort: found[effort] for effort in START_EFFORTS}
