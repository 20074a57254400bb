"""Beliefs: the chance that a call is right, by model, effort, precision and host; each computed once.

Options that differ only by price share one belief and so, in the robustness draws, one quality draw.
"""

from collections.abc import Iterable, Mapping

from advisor.candidates.case import Case
from advisor.catalog import Model, Offer, Quantization
from advisor.estimates.quality import NO_EFFECT, Effect, combined, degraded, p_success, precision_effect
from advisor.logistic import logit
from advisor.option import Belief

MAKER = "maker"
HOST = "host"


class Beliefs:
    """Chances of being right under one case's difficulty (`right_of_100`)."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._known: dict[tuple[str, str | None, str, str], Belief | None] = {}
        self._right = case.requirements.right_of_100
        fidelity = case.catalog.constants["decision"]["fidelity"]
        self._makers = {key for key, provider in case.catalog.providers.items() if provider.kind == "vendor_api"}
        self._host = Effect(fidelity["third_party_shift"]["value"], fidelity["third_party_sd"]["value"])

    def hosted(self, model: Model, offer: Offer, effort: str) -> Belief | None:
        """None when nothing is known of the model at this effort."""
        precision = self._case.catalog.quantizations.get(offer.quantization or "")
        return self._belief(model, precision, effort, MAKER if self.by_maker(model, offer) else HOST)

    def by_maker(self, model: Model, offer: Offer) -> bool:
        """Whether the endpoint runs the weights as their maker does: its own service, or a closed model's licensee."""
        return not model.open_weights or offer.provider in self._makers

    def self_hosted(self, model: Model, precision: Quantization, effort: str) -> Belief | None:
        """On one's own or rented machines, at a precision."""
        return self._belief(model, precision, effort, MAKER)

    def best_as_released(self, model: Model, efforts: Iterable[str]) -> float | None:
        """The highest expected share of right answers over the efforts; no precision gets more right."""
        found = [self._belief(model, None, effort, MAKER) for effort in efforts]
        return max((belief.p_mean for belief in found if belief is not None), default=None)

    def _belief(self, model: Model, precision: Quantization | None, effort: str, host: str) -> Belief | None:
        quantizations = self._case.catalog.quantizations
        lower = precision if precision is not None and below_released(model, precision, quantizations) else None
        key = (model.id, lower.id if lower else None, effort, host)
        if key not in self._known:
            self._known[key] = self._computed(model, lower, effort, host)
        return self._known[key]

    def _computed(self, model: Model, precision: Quantization | None, effort: str, host: str) -> Belief | None:
        row = self._case.quality.get((model.id, effort))
        if row is None:
            return None
        effect = self._host if host == HOST else NO_EFFECT
        chance = p_success(row.logit_mean, row.logit_sd, self._right, effect)
        if precision is not None:
            increase, doubt = error_increase(model, precision)
            effect = combined(effect, precision_effect(chance.mean, increase, doubt))
            wider = p_success(row.logit_mean, row.logit_sd, self._right, effect)
            chance = wider._replace(mean=degraded(chance.mean, increase))
        return Belief(
            group=f"{model.id}/{precision.id if precision else ''}~{effort}@{host}",
            logit_mean=logit(self._right / 100) + row.logit_mean + effect.mean,
            logit_sd=(row.logit_sd**2 + effect.sd**2) ** 0.5,
            p_mean=chance.mean,
            p_low=chance.low,
            p_high=chance.high,
            shared=row.shared,
        )


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
