"""Prices that are announced to end inside the horizon, and what follows them. It warns; it changes no bill."""

from collections.abc import Iterable

from advisor.catalog import Offer
from advisor.report import Note


def horizon_end(as_of: str, horizon_months: float) -> str:
    """ISO text that sorts as the date `horizon_months` whole months after `as_of`."""
    year, month, day = as_of.split("-")
    months = int(year) * 12 + int(month) - 1 + int(horizon_months)
    return f"{months // 12:04d}-{months % 12 + 1:02d}-{day}"


def price_end(offer: Offer, offers: Iterable[Offer], as_of: str, horizon_months: float) -> Note | None:
    """A warning when the price ends inside the horizon, with the announced next one where there is one."""
    if offer.valid_to is None or offer.valid_to > horizon_end(as_of, horizon_months):
        return None
    if offer.read > as_of:
        return None  # when the end was announced is not recorded: it is known from the day it was read
    following = [
        other
        for other in offers
        if other[:4] == offer[:4] and other.valid_from is not None and other.valid_from >= offer.valid_to
    ]
    text = f"this price ends before {offer.valid_to}, inside the horizon"
    if not following:
        return Note("price-ends", f"{text}; no next price is announced", (offer.source,))
    then = min(following, key=lambda other: other.valid_from or "")
    change = f"{_usd(offer.input)} in and {_usd(offer.output)} out become {_usd(then.input)} and {_usd(then.output)}"
    then_on = f"{change} per million tokens from {then.valid_from} (rank as of then: --as-of {then.valid_from})"
    return Note("price-ends", f"{text}; {then_on}", (then.source,))


def _usd(price: float | None) -> str:
    return "an unknown price" if price is None else f"${price:g}"
