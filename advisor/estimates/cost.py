"""What a hosted offer costs: by the 1,000 calls for scoring, line by line for showing; both from the same prices.

An unknown price is None, never 0. It chooses no offer and no effort. Formula: method.md 1.4, with the part of the
calls at each price (list, batch, off-peak) written out.
"""

from advisor.catalog import Offer, Tier
from advisor.estimates.bills import Amount, bill
from advisor.estimates.load import Load
from advisor.hints import Any
from advisor.report import Cost
from advisor.tuples import NamedTuple

SMALLEST_SHARE = 1e-12
"""Shares of calls below this are rounding errors of shares that sum to 1."""


class Mode(NamedTuple):
    """One set of prices, USD per 1M tokens, that `share` of the calls pay."""

    label: str
    share: float
    input: float
    cache_read: float
    cache_write: float
    output: float


def price_modes(offer: Offer, load: Load) -> tuple[Mode, ...] | None:
    """The prices this load pays; shares sum to 1. None when the input or output price is not known.

    A request above a tier pays that tier's prices as a whole, without batch or off-peak discounts (none are published
    for tiers). Cached input without a price of its own costs full price, and batch discounts do not apply to cache
    prices. Calls are spread evenly over the week.
    """
    if offer.input is None or offer.output is None:
        return None
    tier = _tier(offer, load) if offer.tiers else None
    if tier is not None:
        return (_mode(tier.input, tier.output, tier.cache_read, tier.cache_write, offer.uplift),)
    plain = _mode(offer.input, offer.output, offer.cache_read, offer.cache_write, offer.uplift)
    if load.batch_share == 0 and not offer.off_peak:
        return (plain,)
    return _discounted(offer, plain, load.batch_share)


def _tier(offer: Offer, load: Load) -> Tier | None:
    """The highest tier that one request of the call is above."""
    request = load.input_tokens / load.turns
    reached = [tier for tier in offer.tiers if request > tier.above]
    return max(reached, key=_start) if reached else None


def _start(tier: Tier) -> int:
    return tier.above


def _mode(base: float, output: float, read: float | None, write: float | None, uplift: float) -> Mode:
    read = base if read is None else read
    write = base if write is None else write
    if uplift != 1.0:
        return Mode("", 1.0, base * uplift, read * uplift, write * uplift, output * uplift)
    return Mode("", 1.0, base, read, write, output)


def _discounted(offer: Offer, plain: Mode, batch_share: float) -> tuple[Mode, ...]:
    """List, batch and off-peak modes; calls that wait for a batch price take no off-peak price."""
    batch = _batch(offer, plain, batch_share)
    online = 1.0 - sum(mode.share for mode in batch)
    windows = _off_peak(offer, plain, online)
    left = online - sum(mode.share for mode in windows)
    listed = (plain._replace(share=left),) if left > SMALLEST_SHARE else ()
    return (*listed, *windows, *batch)


def _batch(offer: Offer, plain: Mode, share: float) -> tuple[Mode, ...]:
    if share == 0 or offer.batch_input is None or offer.batch_output is None:
        return ()
    base = offer.batch_input * offer.uplift
    write = base if offer.cache_write is None else plain.cache_write
    output = offer.batch_output * offer.uplift
    return (Mode(" (batch)", share, base, min(plain.cache_read, base), write, output),)


def _off_peak(offer: Offer, plain: Mode, online: float) -> tuple[Mode, ...]:
    """One mode per window of known length; online is the share of calls that do not wait."""
    modes = []
    for window in offer.off_peak:
        if window.share and online > SMALLEST_SHARE:
            base = window.input * offer.uplift
            read = min(plain.cache_read, base) if window.cache_read is None else window.cache_read * offer.uplift
            write = base if offer.cache_write is None else plain.cache_write
            modes.append(Mode(" (off-peak)", online * window.share, base, read, write, window.output * offer.uplift))
    return tuple(modes)


def written_share(load: Load) -> float:
    """Part of the input that is written to a cache: a later turn reads it, so neither more than is read nor the
    last turn's; a prefix shared by all calls is written too seldom to count."""
    return min(load.cached_share, 1 - load.cached_share) * (1 - 1 / load.turns)


class Meter(NamedTuple):
    """What a load multiplies prices with, computed once for many offers."""

    load: Load
    fresh: float
    read: float
    written: float
    """Shares of the input: at full price, read from and written to a cache."""
    scale: float
    """From USD per 1M tokens and tokens per call to USD per 1,000 calls, retries included."""


def meter_of(load: Load) -> Meter:
    """The meter of one load."""
    read, written = load.cached_share, written_share(load)
    return Meter(load, 1 - read - written, read, written, (1 + load.retries) / 1000)


