"""Drawings of a recommendation as inline SVG: right answers with their intervals, the terms of the net benefit, the
frontier. They draw the report's own numbers through the scales of `charts.py`, and compute nothing else.

Colours are the page's CSS classes and never the only sign: marks differ in shape, and every mark is labelled.
"""

from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

from advisor.explain_words import Money
from advisor.present.charts import Axis, Chart, Scaled, Series, axis, scaled, ticks
from advisor.present.format import of_100
from advisor.present.text import clean
from advisor.report import RankedOption, Report

WIDTH = 640
RIGHT, TOP, BOTTOM = 24, 28, 48
EDGE, NAMES = 40, 150
"""Room at the left for ticks, and for the names of bars."""

ROW, LINE = 44, 20
TERM_ROWS = 4
"""Options whose terms are drawn."""


class Box(NamedTuple):
    """The plot inside its margins, in pixels."""

    left: int
    height: int
    """Of the plot with its margins; what is below it comes on top of that."""
    below: int = 0

    def x(self, share: float) -> float:
        return self.left + share * (WIDTH - self.left - RIGHT)

    def y(self, share: float) -> float:
        return self.height - BOTTOM - share * (self.height - TOP - BOTTOM)


def frontier_chart(report: Report) -> Chart:
    """Right answers against cost: the points that win at some worth, and the other rows."""
    best = {point.id for point in report.frontier}
    others = (row for row in report.options if row.id not in best)
    return Chart(
        title="Right answers against cost",
        x_label="USD per 1,000 calls (logarithmic)",
        y_label="right of 100",
        series=(
            Series("on the frontier", tuple((point.usd_per_1k_calls, point.p_success) for point in report.frontier)),
            Series(
                "wins at no worth", tuple((row.cost.usd_per_1k_calls, row.quality.p_success.mean) for row in others)
            ),
        ),
        y_log=False,
    )


def frontier(report: Report, write: Money) -> str:
    """The frontier as numbered dots joined by a line, the other rows as rings; empty when nothing costs above 0."""
    chart = frontier_chart(report)
    if not any(min(point) > 0 for one in chart.series for point in one.points):
        return ""
    points = [point for point in report.frontier if min(point.usd_per_1k_calls, point.p_success) > 0]
    plot, box = scaled(chart), Box(EDGE, 360, below=LINE * (len(points) + 1))
    best, others = plot.series
    parts = [*_frame(plot, box, write), _path(best, box)]
    parts += [_mark("ring", box.x(x), box.y(y)) for x, y in others.points]
    for number, (point, (x, y)) in enumerate(zip(points, best.points, strict=True), start=1):
        parts += [_mark("dot", box.x(x), box.y(y)), _text(box.x(x) - 5, box.y(y) - 9, str(number), anchor="end")]
        parts.append(_text(EDGE, box.height + LINE * number, f"{number}. {point.id}"))
    parts += [
        _mark("ring", EDGE + 5, box.height - 4),
        _text(EDGE + 16, box.height, "rows of the ranking that win at no worth"),
    ]
    text = "Scatter of right answers of 100 against cost per 1,000 calls. The table has the values."
    return _svg("frontier", chart.title, text, box, parts)


