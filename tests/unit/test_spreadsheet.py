"""No cell runs as a formula, and the guard comes off again."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advisor.spreadsheet import FORMULA_STARTS, guarded, unguarded


@given(st.text(alphabet="'=+-@\t\ra1"))
@example("'=1+1")
@example("''")
def test_a_guarded_cell_runs_nothing_and_reads_back_the_same(cell: str) -> None:
    assert not guarded(cell).startswith(FORMULA_STARTS)
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["", "plain", "'quoted'", "1=1"])
def test_other_text_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell
