"""The tree posterior against the same Gaussian solved as one dense system."""

from math import sqrt

import pytest

from advisor.evidence.observations import observations
from advisor.evidence.posterior import posterior, project, task_slope
from advisor.evidence.prior import prior
from advisor.evidence.types import Observation, Score

from .samples import BENCHMARKS, FACTS, PARAMETERS, PLAIN, WORKLOAD

SCORES = (
    PLAIN,
    PLAIN._replace(benchmark="fix_hard", score=30.0),
    PLAIN._replace(benchmark="fix", effort="low", score=45.0),
    PLAIN._replace(benchmark="obey", by="lab", score=81.0),
    PLAIN._replace(benchmark="votes", by="arena", score=1400.0),
)
NAMES = ("general", "coding", "instruction", "fix", "obey", "votes")


def seen(scores: tuple[Score, ...]) -> list[Observation]:
    return observations(scores, BENCHMARKS, FACTS, PARAMETERS)


def dense(found: list[Observation]) -> tuple[float, float]:
    """Mean and sd of the workload's target from the joint normal of all latents, by numpy."""
    numpy = pytest.importorskip("numpy")
    mean, variance = prior(FACTS, PARAMETERS)
    law = PARAMETERS.skills
    before = [variance, law["coding"].sd ** 2, law["instruction"].sd ** 2, 0.2**2, 0.3**2, law["instruction"].tau ** 2]
    design = numpy.array([[1.0, *(name in (item.skill, item.family) for name in NAMES[1:])] for item in found])
    centre = numpy.array([mean, *[0.0] * 5])
    weight = 1 / numpy.array([item.variance for item in found])
    covariance = numpy.linalg.inv((design.T * weight) @ design + numpy.diag(1 / numpy.array(before)))
    values = numpy.array([item.value for item in found])
    latent = centre + covariance @ (design.T @ (weight * (values - design @ centre)))
    slope = task_slope(WORKLOAD, PARAMETERS)
    target = slope * numpy.array([1.0, 0.7, 0.3, 0.3, 0.1, 0.0])
    return float(target @ latent) - slope * 1.0, sqrt(float(target @ covariance @ target))


@pytest.mark.parametrize("count", range(1, len(SCORES) + 1))
def test_the_tree_equals_the_dense_normal(count: int) -> None:
    found = seen(SCORES[:count])
    tree = project(posterior(prior(FACTS, PARAMETERS), found, PARAMETERS), WORKLOAD, PARAMETERS)
    assert tree == pytest.approx(dense(found), rel=1e-9)


def test_no_evidence_is_the_prior() -> None:
    start = prior(FACTS, PARAMETERS)
    found = posterior(start, [], PARAMETERS)
    assert (found.general_mean, found.general_variance) == pytest.approx(start)


def test_an_observation_at_the_predicted_mean_moves_nothing() -> None:
    start = prior(FACTS, PARAMETERS)
    (item,) = seen((PLAIN,))
    found = posterior(start, [item._replace(value=start[0])], PARAMETERS)
    assert found.general_mean == pytest.approx(start[0])


def test_runs_of_one_family_count_less_than_runs_of_several() -> None:
    start = prior(FACTS, PARAMETERS)
    (item,) = seen((PLAIN,))
    one = posterior(start, [item, item], PARAMETERS)
    two = posterior(start, [item, item._replace(family="other")], PARAMETERS)
    assert two.general_variance < one.general_variance
