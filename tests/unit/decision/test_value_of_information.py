"""Value of information on the study's example and against brute force."""

from math import exp, inf, sqrt

import numpy as np
import pytest

from advisor.decision.value_of_information import Prior, expected_gain, perfect_gain
from tests.unit.decision.example import example_option

NAMES = ("qwen@together", "glm-5@deepinfra", "kimi@deepinfra", "gpt-5.4@openai", "gpt-5.2@openai", "opus-4.6@anthropic")
SDS = (0.35, 0.45, 0.45, 0.47, 0.37, 0.50)
"""Of the study's posteriors; its test set is the hosted options."""
GRID = [step / 10 for step in range(-40, 41)]
WEIGHTS = [exp(-z * z / 2) for z in GRID]


def example(difficulty_sd: float = 0.0) -> Prior:
    return Prior([example_option(name, sd) for name, sd in zip(NAMES, SDS, strict=True)], difficulty_sd, 0, 2000)


def a_day(gain: float) -> float:
    """At the example's million calls a day."""
    return gain * 1000


def test_the_studys_example() -> None:
    """The wider posteriors of the runners-up are worth more to test than the leader; dear models cannot win.

    Its printed values come from another sampler and shared terms, so the order is checked and the size roughly.
    """
    prior = example()
    alone = [a_day(expected_gain(prior, {index: 200})) for index in range(len(NAMES))]
    glm, kimi, qwen = alone[1], alone[2], alone[0]
    assert glm > kimi > qwen
    assert (glm, kimi, qwen) == (pytest.approx(683, rel=0.2), pytest.approx(576, rel=0.2), pytest.approx(475, rel=0.2))
    assert max(alone[3:]) < 60
    together = [a_day(expected_gain(prior, dict.fromkeys(range(6), items))) for items in (25, 100, 200, 400, 1600)]
    assert together == pytest.approx([788, 1219, 1362, 1452, 1532], rel=0.2)


def test_against_simulated_tests() -> None:
    """Simulating the truth, its results and the update by hand gives the same value, shared difficulty included."""
    prior = example(difficulty_sd=0.5)
    items = 200
    closed = expected_gain(prior, {1: items})
    source = np.random.default_rng(3)
    option = prior.options[1]
    p = option.belief.p_mean
    noise = 1 / (items * p * (1 - p))
    shared = 0.5 * source.standard_normal(100_000)
    seen = shared + option.belief.logit_sd * source.standard_normal(shared.size)
    seen = seen + sqrt(noise) * source.standard_normal(shared.size)
    total = 0.25 + option.belief.logit_sd**2 + noise
    best = np.full(shared.size, -inf)
    for index, other in enumerate(prior.options):
        belief = other.belief
        with_seen = 0.25 + (belief.logit_sd**2 if index == 1 else 0.0)
        mean = belief.logit_mean + seen * with_seen / total
        spread = sqrt(0.25 + belief.logit_sd**2 - with_seen**2 / total)
        right = np.average([1 / (1 + np.exp(-(mean + spread * z))) for z in GRID], axis=0, weights=WEIGHTS)
        value = other.quality * right / right.mean() - other.serving - other.latency - other.risk
        best = np.maximum(best, value)
    simulated = float(best.mean()) - max(one.net_benefit for one in prior.options)
    assert closed == pytest.approx(simulated, rel=0.05)


def test_knowing_everything_is_worth_what_the_draws_of_the_truth_say() -> None:
    prior = example()
    source = np.random.default_rng(4)
    best = np.full(200_000, -inf)
    for option in prior.options:
        belief = option.belief
        right = 1 / (1 + np.exp(-(belief.logit_mean + belief.logit_sd * source.standard_normal(best.size))))
        value = option.quality * right / right.mean() - option.serving - option.latency - option.risk
        best = np.maximum(best, value)
    simulated = float(best.mean()) - max(one.net_benefit for one in prior.options)
    assert perfect_gain(prior) == pytest.approx(simulated, rel=0.05)
