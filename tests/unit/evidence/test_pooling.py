"""Pooling of repeats, clusters and missing attempts against simulation."""

import random
from statistics import pvariance

import pytest

from advisor.evidence.importers.attempts import Attempt
from advisor.evidence.pooling import pooled


def attempt(item: str, score: float | None, cluster: str = "") -> Attempt:
    return Attempt("m", item, score, None if score is not None else "error", cluster=cluster)


def test_plain_items_count_as_themselves() -> None:
    found = pooled([attempt(str(index), float(index < 45)) for index in range(50)])
    assert found == (0.9, 50.0, 50, 50, 0)


def test_missing_is_not_wrong() -> None:
    found = pooled([attempt("a", 1.0), attempt("b", None), attempt("a", None)])
    assert found == (1.0, 1.0, 1, 1, 2)
    assert pooled([attempt("a", None)]).share is None


def test_repeats_say_less_than_items() -> None:
    """Twelve items four times each are worth between 12 and 48 items."""
    source = random.Random(1)
    tries = [attempt(str(item), float(source.random() < (item % 3 + 1) / 4)) for item in range(12) for _ in range(4)]
    found = pooled(tries)
    assert found.items == 12
    assert 12 <= found.weight <= 48


def test_the_same_answer_every_time_adds_nothing() -> None:
    found = pooled([attempt(str(item), float(item < 15)) for item in range(20) for _ in range(5)])
    assert found.weight == pytest.approx(20.0)


def test_clusters_widen_as_simulation_says() -> None:
    """Items of one document fail together: the variance of the mean over simulated tests is that of `weight` items."""
    source = random.Random(2)
    shares, weights = [], []
    for _ in range(400):
        tries = []
        for document in range(20):
            p = source.choice([0.5, 0.9])
            tries += [attempt(f"{document}-{n}", float(source.random() < p), f"doc{document}") for n in range(10)]
        found = pooled(tries)
        assert found.share is not None
        shares.append(found.share)
        weights.append(found.weight)
    typical = sorted(weights)[len(weights) // 2]
    assert pvariance(shares) == pytest.approx(0.7 * 0.3 / typical, rel=0.25)
    assert typical < 150


def test_few_clusters_count_as_so_many_items() -> None:
    assert pooled([attempt(str(n), float(n % 2), f"doc{n % 3}") for n in range(90)]).weight == 3.0
