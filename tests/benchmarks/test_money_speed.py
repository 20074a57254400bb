"""Pricing: an option's price for scoring (budget 3 µs) and its full bill (budget 100 µs), held by what they call."""

from collections.abc import Callable
from typing import Any

import pytest

from advisor.catalog import OffPeak, Tier
from advisor.estimates.cost import hosted_usd_per_1k
from advisor.estimates.hosted_bill import hosted_bill
from advisor.estimates.hosting import owned_usd_per_1k, rented_usd_per_1k
from advisor.estimates.hosting_bill import owned_bill, rented_bill
from advisor.estimates.rigs import Rig
from tests.benchmarks.counting import calls_of
from tests.unit.samples import H200, RENT, offer
from tests.unit.samples_money import CONSTANTS, LOAD

OFFER = offer(
    input=1.75, output=14.0, cache_read=0.175, batch_input=0.875, batch_output=7.0, flex_input=0.9, flex_output=7.5
)
TIERED = OFFER._replace(tiers=(Tier(500, 3.5, 21.0, 0.35, None), Tier(200_000, 7.0, 42.0, None, None)))
NIGHT = OFFER._replace(
    off_peak=(OffPeak("nights", 0.4, 1.0, 7.0, None), OffPeak("weekends", 0.2, 1.0, 7.0, 0.1)), uplift=1.1
)
NODE = Rig(((H200, 8),), 1, 2000.0)
BUSY = LOAD._replace(cached_share=0.5, reasoning_tokens=400, turns=4, batch_share=0.5, flex_share=0.2)


@pytest.mark.parametrize(
    "price",
    [
        lambda: hosted_usd_per_1k(OFFER, LOAD),
        lambda: hosted_usd_per_1k(OFFER, BUSY),
        lambda: hosted_usd_per_1k(TIERED, BUSY),
        lambda: hosted_usd_per_1k(NIGHT, BUSY),
        lambda: rented_usd_per_1k(28.0, 2, LOAD, CONSTANTS),
        lambda: owned_usd_per_1k(NODE, 2, LOAD, CONSTANTS, True, 24),
    ],
    ids=["list", "batch", "tiers", "off-peak", "rented", "owned"],
)
def test_the_price_of_an_option(price: Callable[[], object], benchmark: Any) -> None:
    assert benchmark(price) > 0
    assert calls_of(price) <= 20


@pytest.mark.parametrize(
    "bill",
    [
        lambda: hosted_bill(OFFER, BUSY, 0.9),
        lambda: hosted_bill(NIGHT, BUSY, 0.9),
        lambda: rented_bill(RENT, 6, LOAD, CONSTANTS, True, 0.9),
        lambda: owned_bill(NODE, 2, LOAD, CONSTANTS, True, 24, 0.9),
    ],
    ids=["hosted", "off-peak", "rented", "owned"],
)
def test_the_bill_of_an_option(bill: Callable[[], Any], benchmark: Any) -> None:
    assert benchmark(bill).lines
    assert calls_of(bill) <= 240
