"""What the rules read about endpoints, models and machines, each made once: the rules know equal ones by identity."""

from collections.abc import Mapping

from advisor.catalog import Accelerator, Model, Offer, Provider
from advisor.constraints.facts import hardware_facts, hosted_route, model_facts, own_route, rented_route
from advisor.constraints.policy_logic import Facts
from advisor.constraints.policy_rules import Vocabulary


class FactSheets:
    """Facts of one catalog's things for a company at `home`; nothing here depends on what is asked of them."""

    __slots__ = ("_chips", "_endpoints", "_models", "_own", "_providers", "_rented", "_words")

    def __init__(self, providers: Mapping[str, Provider], words: Vocabulary, home: str | None) -> None:
        self._providers = {key: {**provider.facts, "kind": provider.kind} for key, provider in providers.items()}
        self._words = words
        self._own = own_route(home)
        self._endpoints: dict[tuple[str, str, tuple[str, ...] | None], Facts] = {}
        self._rented: dict[tuple[str, str | None], Facts] = {}
        self._models: dict[str, Facts] = {}
        self._chips: dict[tuple[str, ...], Facts] = {}

    def endpoint(self, offer: Offer) -> Facts:
        """Of the hosted service an offer is for."""
        key = (offer.provider, offer.region, offer.infers_in)
        known = self._endpoints.get(key)
        if known is None:
            made = hosted_route(offer.provider, self._providers, offer.region, offer.infers_in, self._words)
            known = self._endpoints[key] = made
        return known

    def rented(self, provider: str, country: str | None) -> Facts:
        """Of machines rented by the hour."""
        known = self._rented.get((provider, country))
        if known is None:
            known = self._rented[provider, country] = rented_route(provider, self._providers, country, self._words)
        return known

    def own(self) -> Facts:
        """Of machines of one's own."""
        return self._own

    def model(self, model: Model) -> Facts:
        known = self._models.get(model.id)
        if known is None:
            known = self._models[model.id] = model_facts(
                model.id, model.developer, model.lineage, model.origin, model.license, model.modalities, self._words
            )
        return known

    def chips(self, accelerators: tuple[Accelerator, ...]) -> Facts:
        """Of the accelerators of a rig."""
        key = tuple([one.id for one in accelerators])
        known = self._chips.get(key)
        if known is None:
            known = self._chips[key] = hardware_facts([(one.id, one.family) for one in accelerators], None)
        return known
