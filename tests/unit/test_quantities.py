"""Quantities as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor import quantities as q


@pytest.mark.parametrize(
    ("parser", "text", "value"),
    [
        (q.number, "1M", 1e6),
        (q.number, "250k", 250_000),
        (q.number, "2.5e6", 2.5e6),
        (q.number, "1,250", 1250),
        (q.number, "12,345,678.5", 12_345_678.5),
        (q.number, "2,500k", 2.5e6),
        (q.number, "$0.05", 0.05),
        (q.per_day, "1M", 1e6),
        (q.per_day, "365k/yr", 1000),
        (q.per_day, "1/s", 86400),
        (q.usd_per_month, "$5,000/mo", 5000),
        (q.usd_per_month, "5000", 5000),
        (q.usd_per_month, "$60k/yr", 5000),
        (q.usd_per_year, "$5M/mo", 60e6),
        (q.usd_per_year, "1,000", 1000),
        (q.share, "30%", 0.3),
        (q.share, "0.3", 0.3),
        (q.gigabytes, "128GB", 128),
        (q.gigabytes, "128GiB", 137.438953472),
        (q.gigabytes, 64, 64),
        (q.months, "24mo", 24),
        (q.months, "2y", 24),
        (q.months, "30d", 30 / (365 / 12)),
        (q.seconds, "800ms", 0.8),
        (q.interval, "0.02..0.1", (0.02, 0.1)),
        (q.iso_date, "2024-02-29", "2024-02-29"),
    ],
)
def test_reads_what_people_type(parser, text, value):
    assert parser(text) == pytest.approx(value) if not isinstance(value, str) else parser(text) == value


def test_an_amount_in_the_period_asked_for_is_kept_to_the_last_digit_and_0_has_no_sign():
    assert q.usd_per_year("1,000") == q.usd_per_month("1,000") == q.per_day("1,000") == 1000
    assert str(q.number("-0")) == "0.0"


@pytest.mark.parametrize(
    ("parser", "text"),
    [
        (q.number, "nan"),
        (q.number, "inf"),
        (q.number, "1e999"),
        (q.number, "1e16"),
        pytest.param(q.number, 10**400, id="number-endless"),
        pytest.param(q.number, "9" * 5000, id="number-of-many-digits"),
        (q.per_day, "1e15/s"),
        pytest.param(q.per_day, 10**400, id="per_day-endless"),
        pytest.param(q.gigabytes, 10**400, id="gigabytes-endless"),
        pytest.param(q.months, 10**400, id="months-endless"),
        pytest.param(q.seconds, 10**400, id="seconds-endless"),
        (q.iso_date, "٢٠٢٦-٠٣-١١"),
        (q.number, "-3"),
        (q.number, "many"),
        (q.number, "0,05"),
        (q.number, "1,5M"),
        (q.number, "0,125"),
        (q.number, "1,2500"),
        (q.number, "1234,567"),
        (q.number, "1.5,000"),
        (q.number, "1,,000"),
        (q.share, "12,5%"),
        (q.interval, "0,02..0,10"),
        (q.gigabytes, "1,5TB"),
        (q.number, "5 apples"),
        (q.number, True),
        (q.positive, "0"),
        (q.positive, "1e-300"),
        (q.seconds, "1e-300"),
        (q.per_day, "5/fortnight"),
        (q.share, "1.2"),
        (q.share, "120%"),
        (q.gigabytes, "12 floppies"),
        (q.months, "3 moons"),
        (q.seconds, "0"),
        (q.interval, "1"),
        (q.interval, "2..1"),
        (q.iso_date, "2023-02-29"),
        (q.iso_date, "23-02-01"),
        (q.iso_date, "2023-13-01"),
    ],
)
def test_refuses_what_cannot_be_meant(parser, text):
    with pytest.raises(ValueError, match=r"."):
        parser(text)


@given(st.floats(min_value=0.001, max_value=1e12, allow_nan=False))
def test_a_month_is_365_twelfths_of_a_day_count(calls):
    assert q.per_day(f"{calls!r}/mo") == pytest.approx(q.per_day(f"{calls!r}/day") / (365 / 12))


@given(st.text(max_size=12))
def test_any_text_gives_a_finite_number_or_a_value_error(text):
    try:
        value = q.number(text)
    except ValueError:
        return
    assert 0 <= value < float("inf")
