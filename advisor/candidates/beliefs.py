"""Beliefs: the chance that a call is right, by model, effort, precision and host; each computed once.

Options that differ only by price share one belief and so, in the robustness draws, one quality draw.
"""

from collections.abc import Mapping
from math import sqrt

from advisor.candidates.case import Case
from advisor.catalog import Model, Quantization
from advisor.estimates.quality import NO_EFFECT, Effect, combined, degraded, mean_of_logistic_normal, precision_effect
from advisor.logistic import logit
from advisor.option import Belief

MAKER = "maker"
HOST = "host"


class Beliefs:
    """Chances of being right under one case's difficulty (`right_of_100`)."""

    def __init__(self, case: Case) -> None:
        self._quality = case.quality
        self._quantizations = case.catalog.quantizations
        self._known: dict[tuple[str, str | None, str, str], Belief | None] = {}
        self._difficulty = logit(case.requirements.right_of_100 / 100)
        fidelity = case.catalog.constants["decision"]["fidelity"]
        self.makers = {key for key, provider in case.catalog.providers.items() if provider.kind == "vendor_api"}
        """Providers that serve their own models."""
        self._host = Effect(fidelity["third_party_shift"]["value"], fidelity["third_party_sd"]["value"])

    def hosted(self, model: Model, precision: str | None, effort: str, *, by_maker: bool) -> Belief | None:
        """None when nothing is known of the model at this effort.

        `precision`: id of the one served, where the host says it. `by_maker`: the endpoint runs the weights as their
        maker does: its own service (`makers`), or a closed model's licensee.
        """
        served = self._quantizations.get(precision) if precision else None
        return self._belief(model, served, effort, MAKER if by_maker else HOST)

    def self_hosted(self, model: Model, precision: Quantization, effort: str) -> Belief | None:
        """On one's own or rented machines, at a precision."""
        return self._belief(model, precision, effort, MAKER)

    def as_released(self, model: Model, effort: str) -> float | None:
        """The expected share of right answers of the weights as released; no precision gets more right."""
        belief = self._belief(model, None, effort, MAKER)
        return None if belief is None else belief.p_mean

    def _belief(self, model: Model, precision: Quantization | None, effort: str, host: str) -> Belief | None:
        if precision is not None and not below_released(model, precision, self._quantizations):
            precision = None
        key = (model.id, precision.id if precision else None, effort, host)
        if key not in self._known:
            self._known[key] = self._computed(model, precision, effort, host)
        return self._known[key]

    def _computed(self, model: Model, precision: Quantization | None, effort: str, host: str) -> Belief | None:
        row = self._quality.get((model.id, effort))
        if row is None:
            return None
        effect = self._host if host == HOST else NO_EFFECT
        centre = self._difficulty + row.logit_mean
        mean, sd = centre + effect.mean, sqrt(row.logit_sd * row.logit_sd + effect.sd * effect.sd)
        p_mean = mean_of_logistic_normal(mean, sd)
        name = ""
        if precision is not None:
            increase, doubt = error_increase(model, precision)
            effect = combined(effect, precision_effect(p_mean, increase, doubt))
            p_mean = degraded(p_mean, increase)
            mean, sd = centre + effect.mean, sqrt(row.logit_sd * row.logit_sd + effect.sd * effect.sd)
            name = precision.id
        return Belief(f"{model.id}/{name}~{effort}@{host}", mean, sd, p_mean, row.shared)


def below_released(model: Model, precision: Quantization, quantizations: Mapping[str, Quantization]) -> bool:
    """Whether the weights were converted to fewer bits than they were released with."""
    released = quantizations.get(model.native or "")
    return released is None or precision.bits_per_weight < released.bits_per_weight - 0.25


UNMEASURED_ERROR = (0.1, 0.15)
"""Error increase of a format nobody has measured at this size: worse than any measured 4-bit one, and uncertain."""


def error_increase(model: Model, precision: Quantization) -> tuple[float, float]:
    """(mean, sd) of the relative error increase of this precision for a model of this size."""
    size = model.params_total
    for up_to, mean, sd in precision.by_size:
        if size is not None and size <= up_to:
            return mean, sd
    if precision.error_mean is None or precision.error_sd is None:
        return UNMEASURED_ERROR
    return precision.error_mean, precision.error_sd
