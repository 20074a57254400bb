"""Charts: every point lands where its number says, in shares and in cells."""

import pytest

from advisor.present.charts import Chart, Marker, Series, scaled, text_chart
from advisor.present.format import compact, money

CHART = Chart(
    "cost",
    "calls a day",
    "USD",
    (Series("hosted", ((10.0, 1.0), (100.0, 10.0), (1000.0, 100.0))), Series("own", ((10.0, 10.0), (1000.0, 10.0)))),
    (Marker("crossing", 100.0), Marker("outside", 5.0)),
)


def test_shares_follow_powers_of_ten() -> None:
    plot = scaled(CHART)
    flat = [share for point in plot.series[0].points for share in point]
    assert flat == pytest.approx([0.0, 0.0, 0.5, 0.5, 1.0, 1.0])
    assert plot.series[1].points[0] == pytest.approx((0.0, 0.5))
    assert [marker.name for marker in plot.markers] == ["crossing"]
    assert [value for _, value in plot.x_ticks] == pytest.approx([10, 100, 1000])


def test_text_draws_each_series_at_its_place() -> None:
    lines = text_chart(CHART, compact, money, width=21, height=9)
    body = [line.split("│")[1].ljust(21) for line in lines if "│" in line]
    assert body[0][20] == "•"
    assert body[8][0] == "•"
    assert body[4][0] == "+"
    assert body[4][20] == "+"
    assert body[0][10] == "┊"
    assert lines[-1] == "┊ outside"


def test_ticks_are_labelled_under_their_cells() -> None:
    lines = text_chart(CHART, compact, money, width=21, height=9)
    axis = next(line for line in lines if line.endswith("calls a day"))
    start = next(line for line in lines if "└" in line).index("└") + 1
    assert axis[start:].startswith("10")
    assert axis[start + 10 :].startswith("100")
    assert axis[start + 20 :].startswith("1k")


def test_what_cannot_be_on_a_logarithmic_axis_is_left_out() -> None:
    chart = CHART._replace(series=(Series("some", ((0.0, 5.0), (10.0, 5.0), (100.0, -1.0))),))
    assert len(scaled(chart).series[0].points) == 1
    with pytest.raises(ValueError, match="nothing"):
        scaled(CHART._replace(series=(Series("none", ((0.0, 0.0),)),)))


def test_names_from_the_catalog_cannot_break_the_terminal() -> None:
    chart = CHART._replace(series=(Series("ev\x1b[31mil", CHART.series[0].points),))
    assert "\x1b" not in "\n".join(text_chart(chart, compact, money))
