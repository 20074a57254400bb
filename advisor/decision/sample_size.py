"""How many items a comparison of two success rates takes. Normal approximations; reads no data and decides nothing."""

from statistics import NormalDist
from typing import NamedTuple


class Errors(NamedTuple):
    """Two-sided chance of seeing a difference that is not there, and of finding one that is."""

    false_alarm: float
    power: float


USUAL = Errors(0.05, 0.8)


def paired_items(difference: float, p: float, agreement: float, errors: Errors = USUAL) -> float:
    """Items both models answer so that a difference of success rates is found: n = z^2 (D - d^2) / d^2.

    `difference` d > 0; `p` their success rate; `agreement` the correlation of their right answers, which makes
    D = 2 p (1 - p) (1 - agreement) the share of items on which they differ; z the sum of both normal quantiles.
    Whatever the agreement, they differ on d of the items at least. Connor 1987, Miller 2024 (arXiv 2411.00640).
    """
    flips = max(2 * p * (1 - p) * (1 - agreement), difference)
    return _z(errors) ** 2 * (flips - difference**2) / difference**2


def unpaired_items(difference: float, p: float, errors: Errors = USUAL) -> float:
    """Items of each model when the two answer different ones: as paired without agreement."""
    return paired_items(difference, p, 0.0, errors)


def _z(errors: Errors) -> float:
    normal = NormalDist()
    return normal.inv_cdf(1 - errors.false_alarm / 2) + normal.inv_cdf(errors.power)


def bound_without_failure(items: int) -> float:
    """Upper 95 % bound of the failure rate after `items` > 0 without a failure: about 3 / n."""
    return min(1.0, 3.0 / items)
