"""Warnings about one option: facts that do not exclude it and that whoever signs should have seen."""

from collections.abc import Iterator

from advisor.candidates.case import Case, load_at
from advisor.candidates.evaluated import Evaluated, price_ratio
from advisor.catalog import Offer
from advisor.estimates.price_end import OverHorizon, over_horizon, price_end
from advisor.explain_words import money
from advisor.report import Note


def option_warnings(case: Case, option: Evaluated) -> tuple[Note, ...]:
    """In a fixed order; empty when there is nothing to say."""
    found = [*_about_model(case, option), *_about_offer(case, option), *_about_hardware(case, option)]
    if case.own is not None:
        from advisor.candidates.own_shown import warnings

        found += warnings(case, case.own, option)
    return tuple(found)


def _about_model(case: Case, option: Evaluated) -> Iterator[Note]:
    model = option.model
    found = case.quality[model.id, option.effort]
    if found.prior_only:
        yield Note("prior-only", "its quality rests on a prior: no score of it is known", (model.id,))
    elif found.vendor and not found.independent and not found.own:
        scores = f"{found.vendor} scores" if found.vendor > 1 else "one score"
        text = f"its quality rests on {scores} by its maker: the catalog has none by anyone else"
        yield Note("maker-scores-only", text, (model.id,))
    if model.status == "preview":
        yield Note("preview", "a preview: it may change or end at short notice", (model.id,))
    if model.retires is not None and model.retires > case.requirements.as_of:
        yield Note("retires", f"its maker retires it on {model.retires}", (model.id,))
    if model.origin is None:
        yield Note("origin-unknown", "the country of its developer is not known", (model.id,))


def _about_offer(case: Case, option: Evaluated) -> Iterator[Note]:
    offer = option.offer
    if offer is None:
        return
    if offer.from_history:
        text = f"the maker's list price of {offer.valid_from} stands in: no dated offer was known then"
        yield Note("price-from-history", text, (offer.source,))
    if offer.volatile is not None:
        yield Note("volatile-price", f"{offer.volatile} price: it may change within hours", (offer.source,))
    if offer.conflicts:
        others = f"{offer.conflicts} other catalogues give" if offer.conflicts > 1 else "1 other catalogue gives"
        text = f"{others} another price"
        yield Note("price-conflict", text, (offer.source,))
    yield from _ends(case, option, offer)
    if option.model.open_weights and offer.quantization is None:
        text = f"{offer.provider} does not say at which precision it serves the weights"
        yield Note("precision-unknown", text, (offer.provider,))


def _ends(case: Case, option: Evaluated, offer: Offer) -> Iterator[Note]:
    wanted = case.requirements
    ending = price_end(offer, case.catalog.offers, wanted.as_of, wanted.horizon)
    if ending is not None:
        yield ending
        mean = announced(case, option, offer)
        if mean is not None and option.serving is not None:
            write = money(wanted.currency)
            text = (
                f"it is ranked at today's {write(option.serving)} per 1,000 calls; over the horizon "
                f"({wanted.horizon:g} months), at the announced prices, it costs {write(mean.usd_per_1k_calls)} on "
                "average"
            )
            yield Note("price-over-horizon", text, (offer.source,))
    if offer.retires is not None and offer.retires > case.requirements.as_of:
        yield Note("offer-retires", f"{offer.provider} ends it on {offer.retires}", (offer.source,))


def announced(case: Case, option: Evaluated, offer: Offer) -> OverHorizon | None:
    """The bill at the prices announced for the horizon; None where the price does not change or is not known."""
    wanted, load = case.requirements, load_at(case, option.model.id, option.effort)
    paid = price_ratio(case, option)
    return over_horizon(offer, case.catalog.offers, load, wanted.as_of, wanted.horizon, paid)


def _about_hardware(case: Case, option: Evaluated) -> Iterator[Note]:
    hosting = option.hosting
    if hosting is None:
        return
    if hosting.rent is not None:
        count = hosting.nodes * sum(count for _, count in hosting.rig.devices)
        if count > case.catalog.constants["hosting"]["rentable_accelerators"]["value"]:
            provider = hosting.rent.provider
            text = (
                f"it takes {count:,} accelerators at once; whether {provider} has so many free is not known: "
                "ask before you plan with it"
            )
            yield Note("capacity-unconfirmed", text, (provider,))
    for device, _ in hosting.rig.devices:
        if device.export_controlled:
            yield Note("export-controlled", f"{device.name}: {device.export_note or 'export controlled'}", (device.id,))
    if hosting.deployment.physics_only:
        yield Note("physics-only", "its speed is computed from data sheets alone; nodes are counted at its low end", ())
