"""From attempts to one result per test: repeats of an item are averaged, clusters widen, missing ones are left out."""

from collections.abc import Iterable
from typing import NamedTuple

from advisor.evidence.importers.attempts import Attempt

FEW = 10
"""Clusters below which their spread cannot be estimated: each then counts as one item."""


class Pooled(NamedTuple):
    share: float | None
    """Mean over items of the mean over their repeats; None when nothing was scored."""
    weight: float
    """Independent items it is worth."""
    items: int
    """Scored at least once."""
    scored: int
    """Attempts with a score."""
    missing: int
    """Attempts without: never counted as wrong."""


def pooled(attempts: Iterable[Attempt]) -> Pooled:
    """One test's attempts together."""
    missing = scored = 0
    sums: dict[str, tuple[float, int]] = {}
    clusters: dict[str, str] = {}
    for attempt in attempts:
        if attempt.score is None:
            missing += 1
            continue
        scored += 1
        total, count = sums.get(attempt.item, (0.0, 0))
        sums[attempt.item] = (total + attempt.score, count + 1)
        clusters.setdefault(attempt.item, attempt.cluster or f"\0{attempt.item}")
    if not sums:
        return Pooled(None, 0.0, 0, 0, missing)
    means = {item: total / count for item, (total, count) in sums.items()}
    share = sum(means.values()) / len(means)
    return Pooled(share, _weight(means, clusters, share, scored), len(means), scored, missing)


def _weight(means: dict[str, float], clusters: dict[str, str], share: float, scored: int) -> float:
    """p (1 - p) over the cluster-robust variance of the mean, between one item and every attempt (Miller 2024)."""
    deviations: dict[str, float] = {}
    for item, mean in means.items():
        deviations[clusters[item]] = deviations.get(clusters[item], 0.0) + mean - share
    groups = len(deviations)
    plain = groups == len(means) and set(means.values()) <= {0.0, 1.0}
    if plain or groups < FEW:
        return float(groups)
    variance = sum(value * value for value in deviations.values()) / len(means) ** 2 * groups / (groups - 1)
    if variance <= 0:
        return float(groups)
    return min(max(share * (1 - share) / variance, 1.0), float(scored))
