"""Fewer bits never help, and never make a weak model's quality unknown."""

from hypothesis import given
from hypothesis import strategies as st

from advisor.estimates.quality import degraded, p_success, precision_effect
from advisor.logistic import sigmoid

SHARES = st.floats(0.001, 0.999)
INCREASES = st.floats(0.0, 0.8)


@given(SHARES, INCREASES)
def test_fewer_bits_never_help_and_leave_something(p, r):
    effect = precision_effect(p, r, 0.2)
    assert effect.mean <= 1e-9
    assert 0 < effect.sd < 1000 * 0.2


@given(SHARES, INCREASES, INCREASES)
def test_the_expected_share_falls_with_every_lost_bit(p, less, more):
    less, more = sorted((less, more))
    assert 0 < degraded(p, more) <= degraded(p, less) <= p + 1e-12


@given(SHARES, SHARES, INCREASES)
def test_a_better_model_stays_better_at_the_same_precision(p, q, r):
    low, high = sorted((p, q))
    assert degraded(low, r) <= degraded(high, r) + 1e-12


def test_a_tiny_model_on_a_hard_task_is_not_given_half_of_the_answers():
    plain = p_success(-5.0, 0.6, 55)
    lower = p_success(-5.0, 0.6, 55, precision_effect(plain.mean, 0.1, 0.08))
    assert lower.high < 0.1


@given(st.floats(-800, 800))
def test_the_sigmoid_never_overflows(x):
    assert 0.0 <= sigmoid(x) <= 1.0
