"""Charts over time: places follow dates and values, and nothing is drawn outside."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from advisor.present.timeline import Dated, Line, Timeline, frame_of, svg, text_chart

DAYS = st.dates(min_value=date(2023, 1, 1)).map(lambda day: day.isoformat())
POINTS = st.builds(Dated, DAYS, st.floats(1e-6, 1e9), st.just("m"))
CHARTS = st.lists(st.lists(POINTS, min_size=1, max_size=6), min_size=1, max_size=4).map(
    lambda lines: Timeline("chart", tuple(Line(str(index), tuple(points)) for index, points in enumerate(lines)))
)


def show(value: float) -> str:
    return f"{value:.3g}"


@given(CHARTS, st.integers(30, 140))
def test_a_chart_keeps_to_its_width_and_height(chart: Timeline, width: int) -> None:
    lines = text_chart(chart, show, width, 8)
    assert max(map(len, lines)) <= width
    assert len(lines) == 8 + 4


@given(CHARTS)
def test_later_is_right_and_more_is_up(chart: Timeline) -> None:
    frame = frame_of(chart)
    assert frame is not None
    points = sorted((point for line in chart.lines for point in line.points), key=lambda point: point.date)
    places = [frame.across(point) for point in points]
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)
    heights = [frame.up(point.value) for point in sorted(points, key=lambda point: point.value)]
    assert heights == sorted(heights)


def test_values_without_a_logarithm_are_left_out() -> None:
    chart = Timeline("chart", (Line("a", (Dated("2026-01-01", 0.0, "m"),)),))
    assert frame_of(chart) is None
    assert text_chart(chart, show, 60) == ["chart", "nothing to draw"]


def test_marks_stand_where_their_dates_do() -> None:
    points = (Dated("2026-01-01", 1.0, "m"), Dated("2026-12-31", 100.0, "m"))
    lines = text_chart(Timeline("chart", (Line("a", points),)), show, 40, 5)
    assert lines[1].endswith("•")
    assert lines[5].split("│")[1].startswith("•")


def test_a_month_is_drawn_in_its_middle() -> None:
    points = (Dated("2026-01-01", 1.0, "m"), Dated("2026-01", 1.0, "m"), Dated("2026-01-29", 1.0, "m"))
    frame = frame_of(Timeline("chart", (Line("a", points),)))
    assert frame is not None
    assert frame.across(points[1]) == 0.5


def test_names_cannot_become_markup() -> None:
    chart = Timeline("<b>", (Line("a&b", (Dated("2026-01-01", 1.0, "<script>\x1b[31m"),)),))
    drawn = svg([(chart, show)])
    assert "<script>" not in drawn
    assert "\x1b" not in drawn
    assert "a&amp;b" in drawn
