"""p(success) against numerical integration, and the effects of precision and host."""

from math import exp, pi, sqrt

import pytest

from advisor.estimates.quality import NO_EFFECT, Effect, combined, mean_of_logistic_normal, p_success, precision_effect
from advisor.logistic import logit, sigmoid


def integral(mean: float, sd: float) -> float:
    """E sigmoid by the trapezoid rule on +-9 sd."""
    steps = 4000
    points = [-9 + 18 * index / steps for index in range(steps + 1)]
    return sum(exp(-x * x / 2) / (1 + exp(-(mean + sd * x))) for x in points) * 18 / steps / sqrt(2 * pi)


@pytest.mark.parametrize("mean", [-5.0, -1.0, 0.0, 2.0, 4.5])
@pytest.mark.parametrize("sd", [0.0, 0.3, 0.8, 1.3])
def test_mean_agrees_with_integration(mean: float, sd: float) -> None:
    assert mean_of_logistic_normal(mean, sd) == pytest.approx(integral(mean, sd), abs=1e-4)


def test_a_good_current_model_gets_what_was_said() -> None:
    sure = p_success(0.0, 1e-9, 92)
    assert sure == pytest.approx((0.92, 0.92, 0.92))


def test_low_and_high_are_tenth_and_ninetieth_percentile() -> None:
    found = p_success(0.5, 0.4, 80)
    assert found.low == pytest.approx(sigmoid(logit(0.8) + 0.5 - 1.2815515655 * 0.4))
    assert found.low < found.mean < found.high


def test_quantization_raises_errors_by_its_share() -> None:
    effect = precision_effect(0.9, 0.1, 0.0)
    assert sigmoid(logit(0.9) + effect.mean) == pytest.approx(0.89)
    assert effect.sd == 0


def test_fewer_bits_are_never_better() -> None:
    shifts = [precision_effect(0.85, r, 0.05).mean for r in (-0.02, 0.0, 0.03, 0.1, 0.4)]
    assert shifts == sorted(shifts, reverse=True)
    assert shifts[0] == pytest.approx(0)


def test_errors_never_exceed_all() -> None:
    assert precision_effect(0.1, 5.0, 0.1).mean < 0


def test_effects_add_and_their_variances_too() -> None:
    assert combined(Effect(-0.1, 0.3), Effect(-0.2, 0.4)) == pytest.approx(Effect(-0.3, 0.5))
    assert combined() == NO_EFFECT


def test_extreme_logits_do_not_overflow() -> None:
    assert sigmoid(-800) == 0.0
    assert sigmoid(800) == 1.0
