"""Closed-form posterior of a model's capability: general -> skill -> benchmark family -> run, all Gaussian.

The tree makes every step a weighted mean, so more data never widens, order never matters, a better score never lowers,
and a model's posterior reads only its own scores and the fitted parameters. Never fits anything.
"""

from collections.abc import Iterable, Mapping
from math import sqrt

from advisor.evidence.types import Observation, Parameters, WorkloadEvidence
from advisor.tuples import NamedTuple


class Branch(NamedTuple):
    """What scores say of their node of the tree: their weight (precision) and weighted mean."""

    precision: float
    mean: float


NOTHING = Branch(0.0, 0.0)


class Posterior(NamedTuple):
    """General capability and, given it, the skills that scores speak of. Latent units."""

    general_mean: float
    general_variance: float
    skills: dict[str, Branch]
    """Of general + skill, by skill."""
    families: dict[tuple[str, str], Branch]
    """Of general + skill + family, by (skill, family)."""


def posterior(prior: tuple[float, float], observations: Iterable[Observation], parameters: Parameters) -> Posterior:
    """Posterior of one model; `prior` is (mean, variance) of its general capability."""
    families = _families(observations)
    branches = _branches(families, parameters)
    precision = 1 / prior[1]
    weighted = prior[0] / prior[1]
    for skill, branch in branches.items():
        reach = 1 / (1 / branch.precision + parameters.skills[skill].sd ** 2)
        precision += reach
        weighted += reach * branch.mean
    return Posterior(weighted / precision, 1 / precision, branches, families)


def _families(observations: Iterable[Observation]) -> dict[tuple[str, str], Branch]:
    sums: dict[tuple[str, str], tuple[float, float]] = {}
    for item in observations:
        precision, weighted = sums.get((item.skill, item.family), (0.0, 0.0))
        sums[item.skill, item.family] = (precision + 1 / item.variance, weighted + item.value / item.variance)
    return {key: Branch(precision, weighted / precision) for key, (precision, weighted) in sorted(sums.items())}


def _branches(families: Mapping[tuple[str, str], Branch], parameters: Parameters) -> dict[str, Branch]:
    """Families -> skills; what is peculiar to a family enters once, however many runs it has."""
    sums: dict[str, tuple[float, float]] = {}
    for (skill, family), branch in families.items():
        reach = 1 / (1 / branch.precision + family_sd(family, skill, parameters) ** 2)
        precision, weighted = sums.get(skill, (0.0, 0.0))
        sums[skill] = (precision + reach, weighted + reach * branch.mean)
    return {skill: Branch(precision, weighted / precision) for skill, (precision, weighted) in sums.items()}


def family_sd(family: str, skill: str, parameters: Parameters) -> float:
    """Sd of what is peculiar to a family; that of its skill where the fit did not see the family."""
    return parameters.families.get(family, parameters.skills[skill].tau)


class Target(NamedTuple):
    """A linear target: value = constant + on_skills . skills, with the variance of what the skills leave open."""

    constant: float
    on_skills: dict[str, float]
    variance: float


def project(found: Posterior, evidence: WorkloadEvidence, parameters: Parameters) -> tuple[float, float]:
    """(mean, sd) of a workload's mix of skills, relative to the reference models and in logits of the task.

    Given general capability g, a skill's level is (1 - w) g + w m with w = P / (P + 1 / sd^2), m and P those of its
    branch; so the target is linear in g and its variance adds up over skills.
    """
    target = _target(found, evidence, parameters)
    mean, variance, on_general = target.constant, target.variance, 0.0
    for skill, weight in target.on_skills.items():
        law, branch = parameters.skills[skill], found.skills.get(skill, NOTHING)
        spread = 1 / (branch.precision + 1 / law.sd**2)
        share = branch.precision * spread
        mean += weight * ((1 - share) * found.general_mean + share * branch.mean)
        on_general += weight * (1 - share)
        variance += weight * weight * spread
    return mean, sqrt(variance + on_general * on_general * found.general_variance)


def task_slope(evidence: WorkloadEvidence, parameters: Parameters) -> float:
    """How much of a latent difference shows in the task: mean slope of its nearest benchmarks, at most 1.

    Public benchmarks are chosen to tell models apart; easy tasks tell them apart less, as their benchmarks' slopes say.
    """
    near = [name for family in evidence.families for name in family.benchmarks]
    slopes = [parameters.benchmarks[name].slope for name in near if name in parameters.benchmarks]
    return min(sum(slopes) / len(slopes), 1.0) if slopes else 1.0


def _target(found: Posterior, evidence: WorkloadEvidence, parameters: Parameters) -> Target:
    """The target given the skills: a near benchmark's peculiarity is w (m - skill), w = P / (P + 1 / tau^2)."""
    slope = task_slope(evidence, parameters)
    on_skills = {item.skill: item.weight * slope for item in evidence.skills}
    constant = -sum(weight * parameters.skills[skill].reference for skill, weight in on_skills.items())
    variance = 0.0
    for item in evidence.families:
        branch = found.families.get((item.skill, item.family), NOTHING)
        weight = item.weight * slope
        spread = 1 / (branch.precision + 1 / family_sd(item.family, item.skill, parameters) ** 2)
        share = branch.precision * spread
        constant += weight * share * branch.mean
        on_skills[item.skill] -= weight * share
        variance += weight * weight * spread
    return Target(constant, on_skills, variance)
