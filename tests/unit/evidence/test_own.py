"""The joint posterior of own tests against brute-force integration, and the study's example of untested models."""

from math import exp, log, sqrt

import numpy as np
import pytest

from advisor.catalog import QualityRow
from advisor.evidence.laplace import Result
from advisor.evidence.own import Trial, with_tests

RIGHT = 90.0
DIFFICULTY = 0.5


def row(model: str, mean: float = 0.0, sd: float = 0.4, effort: str = "high") -> QualityRow:
    return QualityRow(model, effort, mean, sd, 2, 1, "2026-05-01", 0.5, False, ("some-source",))


def trial(
    model: str, right: int, of: int, effort: str = "high", shift: float = 0.0, shift_sd: float = 0.0
) -> Trial:  # fmt: skip
    return Trial(model, effort, Result(right / of, of), of, shift, shift_sd, "2026-11-01", (f"own:{model}",))


def chance(found: QualityRow) -> float:
    return 1 / (1 + exp(-(log(RIGHT / (100 - RIGHT)) + found.logit_mean)))


def exact(prior: QualityRow, right: int, of: int) -> tuple[float, float]:
    """Mean and sd of the capability after one binomial result, integrated on a grid."""
    reference = log(RIGHT / (100 - RIGHT))
    grid = np.linspace(-6, 6, 20_001)
    density = np.exp(-0.5 * (grid - prior.logit_mean) ** 2 / (prior.logit_sd**2 + DIFFICULTY**2))
    p = 1 / (1 + np.exp(-(reference + grid)))
    density *= p**right * (1 - p) ** (of - right)
    density /= density.sum()
    mean = float((grid * density).sum())
    return mean, sqrt(float(((grid - mean) ** 2 * density).sum()))


@pytest.mark.parametrize(("right", "of"), [(45, 50), (180, 200), (150, 200), (200, 200), (3, 50)])
def test_one_test_is_the_exact_posterior(right: int, of: int) -> None:
    """Laplace's mode and width against integration, to a tenth of the width."""
    prior = row("a", 0.2)
    found = with_tests([prior], [trial("a", right, of)], RIGHT, DIFFICULTY)[0]
    mean, sd = exact(prior, right, of)
    assert found.logit_mean == pytest.approx(mean, abs=0.12 * sd + 0.02)
    whole = sqrt(found.logit_sd**2 + (found.shared * DIFFICULTY) ** 2)
    assert whole == pytest.approx(sd, rel=0.12)


def test_without_results_nothing_changes() -> None:
    rows = [row("a"), row("b", 0.5)]
    assert with_tests(rows, [], RIGHT, DIFFICULTY) == rows
    assert with_tests(rows, [trial("elsewhere", 10, 50)], RIGHT, DIFFICULTY) == rows
    assert with_tests(rows, [trial("a", 10, 50, effort="low")], RIGHT, DIFFICULTY) == rows


def test_untested_models_are_not_rewarded_when_the_tested_fail() -> None:
    """Three of four tested models do poorly: the untested one falls too and does not lead a tested equal by far."""
    rows = [row("a", 0.3), row("b", 0.2), row("c", 0.1), row("untested", 0.35)]
    tests = [trial("a", 150, 200), trial("b", 148, 200), trial("c", 146, 200)]
    after = {one.model: one for one in with_tests(rows, tests, RIGHT, DIFFICULTY)}
    assert chance(rows[3]) == pytest.approx(0.927, abs=0.002)
    assert chance(after["untested"]) < 0.88
    independent = {one.model: one for one in with_tests(rows, tests, RIGHT, 0.0)}
    assert independent["untested"] == rows[3]
    assert chance(after["a"]) == pytest.approx(0.75, abs=0.03)


def test_tests_pin_the_difficulty_down_for_the_tested_only() -> None:
    rows = [row("a"), row("untested")]
    after = {one.model: one for one in with_tests(rows, [trial("a", 450, 500)], RIGHT, DIFFICULTY)}
    assert after["a"].shared < 0.15
    assert after["a"].logit_sd < 0.2
    assert after["untested"].logit_sd == pytest.approx(0.4)
    assert after["a"].shared < after["untested"].shared < 1.0


def test_the_two_parts_are_the_joint_covariance() -> None:
    """Loadings and rests give back the covariances of a dense Gaussian update."""
    rows = [row("a", 0.2, 0.3), row("b", -0.1, 0.5), row("c", 0.0, 0.4)]
    tests = [trial("a", 85, 100), trial("b", 60, 100)]
    after = with_tests(rows, tests, RIGHT, DIFFICULTY)
    prior = np.diag([one.logit_sd**2 for one in rows]) + DIFFICULTY**2
    reference = log(RIGHT / (100 - RIGHT))
    p = [1 / (1 + exp(-(reference + one.logit_mean))) for one in after[:2]]
    noise = np.diag([1 / (100 * value * (1 - value)) for value in p])
    seen = prior[:, :2]
    dense = prior - seen @ np.linalg.inv(prior[:2, :2] + noise) @ seen.T
    loadings = np.array([one.shared * DIFFICULTY for one in after])
    rests = np.diag([one.logit_sd**2 for one in after])
    assert np.allclose(dense, rests + np.outer(loadings, loadings), atol=1e-9)


def test_another_effort_of_the_model_moves_by_what_they_share() -> None:
    rows = [row("a", 0.0, 0.4, "high"), row("a", -0.5, 0.5, "low"), row("b")]
    high, low, other = with_tests(rows, [trial("a", 190, 200)], RIGHT, DIFFICULTY)
    assert high.own == 200
    assert low.own == other.own == 0
    rises = [after.logit_mean - before.logit_mean for after, before in zip((high, low, other), rows, strict=True)]
    assert rises[0] == pytest.approx(rises[1], rel=1e-6)
    assert 0 < rises[2] < rises[1]
    assert low.logit_sd > high.logit_sd


def test_a_host_of_unknown_fidelity_says_less() -> None:
    prior = row("a")
    sure = with_tests([prior], [trial("a", 100, 200)], RIGHT, DIFFICULTY)[0]
    doubtful = with_tests([prior], [trial("a", 100, 200, shift_sd=0.3)], RIGHT, DIFFICULTY)[0]
    shifted = with_tests([prior], [trial("a", 100, 200, shift=-0.3)], RIGHT, DIFFICULTY)[0]
    assert sure.logit_mean < doubtful.logit_mean < prior.logit_mean
    assert sure.logit_mean < shifted.logit_mean


def test_own_results_are_counted_dated_and_cited() -> None:
    after = with_tests([row("a")], [trial("a", 45, 50)], RIGHT, DIFFICULTY)[0]
    assert (after.own, after.newest, after.prior_only) == (50, "2026-11-01", False)
    assert after.sources == ("own:a", "some-source")
    assert after.transfer_share < 0.5


def test_more_items_of_the_same_share_say_more() -> None:
    few, many = (with_tests([row("a")], [trial("a", n * 8 // 10, n)], RIGHT, DIFFICULTY)[0] for n in (30, 3000))
    assert chance(many) == pytest.approx(0.8, abs=0.005)
    assert chance(few) > chance(many)
    assert many.logit_sd < few.logit_sd
