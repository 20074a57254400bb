"""Prices that are announced to end inside the horizon, what follows them, and what that makes of the whole horizon.

It changes no bill: what is ranked and billed is the price in force on the day asked for.
"""

from collections.abc import Iterable

from advisor.catalog import Offer
from advisor.estimates.cost import hosted_usd_per_1k
from advisor.estimates.load import Load
from advisor.estimates.risk import day_number, days_between, iso_of
from advisor.quantities import DAYS_PER_MONTH
from advisor.report import Note
from advisor.tuples import NamedTuple


class PriceSpan(NamedTuple):
    """One price from `starts` to the day before `ends`."""

    starts: str
    ends: str
    usd_per_1k_calls: float
    source: str


class OverHorizon(NamedTuple):
    """The same calls at the prices announced for each day of the horizon."""

    horizon_months: float
    usd_per_month: float
    usd_per_1k_calls: float
    """Mean over the days of the horizon."""
    prices: tuple[PriceSpan, ...]


def horizon_end(as_of: str, horizon_months: float) -> str:
    """The date `horizon_months` after `as_of`: whole months by the calendar, the rest in months of 365/12 days."""
    year, month, day = (int(part) for part in as_of.split("-"))
    whole = int(horizon_months)
    months = year * 12 + month - 1 + whole
    first = day_number(f"{months // 12:04d}-{months % 12 + 1:02d}-01")
    next_first = day_number(f"{(months + 1) // 12:04d}-{(months + 1) % 12 + 1:02d}-01")
    return iso_of(min(first + day, next_first) - 1 + round((horizon_months - whole) * DAYS_PER_MONTH))


def ends_inside(offer: Offer, as_of: str, horizon_months: float) -> bool:
    """When the end was announced is not recorded: it is known from the day it was read."""
    return offer.valid_to is not None and offer.read <= as_of and offer.valid_to <= horizon_end(as_of, horizon_months)


def next_price(offer: Offer, offers: Iterable[Offer], as_of: str) -> Offer | None:
    """The announced price after this one; None where none was known on the day."""
    following = [
        other
        for other in offers
        if other[:4] == offer[:4] and other.read <= as_of
        if other.valid_from is not None and offer.valid_to is not None and other.valid_from >= offer.valid_to
    ]
    return min(following, key=lambda other: other.valid_from or "", default=None)


def price_on(offer: Offer, offers: Iterable[Offer], day: str, as_of: str) -> Offer | None:
    """What `offer` has become on a later day, by what was announced on `as_of`; None = nothing is announced for it."""
    held: Offer | None = offer
    while held is not None and held.valid_to is not None and held.valid_to <= day:
        held = next_price(held, offers, as_of)
    return held if held is None or (held.valid_from or "") <= day else None


def price_end(offer: Offer, offers: Iterable[Offer], as_of: str, horizon_months: float) -> Note | None:
    """A warning when the price ends inside the horizon, with the announced next one where there is one."""
    if not ends_inside(offer, as_of, horizon_months):
        return None
    then = next_price(offer, offers, as_of)
    text = f"this price ends before {offer.valid_to}, inside the horizon"
    if then is None:
        return Note("price-ends", f"{text}; no next price is announced", (offer.source,))
    change = f"{_usd(offer.input)} in and {_usd(offer.output)} out become {_usd(then.input)} and {_usd(then.output)}"
    then_on = f"{change} per million tokens from {then.valid_from} (rank as of then: --as-of {then.valid_from})"
    return Note("price-ends", f"{text}; {then_on}", (then.source,))


def over_horizon(
    offer: Offer, offers: Iterable[Offer], load: Load, as_of: str, horizon_months: float, paid: float = 1.0
) -> OverHorizon | None:
    """None where the price does not change inside the horizon, or what follows it is not known for every day. `paid`:
    what was paid over what the prices say."""
    if not ends_inside(offer, as_of, horizon_months):
        return None
    end, spans, held, start = horizon_end(as_of, horizon_months), [], offer, as_of
    while start < end:
        usd = hosted_usd_per_1k(held, load, paid)
        if usd is None:
            return None
        stop = min(end, held.valid_to or end)
        spans.append(PriceSpan(start, stop, usd, held.source))
        following = next_price(held, offers, as_of) if stop < end else held
        if following is None or (stop < end and following.valid_from != stop):
            return None
        held, start = following, stop
    days = [days_between(span.starts, span.ends) for span in spans]
    mean = sum(span.usd_per_1k_calls * count for span, count in zip(spans, days, strict=True)) / sum(days)
    return OverHorizon(horizon_months, mean * load.calls_per_day * DAYS_PER_MONTH / 1000, mean, tuple(spans))


def _usd(price: float | None) -> str:
    return "an unknown price" if price is None else f"${price:g}"
