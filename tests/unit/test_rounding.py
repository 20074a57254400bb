import pytest

from advisor.rounding import outward, rounded, rounded_parts


def test_missing_units_go_to_the_largest_remainders():
    assert rounded_parts([1 / 3, 1 / 3, 1 / 3], 2) == ((0.34, 0.33, 0.33), 1.0)
    assert rounded_parts([45.124, -1.592, -0.041], 2) == ((45.12, -1.59, -0.04), 43.49)


def test_nothing_sums_to_zero():
    assert rounded_parts([]) == ((), 0.0)


@pytest.mark.parametrize(
    ("value", "origin", "expected"), [(1.2345671, 1, 1.234568), (0.7654329, 1, 0.765432), (253.776, 253.776, 253.776)]
)
def test_flips_are_rounded_away_from_the_present_value(value, origin, expected):
    assert outward(value, origin) == expected


def test_no_negative_zero():
    assert str(rounded(-1e-9)) == "0.0"
