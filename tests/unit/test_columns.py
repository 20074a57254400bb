"""Columns come back as they were, whatever repeats in them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.columns import CODES, RUN, packed, unpacked

VALUES = st.one_of(st.none(), st.booleans(), st.integers(0, 2), st.sampled_from([0.0, 1.0, "a", "b"]))


@given(st.lists(st.tuples(VALUES, st.integers(1, 20))))
def test_a_column_survives_being_written(runs: list[tuple[object, int]]) -> None:
    values = [value for value, length in runs for _ in range(length)]
    read = unpacked(json.loads(json.dumps(packed(values))))
    assert [(type(value), value) for value in read] == [(type(value), value) for value in values]


def test_long_runs_are_written_once() -> None:
    assert packed(["a"] * RUN + ["b"] * (RUN + 1)) == [["a", "b"], [RUN, RUN + 1]]
    assert packed(["a", "b", "a"]) == [["a", "b", "a"], None]


def test_few_values_in_no_order_are_written_once() -> None:
    assert packed(["a", None, "a", None, 1.0, "a"] * 2) == [["a", None, 1.0], "#$#$%#" * 2]


def test_more_values_than_there_are_characters_are_written_out() -> None:
    every = [*range(len(CODES)), *range(len(CODES))]
    assert packed(every)[1] == CODES * 2
    assert packed([*every, -1, -1]) == [[*every, -1, -1], None]


def test_the_characters_are_written_as_they_are() -> None:
    assert json.dumps(CODES) == f'"{CODES}"'
    assert len(set(CODES)) == len(CODES)


def test_values_are_made_once_a_run() -> None:
    made = []
    assert unpacked([[1, 2], [3, 1]], lambda value: made.append(value) or -value) == [-1, -1, -1, -2]
    assert unpacked([[1, 2], "#$#"], lambda value: made.append(value) or -value) == [-1, -2, -1]
    assert made == [1, 2, 1, 2]


@pytest.mark.parametrize("column", [[["a"], [1, 2]], [["a"]], [["a"], "#$"], 7])
def test_what_is_no_column_is_refused(column: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        unpacked(column)
