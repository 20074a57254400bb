"""Columns come back as they were, whatever repeats in them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.columns import RUN, packed, unpacked

VALUES = st.one_of(st.none(), st.booleans(), st.integers(0, 2), st.sampled_from([0.0, 1.0, "a", "b"]))


@given(st.lists(st.tuples(VALUES, st.integers(1, 20))))
def test_a_column_survives_being_written(runs: list[tuple[object, int]]) -> None:
    values = [value for value, length in runs for _ in range(length)]
    read = unpacked(json.loads(json.dumps(packed(values))))
    assert [(type(value), value) for value in read] == [(type(value), value) for value in values]


def test_long_runs_are_written_once() -> None:
    assert packed(["a"] * RUN + ["b"] * (RUN + 1)) == [["a", "b"], [RUN, RUN + 1]]
    assert packed(["a", "b", "a"]) == [["a", "b", "a"], None]


def test_values_are_made_once_a_run() -> None:
    made = []
    assert unpacked([[1, 2], [3, 1]], lambda value: made.append(value) or -value) == [-1, -1, -1, -2]
    assert made == [1, 2]


@pytest.mark.parametrize("column", [[["a"], [1, 2]], [["a"]], 7])
def test_what_is_no_column_is_refused(column: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        unpacked(column)
