"""Charts as points: series of numbers scaled to a grid, and the same grid as text. Widgets and pages draw the points.

It scales and labels what it is given; it computes no figure.
"""

from collections.abc import Callable, Sequence
from math import ceil, floor, log10
from typing import NamedTuple

from advisor.present.text import clean

MARKS = "•+x*o#"


class Series(NamedTuple):
    name: str
    points: tuple[tuple[float, float], ...]


class Marker(NamedTuple):
    """A named place on the x axis."""

    name: str
    x: float


class Chart(NamedTuple):
    """The x axis is logarithmic, and y unless said otherwise; points with a value of 0 or less are not drawn."""

    title: str
    x_label: str
    y_label: str
    series: tuple[Series, ...]
    markers: tuple[Marker, ...] = ()
    y_log: bool = True


class Axis(NamedTuple):
    """From low to high: powers of ten when logarithmic, else plain values."""

    low: float
    high: float
    log: bool = True

    def share(self, value: float) -> float:
        """0 at the low end, 1 at the high end."""
        return ((log10(value) if self.log else value) - self.low) / (self.high - self.low)


class Scaled(NamedTuple):
    """The chart in shares 0..1 of its width and height, origin at the lower left."""

    x: Axis
    y: Axis
    series: tuple[Series, ...]
    markers: tuple[Marker, ...]
    x_ticks: tuple[tuple[float, float], ...]
    """(share, value)."""
    y_ticks: tuple[tuple[float, float], ...]


def scaled(chart: Chart) -> Scaled:
    """Points as shares of the plot; ValueError when there is nothing above 0 to draw."""
    points = [point for one in chart.series for point in one.points if min(point) > 0]
    if not points:
        raise ValueError("nothing to draw")
    x, y = (axis([point[side] for point in points], log=log) for side, log in enumerate((True, chart.y_log)))
    series = tuple(
        Series(one.name, tuple((x.share(a), y.share(b)) for a, b in one.points if min(a, b) > 0))
        for one in chart.series
    )
    inside = [Marker(one.name, x.share(one.x)) for one in chart.markers if one.x > 0]
    markers = tuple(one for one in inside if 0 <= one.x <= 1)
    return Scaled(x, y, series, markers, ticks(x), ticks(y))


def axis(values: Sequence[float], *, log: bool) -> Axis:
    """From the least to the largest value, with room on both sides where they are the same."""
    low, high = (log10(value) if log else value for value in (min(values), max(values)))
    return Axis(low, high, log) if high - low > 1e-9 else Axis(low - 0.5, high + 0.5, log)


def ticks(axis: Axis) -> tuple[tuple[float, float], ...]:
    """(share, value): powers of ten, or even steps of 1, 2 or 5; the ends where there are fewer than two powers."""
    if not axis.log:
        return _even_ticks(axis)
    whole = [float(power) for power in range(ceil(axis.low), floor(axis.high) + 1)]
    powers = whole if len(whole) >= 2 else [axis.low, axis.high]
    return tuple(((power - axis.low) / (axis.high - axis.low), 10**power) for power in powers)


def _even_ticks(axis: Axis) -> tuple[tuple[float, float], ...]:
    """At most six values an even step apart."""
    span = axis.high - axis.low
    power = 10.0 ** floor(log10(span / 5))
    step = next(size for size in (power, 2 * power, 5 * power, 10 * power) if span / size <= 5)
    values = (step * place for place in range(ceil(axis.low / step), floor(axis.high / step) + 1))
    return tuple((axis.share(value), value) for value in values)


def text_chart(
    chart: Chart,
    x_text: Callable[[float], str],
    y_text: Callable[[float], str],
    width: int = 64,
    height: int = 16,
) -> list[str]:
    """Lines of a chart `width` x `height` cells inside its axes; later series are drawn over earlier ones."""
    plot = scaled(chart)
    cells = [[" "] * width for _ in range(height)]
    for marker in plot.markers:
        for row in cells:
            row[_cell(marker.x, width)] = "┊"
    for index, one in enumerate(plot.series):
        for x, y in one.points:
            cells[height - 1 - _cell(y, height)][_cell(x, width)] = MARKS[index % len(MARKS)]
    left = {height - 1 - _cell(share, height): y_text(value) for share, value in plot.y_ticks}
    margin = max(map(len, left.values()))
    lines = [f"{clean(chart.title)}", f"{clean(chart.y_label):>{margin}}"]
    lines += [f"{left.get(row, ''):>{margin}} │{''.join(cells[row]).rstrip()}" for row in range(height)]
    lines += [" " * margin + " └" + "─" * width, _x_labels(plot, x_text, margin, width, clean(chart.x_label))]
    names = [f"{MARKS[index % len(MARKS)]} {clean(one.name)}" for index, one in enumerate(chart.series)]
    return [*lines, "  ".join(names), *(f"┊ {clean(one.name)}" for one in chart.markers)]


def _cell(share: float, cells: int) -> int:
    return min(cells - 1, max(0, round(share * (cells - 1))))


def _x_labels(plot: Scaled, x_text: Callable[[float], str], margin: int, width: int, label: str) -> str:
    """Tick labels under their cells, then what the axis shows."""
    row = [" "] * (width + 12)
    for share, value in plot.x_ticks:
        start = _cell(share, width)
        text = x_text(value)
        row[start : start + len(text)] = text
    return " " * (margin + 2) + "".join(row).rstrip() + f"  {label}"
