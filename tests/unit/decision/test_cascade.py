"""Cascades against the published worked example, and what no cascade can do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.decision.cascade import Check, Step, cascade, checks_of, value, zero_router_success

CHEAP, STRONG = Step(0.832, 0.60), Step(0.8946, 5.27)
WORTH = 0.05
STEPS = st.builds(Step, st.floats(0.01, 0.99), st.floats(0, 50), st.just(0.0))
SHARE = st.floats(0, 1)


@pytest.mark.parametrize(
    ("accepts_right", "accepts_wrong", "net_benefit"),
    [(0.95, 0.10, 44.48), (0.95, 0.30, 43.62), (0.9, 0.5, 42.43), (0.8, 0.8, 40.49)],
)
def test_the_worked_example(accepts_right: float, accepts_wrong: float, net_benefit: float) -> None:
    """method.md 6: Flash-Lite, then GPT-5.2 (39.46 alone), errors correlated 0.4, 0.10 per 1,000 checks."""
    found = cascade(CHEAP, STRONG, Check(accepts_right, accepts_wrong, 0.10, 0.4))
    assert value(found, WORTH) == pytest.approx(net_benefit, abs=0.025)
    assert value(STRONG, WORTH) == pytest.approx(39.46, abs=0.005)


def test_a_good_check_escalates_few_calls() -> None:
    """16 to 19 % in the worked example's good checks."""
    assert round(cascade(CHEAP, STRONG, Check(0.95, 0.30, 0.10, 0.4)).escalated, 2) == 0.16
    assert round(cascade(CHEAP, STRONG, Check(0.95, 0.10, 0.10, 0.4)).escalated, 2) == 0.19


@given(STEPS, STEPS, SHARE, st.floats(-1, 1))
def test_32_a_check_without_information_never_beats_the_random_mix(
    cheap: Step, strong: Step, accepts: float, together: float
) -> None:
    found = cascade(cheap, strong, Check(accepts, accepts, 0.0, together))
    mixed = accepts * cheap.p_success + (1 - accepts) * strong.p_success
    assert found.p_success == pytest.approx(mixed, abs=1e-9)
    if strong.usd_per_1k > cheap.usd_per_1k:
        router = zero_router_success([cheap, strong], found.usd_per_1k + 1e-9)
        assert router is not None
        assert found.p_success <= router + 1e-6


@given(STEPS, STEPS, st.floats(-1, 1))
def test_32_a_perfect_check_is_capped_by_calls_both_get_wrong(cheap: Step, strong: Step, together: float) -> None:
    found = cascade(cheap, strong, Check(1.0, 0.0, 0.0, together))
    assert found.p_success <= min(1.0, cheap.p_success + strong.p_success) + 1e-9
    assert found.p_success >= max(cheap.p_success, strong.p_success) - 1e-9
    assert found.escalated == pytest.approx(1 - cheap.p_success)


@given(STEPS, STEPS, SHARE, SHARE, st.floats(-1, 1))
def test_outcomes_are_probabilities(cheap: Step, strong: Step, right: float, wrong: float, together: float) -> None:
    found = cascade(cheap, strong, Check(right, wrong, 0.1, together))
    assert -1e-9 <= found.p_success <= 1 + 1e-9
    assert -1e-9 <= found.escalated <= 1 + 1e-9
    assert found.usd_per_1k >= cheap.usd_per_1k + 0.1 - 1e-9


def test_the_random_mix_lies_between_its_parts() -> None:
    router = zero_router_success([CHEAP, STRONG], (0.60 + 5.27) / 2)
    assert router == pytest.approx((0.832 + 0.8946) / 2)
    assert zero_router_success([CHEAP, STRONG], 0.5) is None
    assert zero_router_success([CHEAP, STRONG], 100) == 0.8946


def test_the_check_is_data() -> None:
    table = {
        "accepts_right": {"value": 0.95, "lower": 0.9},
        "accepts_wrong": {"value": 0.3, "lower": 0.5},
        "check_usd_per_1k": {"value": 0.1},
        "error_correlation": {"value": 0.4},
    }
    assert checks_of({"cascade": table}) == (Check(0.95, 0.3, 0.1, 0.4), Check(0.9, 0.5, 0.1, 0.4))
