"""Our bills against pydantic's genai-prices, a price list and calculator we did not write, on the same calls."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from random import Random
from typing import NamedTuple

import pytest
from genai_prices import Usage, data_snapshot
from genai_prices.types import ModelInfo, ModelPrice, TieredPrices

from advisor.catalog import Offer
from advisor.estimates.cost import hosted_usd_per_1k, written_share
from advisor.estimates.load import Load
from advisor.store import open_catalog

THEIR_NAMES = {
    "google-ai-studio": "google", "google-vertex": "google", "aws-bedrock": "aws", "xai": "x-ai",
}  # fmt: skip
AS_OF = "2026-11-23"
NOON = datetime(2026, 11, 23, 7, tzinfo=UTC)
"""A Monday outside every off-peak window."""
CALLS_PER_PAIR = 4


class Pair(NamedTuple):
    """An offer and their entry for it, at the same input and output price."""

    offer: Offer
    theirs: ModelPrice
    differs: frozenset[str]
    """Further prices the two catalogues state differently: cache_read, cache_write, tiers."""


def base(price: object) -> float | None:
    value = price.base if isinstance(price, TieredPrices) else price
    return None if value is None else float(str(value))


def tiers_of(price: object) -> list[tuple[int, float]]:
    return [(tier.start, float(tier.price)) for tier in price.tiers] if isinstance(price, TieredPrices) else []


def their_model(offer: Offer) -> ModelInfo | None:
    wanted = THEIR_NAMES.get(offer.provider, offer.provider)
    for provider in data_snapshot.get_snapshot().providers:
        if provider.id == wanted:
            short = offer.provider_model_id.split("/")[-1]
            return provider.find_model(offer.provider_model_id) or provider.find_model(short)
    return None


def differences(offer: Offer, theirs: ModelPrice) -> frozenset[str]:
    found = set()
    if base(theirs.cache_read_mtok) != offer.cache_read:
        found.add("cache_read")
    if base(theirs.cache_write_mtok) != offer.cache_write:
        found.add("cache_write")
    ours = [(tier.above, tier.input, tier.output) for tier in offer.tiers]
    inputs, outputs = tiers_of(theirs.input_mtok), tiers_of(theirs.output_mtok)
    if [(start, price) for start, price, _ in ours] != inputs or [
        (start, price) for start, _, price in ours
    ] != outputs:
        found.add("tiers")
    for name in ("cache_read", "cache_write"):
        known = [(tier.above, getattr(tier, name)) for tier in offer.tiers if getattr(tier, name) is not None]
        if known != tiers_of(getattr(theirs, f"{name}_mtok")):
            found.add(name)
    return frozenset(found)


@cache
def pairs() -> tuple[Pair, ...]:
    found = []
    for offer in open_catalog().offers:
        current = (offer.valid_from or "") <= AS_OF < (offer.valid_to or "9999")
        if not current or offer.status != "active" or offer.uplift != 1.0 or offer.input is None:
            continue
        model = their_model(offer)
        theirs = model.get_prices(NOON) if model else None
        if theirs and (base(theirs.input_mtok), base(theirs.output_mtok)) == (offer.input, offer.output):
            found.append(Pair(offer._replace(off_peak=()), theirs, differences(offer, theirs)))
    return tuple(found)


def generated_load(random: Random) -> Load:
    """A call whose requests have whole numbers of fresh, cached and written tokens."""
    turns = random.choice((1, 2, 4, 10))
    request = random.choice((1600, 16_000, 48_000, 320_000))
    return Load(
        calls_per_day=1000,
        input_tokens=request * turns,
        output_tokens=turns * random.randrange(10, 4000),
        reasoning_tokens=turns * random.choice((0, 150, 8000)),
        cached_share=random.choice((0, 0.25, 0.5, 0.75)),
        batch_share=0,
        retries=0,
        turns=turns,
        peak_to_mean=3,
    )


def their_usd_per_1k(theirs: ModelPrice, load: Load) -> float:
    request = load.input_tokens / load.turns
    usage = Usage(
        input_tokens=round(request),
        cache_read_tokens=round(request * load.cached_share),
        cache_write_tokens=round(request * written_share(load)),
        output_tokens=round((load.output_tokens + load.reasoning_tokens) / load.turns),
    )
    return float(theirs.calc_price(usage)["total_price"]) * load.turns * 1000


def used(load: Load, pair: Pair) -> frozenset[str]:
    """The differing prices that this call pays."""
    request = load.input_tokens / load.turns
    starts = [tier.above for tier in pair.offer.tiers] + [start for start, _ in tiers_of(pair.theirs.input_mtok)]
    pays = {"tiers"} if any(request > start for start in starts) else set()
    if load.cached_share:
        pays.add("cache_read")
    if written_share(load):
        pays.add("cache_write")
    return frozenset(pays) & pair.differs


@cache
def compared() -> tuple[tuple[Pair, Load, frozenset[str], float, float], ...]:
    random = Random(0)
    rows = []
    for pair in pairs():
        for _ in range(CALLS_PER_PAIR):
            load = generated_load(random)
            ours = hosted_usd_per_1k(pair.offer, load)
            assert ours is not None
            rows.append((pair, load, used(load, pair), ours, their_usd_per_1k(pair.theirs, load)))
    return tuple(rows)


def test_bills_are_equal_to_the_cent_wherever_the_prices_are() -> None:
    equal = [row for row in compared() if not row[2]]
    assert len(equal) >= 300
    for pair, load, _, ours, theirs in equal:
        assert ours == pytest.approx(theirs, abs=0.005), (pair.offer.provider, pair.offer.model, load)


def test_tiers_caches_and_writes_are_among_the_equal_bills() -> None:
    equal = [row for row in compared() if not row[2]]
    assert sum(load.cached_share > 0 and pair.offer.cache_read is not None for pair, load, *_ in equal) > 100
    assert sum(written_share(load) > 0 and pair.offer.cache_write is not None for pair, load, *_ in equal) > 30
    tiered = [load for pair, load, *_ in equal if pair.offer.tiers and load.input_tokens / load.turns >= 300_000]
    assert len(tiered) > 10


def test_every_difference_comes_from_a_price_that_only_one_list_has(
    record_property: Callable[[str, object], None],
) -> None:
    """The listing (in the JUnit report) names the offer, the price that differs and where ours comes from."""
    unequal = [row for row in compared() if abs(row[3] - row[4]) > 0.005]
    assert all(reasons for _, _, reasons, _, _ in unequal)
    for pair, _, reasons, _, _ in unequal:
        offer = pair.offer
        record_property(f"{offer.provider} {offer.model} {offer.region}", f"{sorted(reasons)}, ours {offer.source}")
    assert len({pair.offer[:3] for pair, *_ in unequal}) < len(pairs()) / 10
