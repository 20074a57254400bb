"""Closed-form posterior of a model's capability: general -> skill -> benchmark family -> run, all Gaussian.

The tree makes every step a weighted mean, so more data never widens, order never matters, a better score never lowers,
and a model's posterior reads only its own scores and the fitted parameters. Never fits anything.
"""

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

from advisor.evidence.types import Observation, Parameters, WorkloadEvidence


class Branch(NamedTuple):
    """What a skill's scores say of general + skill: their weight (precision) and weighted mean."""

    precision: float
    mean: float


class Posterior(NamedTuple):
    """General capability and, given it, the skills that scores speak of. Latent units."""

    general_mean: float
    general_variance: float
    branches: dict[str, Branch]


def posterior(prior: tuple[float, float], observations: Iterable[Observation], parameters: Parameters) -> Posterior:
    """Posterior of one model; `prior` is (mean, variance) of its general capability."""
    branches = _branches(observations, parameters)
    precision = 1 / prior[1]
    weighted = prior[0] / prior[1]
    for skill, branch in branches.items():
        reach = 1 / (1 / branch.precision + parameters.skills[skill].sd ** 2)
        precision += reach
        weighted += reach * branch.mean
    return Posterior(weighted / precision, 1 / precision, branches)


def _branches(observations: Iterable[Observation], parameters: Parameters) -> dict[str, Branch]:
    """Runs -> families -> skills; what is peculiar to a family enters once, however many runs it has."""
    families: dict[tuple[str, str], list[float]] = {}
    for item in observations:
        sums = families.setdefault((item.skill, item.family), [0.0, 0.0])
        sums[0] += 1 / item.variance
        sums[1] += item.value / item.variance
    skills: dict[str, list[float]] = {}
    for (skill, family), (precision, weighted) in sorted(families.items()):
        tau = parameters.families.get(family, parameters.skills[skill].tau)
        reach = 1 / (1 / precision + tau**2)
        sums = skills.setdefault(skill, [0.0, 0.0])
        sums[0] += reach
        sums[1] += reach * weighted / precision
    return {skill: Branch(precision, weighted / precision) for skill, (precision, weighted) in skills.items()}


def project(found: Posterior, evidence: WorkloadEvidence, parameters: Parameters) -> tuple[float, float]:
    """(mean, sd) of a workload's mix of skills, relative to the reference models and in logits of the task.

    Each skill keeps share 1 - w of the general capability and w of its own scores, w = P / (P + 1 / sd^2).
    """
    mean = on_general = own_variance = 0.0
    for item in evidence.skills:
        law = parameters.skills[item.skill]
        branch = found.branches.get(item.skill)
        precision = branch.precision if branch else 0.0
        spread = 1 / (precision + 1 / law.sd**2)
        share = precision * spread
        weight = item.weight * law.slope
        level = (1 - share) * found.general_mean + (share * branch.mean if branch else 0.0)
        mean += weight * (level - law.reference)
        on_general += weight * (1 - share)
        own_variance += weight * weight * spread
    return mean, sqrt(on_general * on_general * found.general_variance + own_variance)
