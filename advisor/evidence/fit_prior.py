"""Ridge regression of general capability on fixed facts, developer and lineage. Maintainers only (numpy)."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.evidence.prior import FEATURES, RISING, features, lineage
from advisor.evidence.types import ModelFacts, Parameters

FEATURE_SD = 1.4
DEVELOPER_SD = 0.1
LINEAGE_SD = 0.12
LEAST_VARIANCE = 0.02
FAR = "9999-12-31"
Array = NDArray[np.float64]


class PriorFit(NamedTuple):
    """The part of the parameters that speaks before any score."""

    coefficients: Mapping[str, float]
    developers: Mapping[str, float]
    lineages: Mapping[str, float]
    general_sd: float
    newest_release: str

    @classmethod
    def of(cls, parameters: Parameters) -> "PriorFit":
        return cls(*(getattr(parameters, name) for name in cls._fields))

    def predict(self, facts: ModelFacts) -> tuple[float, float]:
        """(mean, variance) of general capability."""
        values = zip(FEATURES, features(facts, self.newest_release), strict=True)
        mean = sum(self.coefficients[name] * value for name, value in values)
        mean += self.developers.get(facts.developer or "", 0.0) + self.lineages.get(lineage(facts), 0.0)
        return mean, self.general_sd**2


def fit_prior(facts: Mapping[str, ModelFacts], general: Mapping[str, tuple[float, float]], variance: float) -> PriorFit:
    """`general` is model -> posterior (mean, variance); models without scores do not take part."""
    models = sorted(general)
    developers = sorted({facts[model].developer or "" for model in models})
    lineages = sorted({lineage(facts[model]) for model in models})
    if not models:
        return PriorFit(dict.fromkeys(FEATURES, 0.0) | {"years": 0.8}, {}, {}, variance**0.5, FAR)
    newest = max(facts[model].released or "" for model in models)
    design = np.array([_line(facts[model], newest, developers, lineages) for model in models])
    target = np.array([general[model][0] for model in models])
    ridge = [0.0, *[FEATURE_SD**-2] * (len(FEATURES) - 1), *[DEVELOPER_SD**-2] * len(developers)]
    penalty = np.array([*ridge, *[LINEAGE_SD**-2] * len(lineages)])
    weights = _rising(design, target, variance, penalty)
    residual = target - design @ weights
    freedom = max(len(models) - _degrees(design, variance, penalty), 20.0)
    spread = float(residual @ residual) / freedom + float(np.mean([general[model][1] for model in models]))
    named = [float(weight) for weight in weights]
    at = len(FEATURES) + len(developers)
    return PriorFit(
        dict(zip(FEATURES, named[: len(FEATURES)], strict=True)),
        dict(zip(developers, named[len(FEATURES) : at], strict=True)),
        dict(zip(lineages, named[at:], strict=True)),
        max(spread, LEAST_VARIANCE) ** 0.5,
        newest,
    )


def _line(facts: ModelFacts, newest: str, developers: list[str], lineages: list[str]) -> list[float]:
    mine, kin = facts.developer or "", lineage(facts)
    values = features(facts, newest)
    return [*values, *(float(name == mine) for name in developers), *(float(name == kin) for name in lineages)]


def _rising(
    design: Array,
    target: Array,
    variance: float,
    penalty: Array,
) -> Array:
    """Ridge weights; a rising feature that comes out negative is left out and the rest fitted again."""
    held: list[int] = []
    while True:
        free = [index for index in range(design.shape[1]) if index not in held]
        part = design[:, free]
        solved = np.linalg.solve(part.T @ part / variance + np.diag(penalty[free]), part.T @ target / variance)
        weights = np.zeros(design.shape[1])
        weights[free] = solved
        fallen = [FEATURES.index(name) for name in RISING if weights[FEATURES.index(name)] < 0]
        if not fallen:
            return weights
        held += fallen


def _degrees(
    design: Array,
    variance: float,
    penalty: Array,
) -> float:
    """Effective number of weights."""
    gram = design.T @ design / variance
    return float(np.trace(np.linalg.solve(gram + np.diag(penalty), gram)))
