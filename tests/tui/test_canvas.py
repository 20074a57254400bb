"""Drawings: lines go through the cells of their points, names cover nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.tui.views import canvas
from advisor.tui.views.canvas import Axis, Point
from advisor.tui.views.runs import plain

SIZE = (60, 20)


def axis(start: float, end: float) -> Axis:
    return Axis(start, end, False, str)


@given(st.floats(-1.0, 12.0), st.integers(1, 80), st.sampled_from((2, 4)))
def test_a_dot_lies_in_the_cell_of_its_value(value: float, cells: int, dots: int) -> None:
    across = axis(0.0, 10.0)
    dot = across.dot(value, cells, dots)
    assert 0 <= dot < cells * dots
    assert abs(dot / dots - across.place(value, cells) - 0.5 + 0.5 / dots) <= 0.5 + 0.5 / dots


@pytest.mark.parametrize("ends", [((0.0, 0.0), (10.0, 10.0)), ((0.0, 5.0), (10.0, 5.0)), ((5.0, 0.0), (5.0, 10.0))])
def test_a_line_joins_its_points(ends: tuple[tuple[float, float], tuple[float, float]]) -> None:
    line = [Point(x, y, "●", "accent") for x, y in ends]
    drawn = [plain(row) for row in canvas.draw(line, axis(0.0, 10.0), axis(0.0, 10.0), *SIZE, [line])]
    dotted = [row for row in drawn if any("\u2801" <= letter <= "\u28ff" for letter in row)]
    assert sum(row.count("●") for row in drawn) == 2
    assert len(dotted) >= (1 if ends[0][1] == ends[1][1] else 16)
    assert len({len(row) for row in drawn[:-1]}) == 1


def test_names_stand_beside_their_points_and_cover_nothing() -> None:
    crowd = [Point(5.0, 5.0, "●", "accent", "in the middle"), *(Point(x / 4, 5.0, "○", "dim") for x in range(40))]
    alone = Point(9.9, 9.0, "●", "accent", "at the edge")
    points = [*crowd, alone, Point(1.0, 1.0, "●", "accent", "x" * 80)]
    drawn = "\n".join(plain(row) for row in canvas.draw(points, axis(0.0, 10.0), axis(0.0, 10.0), *SIZE))
    assert "at the edge ●" in drawn
    assert "in the middle" in drawn
    assert drawn.count("○") == 39
    assert "xxx" not in drawn
