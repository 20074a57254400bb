"""Compares two runs on the items both answered: mean difference with its standard error, and what was dropped."""

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

from advisor.evidence.importers.attempts import Attempt


class Paired(NamedTuple):
    """Difference first less second, as a share; None where fewer than two clusters are common."""

    items: int
    dropped_first: int
    """Scored items of the first that the second lacks."""
    dropped_second: int
    difference: float | None
    standard_error: float | None


class Against(NamedTuple):
    """Paired on the items both scored: first less second, which is named."""

    id: str
    option: str
    items: int
    dropped_first: int
    dropped_second: int
    difference: float | None
    standard_error: float | None


def paired(first: Iterable[Attempt], second: Iterable[Attempt]) -> Paired:
    """Paired on items, repeats averaged, errors by cluster (Miller 2024)."""
    ours, clusters = _means(first)
    theirs, _ = _means(second)
    common = sorted(ours.keys() & theirs.keys())
    gaps = {item: ours[item] - theirs[item] for item in common}
    mean = sum(gaps.values()) / len(gaps) if gaps else 0.0
    sums: dict[str, float] = {}
    for item, gap in gaps.items():
        sums[clusters[item]] = sums.get(clusters[item], 0.0) + gap - mean
    known = len(sums) > 1
    error = None
    if known:
        count = len(sums)
        error = sqrt(sum(value * value for value in sums.values()) * count / (count - 1)) / len(gaps)
    dropped = len(ours) - len(common), len(theirs) - len(common)
    return Paired(len(common), *dropped, mean if known else None, error)


def _means(attempts: Iterable[Attempt]) -> tuple[dict[str, float], dict[str, str]]:
    scores: dict[str, list[float]] = {}
    clusters: dict[str, str] = {}
    for attempt in attempts:
        if attempt.score is not None:
            scores.setdefault(attempt.item, []).append(attempt.score)
            clusters.setdefault(attempt.item, attempt.cluster or f"\0{attempt.item}")
    return {item: sum(own) / len(own) for item, own in scores.items()}, clusters
