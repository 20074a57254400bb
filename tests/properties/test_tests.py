"""Invariants of test plans: information never hurts, more of it never less, and the plan never depends on order."""

import itertools
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision.net_benefit import contenders, rank
from advisor.decision.sample_size import paired_items, unpaired_items
from advisor.decision.test_plan import Asked, PlanConstants, plan_of
from advisor.decision.value_of_information import Prior, expected_gain, perfect_gain
from advisor.option import Scored
from tests.properties.strategies import WORTHS, Part, parts, scored

CONSTANTS = PlanConstants(0.05, 0.8, 0.5, 0.3, 50, 400, 4, 0.02)


def rows(found: list[Part], worth: float) -> list[Scored]:
    return list(contenders(rank(scored(part, worth) for part in found)))


def slack(options: list[Scored]) -> float:
    """Sampling error of 256 draws: a small share of the quality at stake."""
    return 0.002 * max(option.quality for option in options)


@settings(max_examples=40, deadline=None)
@given(parts(2, 8), WORTHS, st.sampled_from([0.0, 0.5]))
def test_more_items_never_tell_less_and_nothing_beats_knowing(
    found: list[Part], worth: float, difficulty: float
) -> None:
    options = rows(found, worth)
    prior = Prior(options, difficulty, 1)
    everyone = range(len(options))
    values = [expected_gain(prior, dict.fromkeys(everyone, items)) for items in (1, 50, 200, 1000, inf)]
    assert values[0] >= 0.0
    for less, more in itertools.pairwise(values):
        assert less <= more + slack(options)
    assert values[-1] == perfect_gain(prior)


@settings(max_examples=40, deadline=None)
@given(parts(2, 6), WORTHS)
def test_testing_more_models_never_tells_less(found: list[Part], worth: float) -> None:
    options = rows(found, worth)
    prior = Prior(options, 0.5, 1)
    everyone = range(len(options))
    values = [expected_gain(prior, dict.fromkeys(everyone[:count], 200)) for count in range(len(options) + 1)]
    assert values[0] == pytest.approx(0.0, abs=1e-9)
    for less, more in itertools.pairwise(values):
        assert less <= more + slack(options)


@settings(max_examples=25, deadline=None)
@given(parts(1, 8), WORTHS)
def test_a_plan_is_consistent(found: list[Part], worth: float) -> None:
    options = rows(found, worth)
    plan = plan_of(options, Asked(10_000, worth, 24.0, 0.5, 0, options[0].candidate.model.id), CONSTANTS)
    assert {choice.option for choice in plan.choices} == {option.candidate.id for option in options}
    values = [choice.usd_per_day for choice in plan.choices]
    assert values == sorted(values, reverse=True)
    assert min(values) >= 0.0
    assert sum(choice.chosen for choice in plan.choices) <= 4
    assert all(choice.usd_per_day * 730 > choice.run_usd for choice in plan.choices if choice.chosen)
    done = [stage.items for stage in plan.stages if stage.worth_it]
    assert plan.items == (max(done) if done else 0)
    assert done == [stage.items for stage in plan.stages][: len(done)]
    assert plan.first is not None
    assert plan.first.place is not None


@given(st.floats(0.005, 0.2), st.floats(0.5, 0.98), st.floats(0, 1), st.floats(1.1, 3))
def test_smaller_differences_need_more_items(difference: float, p: float, agreement: float, factor: float) -> None:
    here = paired_items(difference, p, agreement)
    assert here > 0
    assert paired_items(difference / factor, p, agreement) > here
    assert here <= paired_items(difference, p, agreement / 2) + 1e-9
    assert here <= unpaired_items(difference, p) + 1e-9
