"""What a hosted offer costs by the 1,000 calls, for scoring; `hosted_bill` writes the same prices out line by line.

An unknown price is None, never 0. It chooses no offer and no effort. Formula: method.md 1.4, with the part of the
calls at each price (list, batch, flex, off-peak) written out. It runs once for every offer: plain tuples, no objects.
"""

from advisor.catalog import Offer, Tier
from advisor.estimates.load import Load
from advisor.quantities import DAYS_PER_MONTH
from advisor.tuples import NamedTuple

FLEX = " (flex)"
"""Label of the lines of a flex price."""
SMALLEST_SHARE = 1e-12
"""Shares of calls below this are rounding errors of shares that sum to 1."""

Rate = tuple[str, float, float, float, float, float]
"""(label, share of the calls, input, cache read, cache write, output), USD per 1M tokens before a regional uplift."""


def rates_of(offer: Offer, load: Load) -> list[Rate] | None:
    """The prices this load pays; shares sum to 1. None when the input or output price is not known.

    A request above a tier pays that tier's prices as a whole, without batch, flex or off-peak discounts (none are
    published for tiers). Cached input without a price of its own costs full price, and batch and flex discounts do not
    apply to cache prices. Calls are spread evenly over the week. The priority lane is never taken.
    """
    tier = tier_of(offer, load) if offer.tiers else None
    prices = offer if tier is None else tier
    base, output = prices.input, prices.output
    if base is None or output is None:
        return None
    read = base if prices.cache_read is None else prices.cache_read
    write = base if prices.cache_write is None else prices.cache_write
    if tier is not None or not (load.batch_share or load.flex_share or offer.off_peak):
        return [("", 1.0, base, read, write, output)]
    found = _cheaper(offer, load, read)
    left = 1.0
    for rate in found:
        left -= rate[1]
    if left > SMALLEST_SHARE:
        found.insert(0, ("", left, base, read, write, output))
    return found


def tier_of(offer: Offer, load: Load) -> Tier | None:
    """The highest tier that one request of the call is above."""
    request = load.input_tokens / load.turns
    reached = None
    for tier in offer.tiers:
        if request > tier.above and (reached is None or tier.above > reached.above):
            reached = tier
    return reached


def _cheaper(offer: Offer, load: Load, read: float) -> list[Rate]:
    """Off-peak, batch and flex rates; calls that wait for a batch or flex price take no off-peak price. Writing to a
    cache costs its own price, else that of the input."""
    waiting = _waiting(offer, load, read)
    online, write = 1.0, offer.cache_write
    for rate in waiting:
        online -= rate[1]
    if online <= SMALLEST_SHARE or not offer.off_peak:
        return waiting
    found: list[Rate] = []
    for _, share, base, output, cached in offer.off_peak:
        if share:
            if cached is None:
                cached = base if base < read else read
            found.append((" (off-peak)", online * share, base, cached, base if write is None else write, output))
    return found + waiting


def _waiting(offer: Offer, load: Load, read: float) -> list[Rate]:
    """Batch and flex rates of the calls that can wait; what can wait a day takes flex where no batch is sold."""
    found: list[Rate] = []
    batch, flex, write = load.batch_share, load.flex_share, offer.cache_write
    if batch:
        base, output = offer.batch_input, offer.batch_output
        if base is None or output is None:
            flex += batch
        else:
            cached = base if base < read else read
            found.append((" (batch)", batch, base, cached, base if write is None else write, output))
    if flex:
        base, output = offer.flex_input, offer.flex_output
        if base is not None and output is not None:
            cached = base if base < read else read
            found.append((FLEX, flex, base, cached, base if write is None else write, output))
    return found


def written_share(load: Load) -> float:
    """Part of the input that is written to a cache: a later turn reads it, so neither more than is read nor the
    last turn's; a prefix shared by all calls is written too seldom to count."""
    read = load.cached_share
    return (read if read < 0.5 else 1 - read) * (1 - 1 / load.turns)


class Meter(NamedTuple):
    """What a load multiplies prices with, computed once for many offers."""

    load: Load
    fresh: float
    read: float
    written: float
    """Tokens of one call's input per million, times 1,000 calls and retries: at full price, read from and written to a
    cache."""
    scale: float
    """From USD per 1M tokens and tokens per call to USD per 1,000 calls, retries included."""


def meter_of(load: Load) -> Meter:
    """The meter of one load."""
    read, written, scale = load.cached_share, written_share(load), (1 + load.retries) / 1000
    tokens = load.input_tokens * scale
    return Meter(load, (1 - read - written) * tokens, read * tokens, written * tokens, scale)


def hosted_parts(offer: Offer, meter: Meter) -> tuple[float, float, float] | None:
    """(USD per 1,000 calls of the input, of each billed output token, and at least), retries included.

    They serve every effort: cost = max(first + second * (output + reasoning tokens), third). None when a price is
    unknown.
    """
    load, fresh, read, written, scale = meter
    rates = rates_of(offer, load)
    if rates is None:
        return None
    on_input = on_output = 0.0
    for _, share, base, cached, write, output in rates:
        on_input += share * (fresh * base + read * cached + written * write)
        on_output += share * output
    floor = 0.0
    if offer.minimum_per_month is not None or offer.minimum_per_request is not None:
        floor = max(minimums(offer, load))
    return on_input * offer.uplift, on_output * scale * offer.uplift, floor


def minimums(offer: Offer, load: Load) -> tuple[float, float]:
    """USD per 1,000 calls that a month's and a request's minimum charge come to; 0 where none is stated.

    A request's minimum is held against the mean price of its lanes.
    """
    calls, requests = load.calls_per_day * DAYS_PER_MONTH, load.turns * (1 + load.retries)
    return 1000 * (offer.minimum_per_month or 0.0) / calls, 1000 * (offer.minimum_per_request or 0.0) * requests


def hosted_usd_per_1k(offer: Offer, load: Load, paid: float = 1.0) -> float | None:
    """USD per 1,000 calls; None when a price is unknown. `paid`: what was paid over what the prices say, which lowers
    no minimum charge."""
    parts = hosted_parts(offer, meter_of(load))
    if parts is None:
        return None
    on_input, on_output, floor = parts
    usd = (on_input + on_output * (load.output_tokens + load.reasoning_tokens)) * paid
    return usd if usd >= floor else floor
