"""Sample sizes against the decision study's table and against simulation of the test they are for."""

import random

import pytest

from advisor.decision.sample_size import bound_without_failure, paired_items, unpaired_items

STUDY = {
    "agreement .5": (7056, 1758, 777, 275, 103),
    "agreement .3": (9882, 2465, 1091, 388, 147),
    "unpaired": (14120, 3524, 1562, 557, 213),
}
DIFFERENCES = (0.01, 0.02, 0.03, 0.05, 0.08)


def test_the_studys_table() -> None:
    assert {
        "agreement .5": tuple(round(paired_items(d, 0.9, 0.5)) for d in DIFFERENCES),
        "agreement .3": tuple(round(paired_items(d, 0.9, 0.3)) for d in DIFFERENCES),
        "unpaired": tuple(round(unpaired_items(d, 0.9)) for d in DIFFERENCES),
    } == STUDY


def test_full_agreement_still_needs_the_items_on_which_they_differ() -> None:
    """Two models 5 points apart differ on 5 % of the items at least: 0 items would do only by dividing by nothing."""
    assert paired_items(0.05, 0.9, 1.0) == pytest.approx(7.8489 * (0.05 - 0.0025) / 0.0025, rel=1e-4)


def test_a_simulated_test_finds_the_difference_as_often_as_promised() -> None:
    """With n from the formula a paired z-test finds 5 points in about 80 of 100 simulated tests."""
    difference, differ = 0.05, 2 * 0.9 * 0.1 * 0.5
    items = round(paired_items(difference, 0.9, 0.5))
    won, lost = (differ + difference) / 2, (differ - difference) / 2
    source = random.Random(5)
    found = 0
    for _ in range(1000):
        gaps = [(draw < won) - (won <= draw < won + lost) for draw in (source.random() for _ in range(items))]
        mean = sum(gaps) / items
        spread = (sum(gap * gap for gap in gaps) / items - mean * mean) / items
        found += mean > 1.96 * spread**0.5
    assert found / 1000 == pytest.approx(0.8, abs=0.04)


def test_the_rule_of_three() -> None:
    assert bound_without_failure(300) == pytest.approx(0.01)
    assert (1 - bound_without_failure(300)) ** 300 == pytest.approx(0.05, abs=0.002)
