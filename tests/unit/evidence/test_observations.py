"""Scores as observations: one per run, variances that never depend on the score."""

from math import isclose, log

import pytest

from advisor.evidence.observations import effort_shift, observations, raw_logit, runs
from advisor.evidence.types import Score

from .samples import BENCHMARKS, FACTS, PARAMETERS, PLAIN


def test_one_observation_per_run_from_the_most_trusted_report() -> None:
    lab = PLAIN._replace(by="lab", source="maker", score=66.0)
    competitor = PLAIN._replace(by="competitor", source="rival", score=70.0, date="2026-06-01")
    (kept,) = runs([competitor, lab, PLAIN])
    assert kept == PLAIN
    assert runs([lab, competitor]) == [lab]


def test_another_harness_or_effort_is_another_run() -> None:
    others = [PLAIN, PLAIN._replace(harness="agent 2"), PLAIN._replace(effort="low"), PLAIN._replace(benchmark="obey")]
    assert len(runs(others)) == 4
    assert len(runs([PLAIN._replace(variant="thinking"), PLAIN])) == 1


def test_a_marked_copy_is_no_run() -> None:
    assert runs([PLAIN._replace(copy_of="fix")]) == []


@pytest.mark.parametrize("name", ["fix", "obey", "votes"])
def test_logit_rises_with_the_score_and_stays_finite(name: str) -> None:
    values = [raw_logit(points, BENCHMARKS[name]) for points in (0.0, 1.0, 50.0, 99.0, 100.0)]
    assert values == sorted(set(values))
    assert abs(values[0]) < 7


def test_lower_is_better_turns_the_sign() -> None:
    assert raw_logit(2.0, BENCHMARKS["invent"]) > raw_logit(9.0, BENCHMARKS["invent"])


def test_four_hundred_rating_points_are_a_factor_of_ten_in_odds() -> None:
    assert isclose(raw_logit(1600, BENCHMARKS["votes"]) - raw_logit(1200, BENCHMARKS["votes"]), log(10))


def test_effort_shift_is_from_the_highest_the_model_offers() -> None:
    assert effort_shift("high", FACTS, PARAMETERS.efforts) == 0.0
    assert isclose(effort_shift("low", FACTS, PARAMETERS.efforts), -0.5)
    assert effort_shift("max", FACTS, PARAMETERS.efforts) == 0.0
    assert effort_shift(None, FACTS, PARAMETERS.efforts) == 0.0
    assert effort_shift("none", FACTS._replace(reasoning=False), PARAMETERS.efforts) == 0.0


def variance(score: Score = PLAIN) -> float:
    (found,) = observations([score], BENCHMARKS, FACTS, PARAMETERS)
    return found.variance


def test_variance_depends_on_source_items_and_effort_but_not_on_the_score() -> None:
    assert variance(PLAIN._replace(score=1.0)) == variance(PLAIN._replace(score=99.9)) == variance()
    assert variance(PLAIN._replace(by="lab")) > variance()
    assert variance(PLAIN._replace(effort=None)) > variance()
    assert variance(PLAIN._replace(n_items=20)) > variance(PLAIN._replace(n_items=2000))


def test_a_benchmark_the_fit_did_not_see_has_no_weight() -> None:
    unseen = PARAMETERS._replace(benchmarks={})
    assert observations([PLAIN], BENCHMARKS, FACTS, unseen) == []