def hosted_parts(offer: Offer, meter: Meter) -> tuple[float, float] | None:
    """(USD per 1,000 calls of the input, USD per 1,000 calls of each billed output token), retries included.

    One pair serves every effort: cost = first + second * (output + reasoning tokens). None when a price is unknown.
    """
    load, fresh, read, written, scale = meter
    if not offer.tiers and not offer.off_peak and load.batch_share == 0:
        base, output, uplift = offer.input, offer.output, offer.uplift
        if base is None or output is None:
            return None
        cached = base if offer.cache_read is None else offer.cache_read
        write = base if offer.cache_write is None else offer.cache_write
        on_input = (fresh * base + read * cached + written * write) * load.input_tokens
        return on_input * scale * uplift, output * scale * uplift
    modes = price_modes(offer, load)
    if modes is None:
        return None
    on_input = on_output = 0.0
    for mode in modes:
        on_input += mode.share * (fresh * mode.input + read * mode.cache_read + written * mode.cache_write)
        on_output += mode.share * mode.output
    return on_input * load.input_tokens * scale, on_output * scale


def hosted_usd_per_1k(offer: Offer, load: Load) -> float | None:
    """USD per 1,000 calls; None when a price is unknown."""
    parts = hosted_parts(offer, meter_of(load))
    return None if parts is None else parts[0] + parts[1] * (load.output_tokens + load.reasoning_tokens)


def hosted_bill(offer: Offer, load: Load, p_success: float, paid: float = 1.0) -> Cost | None:
    """Every line with its inputs and sources; None when a price is unknown. Sums to `hosted_usd_per_1k` x `paid`,
    rounded: what was paid over what these prices say.
    """
    modes = price_modes(offer, load)
    if modes is None:
        return None
    sources = (offer.source,)
    amounts = [amount for mode in modes for amount in _mode_amounts(offer, mode, load, sources)]
    if paid != 1.0:
        amounts = [_as_paid(amount, paid) for amount in amounts]
    if load.retries:
        first_tries = sum(amount.usd_per_1k_calls for amount in amounts)
        inputs = {"retries": load.retries, "usd_per_1k_first_tries": round(first_tries, 6)}
        amounts.append(Amount("retries", first_tries * load.retries, inputs, sources))
    return bill(amounts, load.calls_per_day, p_success)


def _as_paid(amount: Amount, paid: float) -> Amount:
    inputs = {**amount.inputs, "paid_over_price": round(paid, 6)}
    return amount._replace(usd_per_1k_calls=amount.usd_per_1k_calls * paid, inputs=inputs)


def _mode_amounts(offer: Offer, mode: Mode, load: Load, sources: tuple[str, ...]) -> list[Amount]:
    """Lines of one price mode: fresh, cached and written input, answer, reasoning."""
    written = written_share(load)
    tokens = load.input_tokens
    prices = (_tier(offer, load) if offer.tiers else None) or offer
    rows = (
        ("input", tokens * (1 - load.cached_share - written), mode.input, _price_note(offer, mode, load)),
        ("cached input", tokens * load.cached_share, mode.cache_read, _cache_note(prices.cache_read, "read")),
        ("cache writes", tokens * written, mode.cache_write, _cache_note(prices.cache_write, "write")),
        ("output", load.output_tokens, mode.output, _price_note(offer, mode, load)),
        ("reasoning", load.reasoning_tokens, mode.output, None),
    )
    amounts = []
    for name, count, price, note in rows:
        if count > 0:
            inputs: dict[str, Any] = {"tokens_per_call": count, "usd_per_million": price, "share_of_calls": mode.share}
            inputs["price_valid_from"] = offer.valid_from
            inputs["price_read"] = offer.read
            if note:
                inputs["note"] = note
            amounts.append(Amount(name + mode.label, count * price * mode.share / 1000, inputs, sources))
    return amounts


def _cache_note(price: float | None, kind: str) -> str | None:
    return f"no cache {kind} price: full input price" if price is None else None


def _price_note(offer: Offer, mode: Mode, load: Load) -> str | None:
    """What is special about the price: tier, uplift, missing batch price or unknown off-peak share."""
    notes = []
    tier = _tier(offer, load) if offer.tiers else None
    if tier is not None:
        notes.append(f"long-context price above {tier.above:,} input tokens")
    if offer.uplift != 1.0:
        notes.append(f"regional uplift x{offer.uplift:g}")
    if load.batch_share > 0 and (tier is not None or offer.batch_input is None or offer.batch_output is None):
        notes.append("no batch price: no discount")
    if offer.off_peak and not mode.label:
        known = all(window.share is not None for window in offer.off_peak)
        notes.append("peak hours" if known else "length of the off-peak window unknown: no discount")
    if offer.from_history:
        notes.append("maker's list price from the history")
    return "; ".join(notes) or None
