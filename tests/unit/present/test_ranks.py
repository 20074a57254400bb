"""Tied rows share a rank, and one that stands alone keeps its own."""

from advisor.present.ranks import rank_mark, ties_of
from tests.golden.sample import FIRST


def test_tied_rows_share_the_rank_of_the_first() -> None:
    rows = [FIRST._replace(rank=rank, tie_group=group) for rank, group in ((1, 1), (2, 1), (3, 2), (4, 3), (5, 3))]
    ties = ties_of(rows)
    assert [rank_mark(row, ties) for row in rows] == ["1=", "1=", "3", "4=", "4="]