def _frame(plot: Scaled, box: Box, write: Money) -> list[str]:
    """Axes with ticks and what they show."""
    parts = []
    for share, value in plot.y_ticks:
        y = box.y(share)
        parts.append(f'<line class="grid" x1="{box.left}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(_text(box.left - 8, y + 4, of_100(value), anchor="end"))
    for share, value in plot.x_ticks:
        x = box.x(share)
        parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{box.height - BOTTOM}"/>')
        parts.append(_text(x, box.height - BOTTOM + 18, write(value), anchor="middle"))
    parts.append(_text(box.left, 12, "right of 100, against cost per 1,000 calls (logarithmic)"))
    return parts


def _path(series: Series, box: Box) -> str:
    ends = " ".join(f"{box.x(x):.1f},{box.y(y):.1f}" for x, y in sorted(series.points))
    return f'<polyline class="edge" points="{ends}"/>'


def _mark(kind: str, x: float, y: float) -> str:
    """A filled `dot` or an open `ring`."""
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'


def intervals(options: Sequence[RankedOption]) -> str:
    """The right answers of every row with their 10th to 90th percentile."""
    ends = [value for row in options for value in row.quality.p_success]
    scale, box = axis(ends, log=False), Box(EDGE, len(options) * ROW + BOTTOM)
    parts = _scale(scale, box, of_100, "right of 100: mean, and the 10th to 90th percentile")
    for place, row in enumerate(options):
        mean, low, high = (box.x(scale.share(value)) for value in row.quality.p_success)
        y = place * ROW + 32
        parts.append(_text(EDGE, y - 14, f"{row.rank}. {row.id}"))
        parts.append(
            f'<path class="whisker" d="M{low:.1f},{y - 5}v10M{low:.1f},{y}H{high:.1f}M{high:.1f},{y - 5}v10"/>'
        )
        parts.append(_mark("dot", mean, y))
    text = f"Intervals of right answers for {len(options)} options. The ranking table has the values."
    return _svg("intervals", "How sure the right answers are", text, box, parts)


def waterfall(options: Sequence[RankedOption], write: Money) -> str:
    """The terms of the net benefit, each bar starting where the last ended; empty when all terms are 0."""
    drawn = [_steps(row) for row in options[:TERM_ROWS]]
    ends = [end for bars in drawn for bar in bars for end in (bar.start, bar.end)]
    if min(ends) == max(ends):
        return ""
    scale = axis(ends, log=False)
    box = Box(NAMES, sum(len(bars) * LINE + ROW for bars in drawn) + BOTTOM)
    parts, y = _scale(scale, box, write, "per 1,000 calls"), 0
    for row, bars in zip(options, drawn, strict=False):
        parts.append(_text(0, y + ROW - 10, f"{row.rank}. {row.id}"))
        y += ROW
        for bar in bars:
            parts += _bar(box, scale, y, bar, write)
            y += LINE
    text = f"Bars of the net benefit's terms for {len(drawn)} options. The table has the values."
    return _svg("waterfall", "What the net benefit is made of", text, box, parts)


class Bar(NamedTuple):
    """`value` from where it starts to where it ends, USD per 1,000 calls."""

    name: str
    kind: str
    value: float
    start: float
    end: float


def _steps(row: RankedOption) -> list[Bar]:
    """The terms that are not 0, then what they come to."""
    bars, at = [], 0.0
    for term in row.net_benefit.terms:
        value = term.usd_per_1k_calls
        if value:
            bars.append(Bar(term.name, "gain" if value > 0 else "cost", value, at, at + value))
            at += value
    total = row.net_benefit.usd_per_1k_calls
    return [*bars, Bar("net benefit", "sum", total, 0.0, total)]


def _bar(box: Box, scale: Axis, y: float, bar: Bar, write: Money) -> list[str]:
    left, right = sorted(box.x(scale.share(end)) for end in (bar.start, bar.end))
    size = f'y="{y + 4}" width="{max(1.5, right - left):.1f}" height="10"'
    rect = f'<rect class="{bar.kind}" x="{left:.1f}" {size}/>'
    return [rect, _text(box.left - 8, y + 14, f"{bar.name} {write(bar.value)}", anchor="end")]


def _scale(scale: Axis, box: Box, show: Callable[[float], str], label: str) -> list[str]:
    parts = []
    for share, value in ticks(scale):
        x = box.x(share)
        parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{box.height - BOTTOM}"/>')
        parts.append(_text(x, box.height - BOTTOM + 18, show(value), anchor="middle"))
    parts.append(_text(box.left, box.height - 8, label))
    return parts


def _text(x: float, y: float, text: str, *, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{_safe(text)}</text>'


def _svg(name: str, title: str, text: str, box: Box, parts: Sequence[str]) -> str:
    size = f"0 0 {WIDTH} {box.height + box.below + 8}"
    head = f'<svg role="img" aria-labelledby="{name}-title {name}-text" viewBox="{size}">'
    names = f'<title id="{name}-title">{_safe(title)}</title><desc id="{name}-text">{_safe(text)}</desc>'
    return "\n".join([head, names, *parts, "</svg>"])


def _safe(text: str) -> str:
    return escape(clean(text))
