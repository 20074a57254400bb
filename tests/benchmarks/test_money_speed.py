"""Budgets of pricing: an option's price for scoring at most 3 µs, its full bill at most 100 µs (best of many runs)."""

from collections.abc import Callable
from timeit import repeat

import pytest

from advisor.estimates.cost import hosted_bill, hosted_usd_per_1k
from advisor.estimates.hosting import owned_usd_per_1k, rented_usd_per_1k
from advisor.estimates.hosting_bill import owned_bill, rented_bill
from advisor.estimates.rigs import Rig
from tests.unit.samples import H200, offer
from tests.unit.samples_money import CONSTANTS, LOAD

OFFER = offer(input=1.75, output=14.0, cache_read=0.175, batch_input=0.875, batch_output=7.0)
NODE = Rig(((H200, 8),), 1, 2000.0)
BUSY = LOAD._replace(cached_share=0.5, reasoning_tokens=400, turns=4, batch_share=0.5)


def microseconds(call: Callable[[], object]) -> float:
    return min(repeat(call, number=200, repeat=50)) / 200 * 1e6


@pytest.mark.parametrize(
    "price",
    [
        lambda: hosted_usd_per_1k(OFFER, LOAD),
        lambda: rented_usd_per_1k(28.0, 2, LOAD, CONSTANTS),
        lambda: owned_usd_per_1k(NODE, 2, LOAD, CONSTANTS, True, 24),
    ],
    ids=["hosted", "rented", "owned"],
)
def test_the_price_of_an_option(price: Callable[[], object]) -> None:
    assert microseconds(price) <= 3


@pytest.mark.parametrize(
    "bill",
    [
        lambda: hosted_bill(OFFER, BUSY, 0.9),
        lambda: rented_bill(28.0, 2, LOAD, CONSTANTS, "rents", 0.9),
        lambda: owned_bill(NODE, 2, LOAD, CONSTANTS, True, 24, 0.9),
    ],
    ids=["hosted", "rented", "owned"],
)
def test_the_bill_of_an_option(bill: Callable[[], object]) -> None:
    assert microseconds(bill) <= 100
