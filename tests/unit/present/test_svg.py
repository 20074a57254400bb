"""Drawings: a mark for every number, at the place its scale gives, and none where there is nothing to draw."""

import re
from xml.etree import ElementTree

import pytest

from advisor.explain_words import money
from advisor.present import svg
from advisor.present.charts import Axis, ticks
from advisor.report import NetBenefit, Probability
from tests.golden.sample import FIRST, REPORT
from tests.unit.present.hostile import empty_report, hostile_report

WRITE = money(None)


def _count(drawing: str, kind: str) -> int:
    return len([node for node in ElementTree.fromstring(drawing).iter() if node.get("class") == kind])


def test_the_frontier_draws_its_points_and_the_other_rows() -> None:
    off = FIRST._replace(id="other@host", cost=FIRST.cost._replace(usd_per_1k_calls=1.0))
    drawing = svg.frontier(REPORT._replace(options=(*REPORT.options, off)), WRITE)
    assert _count(drawing, "dot") == len(REPORT.frontier)
    assert _count(drawing, "ring") == 2


def test_dearer_points_lie_further_right_and_better_ones_higher() -> None:
    drawing = svg.frontier(REPORT, WRITE)
    dots = [node for node in ElementTree.fromstring(drawing).iter() if node.get("class") == "dot"]
    across, down = ([float(dot.get(side, "nan")) for dot in dots] for side in ("cx", "cy"))
    assert across == sorted(across)
    assert down == sorted(down, reverse=True)


def test_nothing_above_0_draws_nothing() -> None:
    free = REPORT.frontier[0]._replace(usd_per_1k_calls=0.0)
    assert svg.frontier(empty_report()._replace(frontier=(free,)), WRITE) == ""
    none = FIRST._replace(net_benefit=NetBenefit(0.0, ()))
    assert svg.waterfall((none,), WRITE) == ""


def test_an_interval_runs_from_its_10th_to_its_90th_percentile() -> None:
    drawing = svg.intervals(REPORT.options)
    whiskers = re.findall(r'class="whisker" d="M([\d.]+),\d+v10M\1,\d+H([\d.]+)', drawing)
    lows = [float(low) for low, _ in whiskers]
    scale = max(row.quality.p_success.high for row in REPORT.options) - 0.52
    width = svg.WIDTH - svg.EDGE - svg.RIGHT
    expected = [svg.EDGE + (row.quality.p_success.low - 0.52) / scale * width for row in REPORT.options]
    assert lows == pytest.approx(expected, abs=0.1)


def test_rows_that_are_all_alike_still_draw() -> None:
    alike = FIRST._replace(quality=FIRST.quality._replace(p_success=Probability(0.9, 0.9, 0.9)))
    assert _count(svg.intervals((alike,)), "dot") == 1


def test_bars_of_a_waterfall_follow_each_other_and_end_at_the_sum() -> None:
    bars = re.findall(r'<rect class="(\w+)" x="([\d.]+)" y="\d+" width="([\d.]+)"', svg.waterfall((FIRST,), WRITE))
    assert [kind for kind, _, _ in bars] == ["gain", "cost", "sum"]
    (gain_at, gain), (cost_at, cost), (sum_at, total) = ((float(at), float(size)) for _, at, size in bars)
    assert gain_at == sum_at
    assert cost_at + cost == pytest.approx(gain_at + gain, abs=0.2)
    assert sum_at + total == pytest.approx(cost_at, abs=0.2)


def test_names_of_the_data_are_escaped() -> None:
    report = hostile_report()
    for drawing in (svg.frontier(report, WRITE), svg.intervals(report.options), svg.waterfall(report.options, WRITE)):
        texts = [node.text or "" for node in ElementTree.fromstring(drawing).iter("text")]
        assert any("<script>" in text for text in texts)


@pytest.mark.parametrize(("low", "high"), [(0.52, 0.97), (-3.0, 45.0), (0.0, 1e-5), (0.0, 3613.0)])
def test_even_ticks_are_round_and_few(low: float, high: float) -> None:
    scale = Axis(low, high, log=False)
    marks = ticks(scale)
    values = [value for _, value in marks]
    assert 2 <= len(marks) <= 6
    assert all(-1e-9 <= share <= 1 + 1e-9 for share, _ in marks)
    step = values[1] - values[0]
    assert float(f"{step:.0e}") == pytest.approx(step)
    assert f"{step:.0e}"[0] in "125"
