"""Simple ways to rank models, for comparison: mean z-score, one factor, release date, launch price, one benchmark."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from advisor.evidence.fit_rows import Evidence
from advisor.evidence.observations import raw_logit
from advisor.evidence.prior import years_of
from advisor.evidence.types import Score
from advisor.evidence.validation_columns import publisher_of

NAMES = ("mean z", "rank-1 factor", "single best benchmark", "release date", "launch price")
LEAST = 5
ROUNDS = 30


def baselines(evidence: Evidence, scores: Iterable[Score]) -> dict[str, dict[str, float]]:
    """Name -> model -> value to rank by; models without any datum take the mean, those without a price are left out."""
    models = sorted(evidence.facts)
    matrix = _standardised(evidence, scores, models)
    seen = ~np.isnan(matrix)
    means = [float(np.nanmean(line)) if known.any() else 0.0 for line, known in zip(matrix, seen, strict=True)]
    widest = matrix[:, int(seen.sum(axis=0).argmax())] if seen.any() else np.zeros(len(models))
    facts = evidence.facts
    dates = {model: facts[model].released or facts[model].launch_date for model in models}
    return {
        "mean z": dict(zip(models, means, strict=True)),
        "rank-1 factor": dict(zip(models, _factor(matrix), strict=True)),
        "single best benchmark": dict(zip(models, np.nan_to_num(widest).tolist(), strict=True)),
        "release date": {model: years_of(day) for model, day in dates.items() if day},
        "launch price": {model: price for model in models if (price := facts[model].launch_price)},
    }


def _standardised(evidence: Evidence, scores: Iterable[Score], models: list[str]) -> NDArray[np.float64]:
    """Models x columns of z-scores of logits, nan where nothing was measured."""
    cells: dict[tuple[str, str], dict[str, float]] = {}
    for score in scores:
        benchmark = evidence.benchmarks[score.benchmark]
        if not benchmark.composite:
            column = cells.setdefault((score.benchmark, publisher_of(score)), {})
            value = raw_logit(score.score, benchmark)
            column[score.model] = max(value, column.get(score.model, value))
    kept = [column for _, column in sorted(cells.items()) if len(column) >= LEAST]
    matrix = np.array([[_z(column, model) for column in kept] for model in models])
    return matrix.reshape(len(models), len(kept))


def _z(column: Mapping[str, float], model: str) -> float:
    if model not in column:
        return float("nan")
    values = np.array(list(column.values()))
    return float((column[model] - values.mean()) / max(float(values.std()), 0.05))


def _factor(matrix: NDArray[np.float64]) -> list[float]:
    """One latent factor with a noise variance per column, by EM; models without data are at its mean 0."""
    seen = ~np.isnan(matrix)
    values = np.where(seen, matrix, 0.0)
    slope, offset, noise = np.full(matrix.shape[1], 0.8), np.zeros(matrix.shape[1]), np.full(matrix.shape[1], 0.4)
    latent = np.zeros(matrix.shape[0])
    for _ in range(ROUNDS):
        spread = 1 / (1 + (seen * slope**2 / noise).sum(axis=1))
        latent = (((values - offset) * seen) * slope / noise).sum(axis=1) * spread
        for column in range(matrix.shape[1]):
            rows = seen[:, column]
            x, y, v = latent[rows], values[rows, column], spread[rows]
            normal = np.array([[len(x) + 0.01, x.sum()], [x.sum(), (x * x + v).sum() + 1]])
            offset[column], slope[column] = np.linalg.solve(normal, [y.sum(), (x * y).sum() + 0.8])
            left = ((y - offset[column] - slope[column] * x) ** 2 + slope[column] ** 2 * v).sum()
            noise[column] = max((left + 1.2) / (len(x) + 3), 0.05)
    return [float(value) for value in latent]
