"""Warnings about prices that end inside the horizon."""

import pytest

from advisor.estimates.price_end import horizon_end, price_end
from tests.unit.samples import offer

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
    ("start", "months", "end"),
    [("2026-11-23", 24, "2028-11-23"), ("2026-11-23", 1, "2026-12-23"), ("2026-12-05", 1.9, "2027-01-05")],
)
def test_the_end_of_the_horizon(start: str, months: float, end: str) -> None:
    assert horizon_end(start, months) == end


def test_an_end_that_was_read_later_is_not_known_yet():
    ending = offer(valid_from="2026-07-01", valid_to="2026-12-01", read="2026-11-15")
    assert price_end(ending, (ending,), "2026-08-15", 24) is None
    assert price_end(ending, (ending,), "2026-11-15", 24) is not None
