"""Warnings about prices that end inside the horizon."""

from datetime import date, timedelta

import pytest

from advisor.catalog import Offer
from advisor.estimates.price_end import horizon_end, over_horizon, price_end, price_on
from advisor.estimates.risk import day_number, iso_of
from advisor.quantities import months
from tests.unit.samples import offer
from tests.unit.samples_money import LOAD

NOW = offer(input=2.0, output=10.0, valid_from="2026-10-13", valid_to="2026-12-01")
THEN = offer(input=4.0, output=20.0, valid_from="2026-12-01", source="later-list")


def test_a_promotion_that_ends_names_what_follows() -> None:
    note = price_end(NOW, [NOW, THEN], "2026-11-23", 24)
    assert note is not None
    assert "$2 in and $10 out become $4 and $20" in note.text
    assert "--as-of 2026-12-01" in note.text
    assert note.refs == ("later-list",)


def test_an_end_without_a_next_price_says_so() -> None:
    note = price_end(NOW, [NOW, THEN._replace(region="eu")], "2026-11-23", 24)
    assert note is not None
    assert "no next price" in note.text


@pytest.mark.parametrize("price", [NOW._replace(valid_to=None), NOW._replace(valid_to="2029-01-01")])
def test_a_price_that_holds_needs_no_warning(price: object) -> None:
    assert isinstance(price, type(NOW))
    assert price_end(price, [price, THEN], "2026-11-23", 24) is None


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-11-23", 24, "2028-11-23"),
        ("2026-11-23", 1, "2026-12-23"),
        ("2026-12-05", 1.9, "2027-02-01"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-11-23", months("30d"), "2026-12-23"),
    ],
)
def test_the_end_of_the_horizon(start: str, length: float, end: str) -> None:
    assert horizon_end(start, length) == end


def test_every_day_has_its_number() -> None:
    days = [date(2023, 12, 31) + timedelta(days=count) for count in range(2000)]
    assert [iso_of(day_number(day.isoformat())) for day in days] == [day.isoformat() for day in days]


def test_a_price_that_ends_within_a_horizon_of_days_is_warned_of() -> None:
    assert price_end(NOW, [NOW, THEN], "2026-11-23", months("30d")) is not None
    assert price_end(NOW, [NOW, THEN], "2026-11-23", months("7d")) is None


def test_an_end_that_was_read_later_is_not_known_yet():
    ending = offer(valid_from="2026-07-01", valid_to="2026-12-01", read="2026-11-15")
    assert price_end(ending, (ending,), "2026-08-15", 24) is None
    assert price_end(ending, (ending,), "2026-11-15", 24) is not None


PLAIN = LOAD._replace(calls_per_day=1000, input_tokens=1000, output_tokens=100, retries=0)


def test_the_horizon_costs_each_price_for_its_days() -> None:
    found = over_horizon(NOW, [NOW, THEN], PLAIN, "2026-11-23", 12)
    assert found is not None
    assert [(span.starts, span.ends) for span in found.prices] == [
        ("2026-11-23", "2026-12-01"),
        ("2026-12-01", "2027-11-23"),
    ]
    assert [span.usd_per_1k_calls for span in found.prices] == pytest.approx([3.0, 6.0])
    assert found.usd_per_1k_calls == pytest.approx((8 * 3.0 + 357 * 6.0) / 365)
    assert found.usd_per_month == pytest.approx(found.usd_per_1k_calls * 365 / 12)


def test_several_announced_prices_follow_each_other() -> None:
    middle = THEN._replace(valid_to="2027-01-01")
    last = THEN._replace(input=1.0, output=5.0, valid_from="2027-01-01")
    found = over_horizon(NOW, [last, NOW, middle], PLAIN, "2026-11-23", 12)
    assert found is not None
    assert [span.usd_per_1k_calls for span in found.prices] == pytest.approx([3.0, 6.0, 1.5])
    assert price_on(NOW, [last, NOW, middle], "2026-12-15", "2026-11-23") == middle
    assert price_on(NOW, [last, NOW, middle], "2027-06-01", "2026-11-23") == last


@pytest.mark.parametrize(
    "following",
    [
        [],
        [THEN._replace(valid_from="2027-01-01")],
        [THEN._replace(input=None)],
        [THEN._replace(read="2026-11-30")],
    ],
    ids=["none", "gap", "no-price", "not-yet-read"],
)
def test_what_is_not_known_of_every_day_is_not_averaged(following: list[Offer]) -> None:
    assert over_horizon(NOW, [NOW, *following], PLAIN, "2026-11-23", 12) is None


def test_a_price_that_outlasts_the_horizon_needs_no_average() -> None:
    lasting = NOW._replace(valid_to="2028-01-01")
    assert over_horizon(lasting, [lasting, THEN], PLAIN, "2026-11-23", 12) is None


def test_a_next_price_read_later_is_not_known_yet() -> None:
    note = price_end(NOW, [NOW, THEN._replace(read="2026-11-30")], "2026-11-23", 24)
    assert note is not None
    assert "no next price" in note.text
