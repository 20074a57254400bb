"""What was known on a date: the as-of rule applied to models, offers, rents and accelerators.

A fact counts when it was in force (`valid_from`) or, where that is not known, when it was read. Nothing later shows.
"""

from collections.abc import Iterable, Mapping

from advisor.catalog import Catalog, Model, Offer, Rent
from advisor.hints import Any

HISTORY_REGION = "default"


def models_known(catalog: Catalog, as_of: str) -> dict[str, Model]:
    """Models released by then; one without a release date counts once the catalog itself is that old."""
    return {
        model_id: model
        for model_id, model in catalog.models.items()
        if (model.released or catalog.newest_read) <= as_of
    }


def offers_known(catalog: Catalog, as_of: str) -> list[Offer]:
    """The price in force of each provider, model, region and precision, in catalog order.

    Before a provider's first dated offer for a model, its list price from the price history stands in, marked.
    """
    current = _in_force(catalog.offers, as_of)
    if as_of >= catalog.newest_read:
        return current
    seen = {(offer.provider, offer.model) for offer in current}
    history = _history_offers(catalog.cold("history"), as_of)
    return current + [offer for offer in history if (offer.provider, offer.model) not in seen]


def _in_force(offers: Iterable[Offer], as_of: str) -> list[Offer]:
    best: dict[tuple[str, str, str, str | None], Offer] = {}
    for offer in offers:
        start = offer.valid_from or offer.read
        if start > as_of or (offer.valid_to is not None and offer.valid_to <= as_of):
            continue
        key = (offer.provider, offer.model, offer.region, offer.quantization)
        held = best.get(key)
        if held is None or (held.valid_from or held.read) <= start:
            best[key] = offer
    return list(best.values())


def rents_known(catalog: Catalog, as_of: str) -> list[Rent]:
    """Hourly prices read by then, the newest of each instance, region and tier."""
    best: dict[tuple[str, str | None, str, str], Rent] = {}
    for rent in catalog.rents:
        if rent.read > as_of:
            continue
        key = (rent.provider, rent.region, rent.instance, rent.tier)
        held = best.get(key)
        if held is None or held.read <= rent.read:
            best[key] = rent
    return list(best.values())


def _history_offers(history: Mapping[str, Any], as_of: str) -> list[Offer]:
    """Makers' dated list prices in force on `as_of`, as offers of the maker's own service."""
    best: dict[str, tuple[str, Offer]] = {}
    for entry in history.get("prices", ()):
        start, end, model = entry.get("date"), entry.get("end_date"), entry.get("model")
        if not model or not start or start > as_of or (end is not None and end <= as_of):
            continue
        held = best.get(model)
        if held is None or held[0] <= start:
            best[model] = (start, _stand_in(entry))
    return [offer for _, offer in best.values()]


def _stand_in(entry: Mapping[str, Any]) -> Offer:
    return Offer(
        provider=entry["provider"],
        model=entry["model"],
        region=HISTORY_REGION,
        quantization=None,
        provider_model_id=entry["model"],
        infers_in=None,
        input=entry["input"],
        output=entry["output"],
        cache_read=None,
        cache_write=None,
        batch_input=None,
        batch_output=None,
        tiers=(),
        off_peak=(),
        uplift=1.0,
        context=None,
        max_output=None,
        valid_from=entry["date"],
        valid_to=entry.get("end_date"),
        read=entry["date"],
        retires=None,
        status="active",
        volatile=None,
        suspect=None,
        conflicts=0,
        source=entry["source"],
        from_history=True,
    )
