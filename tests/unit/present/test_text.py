"""Text of hostile data loses its power and keeps its meaning."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.present import format as shown
from advisor.present.text import clean, clean_lines


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("plain", "plain"),
        ("\x1b]0;owned\x07", "\\x1b]0;owned\\x07"),
        ("gpt\u202e4", "gpt\\u202e4"),
        ("two\nlines\there", "two lines here"),
        ("[b]markup[/nope]", "[b]markup[/nope]"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("naïve 模型 ✓", "naïve 模型 ✓"),
    ],
)
def test_clean_shows_what_could_act(raw: str, safe: str) -> None:
    assert clean(raw) == safe


@given(st.text())
def test_nothing_invisible_or_active_is_left(raw: str) -> None:
    left = {unicodedata.category(character) for character in clean(raw)} & {"Cc", "Zl", "Zp", "Cs"}
    assert not left
    assert clean(clean(raw)) == clean(raw)


def test_lines_stay_lines() -> None:
    assert clean_lines("a\n\x1bb") == ("a", "\\x1bb")


@pytest.mark.parametrize(
    ("function", "value", "text"),
    [
        (shown.count, 1214, "1,214"),
        (shown.compact, 60_000, "60k"),
        (shown.compact, 1_500_000, "1.5M"),
        (shown.compact, 999_990, "1M"),
        (shown.decimal, 0.574, "0.57"),
        (shown.decimal, 0.00042, "0.00042"),
        (shown.decimal, 9.999, "10.0"),
        (shown.money, 1870.2, "$1,870"),
        (shown.money, -3.2, "−$3.20"),
        (shown.signed, 44.0, "+44.0"),
        (shown.signed, -1.54, "−1.54"),
        (shown.signed, 0.0, "0"),
        (shown.of_100, 0.89, "89"),
        (shown.of_100, 0.996, "99.6"),
        (shown.percent, 0.22, "22 %"),
        (shown.seconds, 0.41, "0.4 s"),
        (shown.seconds, 0.085, "85 ms"),
        (shown.gigabytes, 17.84, "17.8 GB"),
    ],
)
def test_numbers_read_as_people_write_them(function: shown.Shower, value: float, text: str) -> None:
    assert function(value) == text
    assert function(None) == "?"
