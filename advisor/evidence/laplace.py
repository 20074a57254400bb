"""Gaussian approximation at the mode of binomial results under a joint Gaussian prior on their logits.

Newton steps on the concave log posterior (Rasmussen and Williams 2006, section 3.4). Dense and small: one row per
tested model. Knows nothing of models or tasks.
"""

from collections.abc import Sequence
from math import log, sqrt
from typing import NamedTuple

from advisor.logistic import sigmoid

STEPS = 200
CLOSE = 1e-10
Matrix = list[list[float]]


class Result(NamedTuple):
    """Of one test: `share` right of `weight` > 0 independent items."""

    share: float
    weight: float


class Update(NamedTuple):
    """For any x jointly Gaussian with the tested logits, with prior covariances c to them:
    mean + c . pull, and variance - c' precision c."""

    pull: list[float]
    precision: Matrix


def update(means: Sequence[float], covariance: Matrix, results: Sequence[Result]) -> Update:
    """The posterior of the tested logits; `covariance` positive definite."""
    pull = [0.0] * len(means)
    at = list(means)
    height = _height(at, means, pull, results)
    for _ in range(STEPS):
        weights = [result.weight * _slope(x) for result, x in zip(results, at, strict=True)]
        target = _newton(at, means, covariance, results, weights)
        pull, new, height_new = _downscaled(pull, target, means, covariance, results, height)
        moved = max(abs(a - b) for a, b in zip(new, at, strict=True))
        at, height = new, height_new
        if moved < CLOSE:
            break
    weights = [result.weight * _slope(x) for result, x in zip(results, at, strict=True)]
    return Update(pull, _precision(covariance, weights))


def _slope(x: float) -> float:
    p = sigmoid(x)
    return max(p * (1 - p), 1e-12)


def _newton(
    at: Sequence[float], means: Sequence[float], covariance: Matrix, results: Sequence[Result], weights: Sequence[float]
) -> list[float]:
    """The pull K^-1 (f - m) of a full step."""
    wanted = [
        weight * (x - mean) + result.weight * (result.share - sigmoid(x))
        for weight, x, mean, result in zip(weights, at, means, results, strict=True)
    ]
    through = times(covariance, wanted)
    back = times(_precision(covariance, weights), through)
    return [value - part for value, part in zip(wanted, back, strict=True)]


def _downscaled(
    pull: list[float],
    target: list[float],
    means: Sequence[float],
    covariance: Matrix,
    results: Sequence[Result],
    height: float,
) -> tuple[list[float], list[float], float]:
    """The longest of the steps 1, 1/2, 1/4... that does not lower the log posterior."""
    share = 1.0
    while True:
        tried = [old + share * (new - old) for old, new in zip(pull, target, strict=True)]
        at = [mean + shift for mean, shift in zip(means, times(covariance, tried), strict=True)]
        reached = _height(at, means, tried, results)
        if reached >= height - 1e-12 or share < 1e-6:
            return tried, at, reached
        share /= 2


def _height(at: Sequence[float], means: Sequence[float], pull: Sequence[float], results: Sequence[Result]) -> float:
    """Log posterior less a constant."""
    total = 0.0
    for x, mean, pulled, result in zip(at, means, pull, results, strict=True):
        p = min(max(sigmoid(x), 1e-15), 1 - 1e-15)
        total += result.weight * (result.share * log(p) + (1 - result.share) * log(1 - p)) - 0.5 * pulled * (x - mean)
    return total


def _precision(covariance: Matrix, weights: Sequence[float]) -> Matrix:
    """(K + W^-1)^-1 as W^1/2 (I + W^1/2 K W^1/2)^-1 W^1/2, which no small weight makes ill-conditioned."""
    roots = [sqrt(weight) for weight in weights]
    size = len(roots)
    inner = [
        [(i == j) + roots[i] * covariance[i][j] * roots[j] for j in range(size)] for i in range(size)
    ]  # fmt: skip
    inverse = inverted(inner)
    return [[roots[i] * inverse[i][j] * roots[j] for j in range(size)] for i in range(size)]


def times(matrix: Matrix, vector: Sequence[float]) -> list[float]:
    return [dot(row, vector) for row in matrix]


def dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))


def inverted(matrix: Matrix) -> Matrix:
    """Inverse of a symmetric positive definite matrix, by Gauss-Jordan without pivoting."""
    size = len(matrix)
    rows = [[*row, *(float(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    for i in range(size):
        head = rows[i][i]
        rows[i] = [value / head for value in rows[i]]
        for j in range(size):
            factor = rows[j][i]
            if j != i and factor:
                rows[j] = [value - factor * lead for value, lead in zip(rows[j], rows[i], strict=True)]
    return [row[size:] for row in rows]
