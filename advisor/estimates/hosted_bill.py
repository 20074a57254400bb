"""The bill of a hosted offer line by line, from the rates that are scored; each line with its inputs and sources."""

from advisor.catalog import Offer, Tier
from advisor.estimates.bills import Amount, bill
from advisor.estimates.cost import FLEX, Rate, minimums, rates_of, tier_of, written_share
from advisor.estimates.load import Load
from advisor.hints import Any
from advisor.report import Cost


def hosted_bill(offer: Offer, load: Load, p_success: float, paid: float = 1.0) -> Cost | None:
    """Every line with its inputs and sources; None when a price is unknown. Sums to `hosted_usd_per_1k`, rounded.
    `paid`: what was paid over what these prices say.
    """
    rates = rates_of(offer, load)
    if rates is None:
        return None
    tier = tier_of(offer, load) if offer.tiers else None
    sources = (offer.source,)
    amounts = [amount for rate in rates for amount in _amounts(offer, tier, rate, load, sources)]
    if paid != 1.0:
        amounts = [_as_paid(amount, paid) for amount in amounts]
    if load.retries:
        first_tries = sum(amount.usd_per_1k_calls for amount in amounts)
        inputs = {"retries": load.retries, "usd_per_1k_first_tries": round(first_tries, 6)}
        amounts.append(Amount("retries", first_tries * load.retries, inputs, sources))
    if offer.minimum_per_month is not None or offer.minimum_per_request is not None:
        amounts += _top_up(offer, load, sum(amount.usd_per_1k_calls for amount in amounts), sources)
    return bill(amounts, load.calls_per_day, p_success)


def _as_paid(amount: Amount, paid: float) -> Amount:
    inputs = {**amount.inputs, "paid_over_price": round(paid, 6)}
    return amount._replace(usd_per_1k_calls=amount.usd_per_1k_calls * paid, inputs=inputs)


def _amounts(offer: Offer, tier: Tier | None, rate: Rate, load: Load, sources: tuple[str, ...]) -> list[Amount]:
    """Lines of one rate: fresh, cached and written input, answer, reasoning."""
    label, share, base, read, write, output = rate
    written, tokens, prices = written_share(load), load.input_tokens, tier or offer
    note = _price_note(offer, tier, label, load)
    rows = (
        ("input", tokens * (1 - load.cached_share - written), base, note),
        ("cached input", tokens * load.cached_share, read, _cache_note(prices.cache_read, "read")),
        ("cache writes", tokens * written, write, _cache_note(prices.cache_write, "write")),
        ("output", load.output_tokens, output, note),
        ("reasoning", load.reasoning_tokens, output, None),
    )
    amounts = []
    for name, count, listed, said in rows:
        if count > 0:
            price = listed * offer.uplift
            inputs: dict[str, Any] = {"tokens_per_call": count, "usd_per_million": price, "share_of_calls": share}
            inputs["price_valid_from"] = offer.valid_from
            inputs["price_read"] = offer.read
            if said:
                inputs["note"] = said
            amounts.append(Amount(name + label, count * price * share / 1000, inputs, sources))
    return amounts


def _top_up(offer: Offer, load: Load, used: float, sources: tuple[str, ...]) -> list[Amount]:
    """What a minimum charge adds to the USD per 1,000 calls of what is used."""
    floor = max(minimums(offer, load))
    if used >= floor:
        return []
    stated = {"usd_per_month_at_least": offer.minimum_per_month, "usd_per_request_at_least": offer.minimum_per_request}
    inputs = {"usd_per_1k_used": round(used, 6), **{name: usd for name, usd in stated.items() if usd is not None}}
    return [Amount("minimum charge", floor - used, inputs, sources)]


def _cache_note(price: float | None, kind: str) -> str | None:
    return f"no cache {kind} price: full input price" if price is None else None


def _price_note(offer: Offer, tier: Tier | None, label: str, load: Load) -> str | None:
    """What is special about the price: tier, uplift, missing batch or flex price or unknown off-peak share."""
    notes = []
    if tier is not None:
        notes.append(f"long-context price above {tier.above:,} input tokens")
    if offer.uplift != 1.0:
        notes.append(f"regional uplift x{offer.uplift:g}")
    notes += _waiting_notes(offer, tier, label, load)
    if offer.off_peak and not label:
        known = all(window.share is not None for window in offer.off_peak)
        notes.append("peak hours" if known else "length of the off-peak window unknown: no discount")
    if offer.from_history:
        notes.append("maker's list price from the history")
    return "; ".join(notes) or None


def _waiting_notes(offer: Offer, tier: Tier | None, label: str, load: Load) -> list[str]:
    """What becomes of the calls that can wait where the price they wait for is not sold."""
    batch = tier is None and offer.batch_input is not None and offer.batch_output is not None
    flex = tier is None and offer.flex_input is not None and offer.flex_output is not None
    notes = []
    if load.batch_share > 0 and not batch and not flex:
        notes.append("no batch price: no discount")
    if load.batch_share > 0 and not batch and flex and label == FLEX:
        notes.append("no batch price: what can wait a day takes flex")
    if load.flex_share > 0 and not flex:
        notes.append("no flex price: no discount")
    return notes
