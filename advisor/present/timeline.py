"""Charts over time: dated numbers as places in a plot, drawn as text or SVG. It scales what it is given, no more."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from math import log10
from typing import NamedTuple

from advisor.present.text import clean

MARKS = "•+x*o"
COLOURS = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e")
SVG_WIDTH, SVG_HEIGHT, SVG_MARGIN = 720, 320, 64


class Dated(NamedTuple):
    date: str
    """ISO day, or month."""
    value: float
    name: str


class Line(NamedTuple):
    name: str
    points: tuple[Dated, ...]


class Timeline(NamedTuple):
    """Values on a logarithmic axis: those of 0 or less are not drawn."""

    title: str
    lines: tuple[Line, ...]


class Frame(NamedTuple):
    start: int
    end: int
    low: float
    high: float

    def across(self, point: Dated) -> float:
        """0 at the first day, 1 at the last."""
        return (_day(point.date) - self.start) / max(1, self.end - self.start)

    def up(self, value: float) -> float:
        """0 at the lowest value, 1 at the highest."""
        return (log10(value) - self.low) / (self.high - self.low)


def _day(text: str) -> int:
    return date.fromisoformat(text if len(text) == 10 else f"{text}-15").toordinal()


def frame_of(chart: Timeline) -> Frame | None:
    """None when there is nothing above 0 to draw."""
    points = [point for line in chart.lines for point in line.points if point.value > 0]
    if not points:
        return None
    days, logs = [_day(point.date) for point in points], [log10(point.value) for point in points]
    low, high = min(logs), max(logs)
    return Frame(min(days), max(days), low, high if high - low > 1e-9 else low + 1)


def text_chart(chart: Timeline, show: Callable[[float], str], width: int, height: int = 12) -> list[str]:
    """The chart in at most `width` columns: a title, `height` rows, the days at both ends and what the marks are."""
    frame = frame_of(chart)
    if frame is None:
        return [clean(chart.title), "nothing to draw"]
    ticks = {
        row: show(10 ** (frame.low + (frame.high - frame.low) * (1 - row / (height - 1)))) for row in _rows(height)
    }
    margin = max(map(len, ticks.values()))
    room = max(10, width - margin - 3)
    cells = [[" "] * room for _ in range(height)]
    for index, line in enumerate(chart.lines):
        for point in line.points:
            if point.value > 0:
                row = height - 1 - round(frame.up(point.value) * (height - 1))
                cells[row][round(frame.across(point) * (room - 1))] = MARKS[index % len(MARKS)]
    body = [f"{ticks.get(row, ''):>{margin}} │{''.join(cells[row]).rstrip()}" for row in range(height)]
    start, end = (date.fromordinal(day).isoformat() for day in (frame.start, frame.end))
    foot = " " * (margin + 2) + start + end.rjust(room - len(start))
    names = "  ".join(f"{MARKS[index % len(MARKS)]} {clean(line.name)}" for index, line in enumerate(chart.lines))
    lines = [clean(chart.title), *body, " " * (margin + 1) + "└" + "─" * room, foot, " " * (margin + 2) + names]
    return [line[:width] for line in lines]


def _rows(height: int) -> tuple[int, ...]:
    return (0, height // 2, height - 1)


def svg(charts: Sequence[tuple[Timeline, Callable[[float], str]]]) -> str:
    """One SVG document of charts, each with how its values read; every point carries name, day and value as a title."""
    drawn = [_svg_chart(chart, show, index * SVG_HEIGHT) for index, (chart, show) in enumerate(charts)]
    height = SVG_HEIGHT * len(charts)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SVG_WIDTH} {height}" font-family="sans-serif">'
    return "\n".join([head, f'<rect width="{SVG_WIDTH}" height="{height}" fill="white"/>', *drawn, "</svg>"]) + "\n"


def _svg_chart(chart: Timeline, show: Callable[[float], str], top: int) -> str:
    title = f'<text x="{SVG_MARGIN}" y="{top + 20}" font-size="14">{_safe(chart.title)}</text>'
    frame = frame_of(chart)
    if frame is None:
        return title
    parts = [title]
    for share in (0.0, 0.5, 1.0):
        y = _y(share, top)
        value = show(10 ** (frame.low + share * (frame.high - frame.low)))
        parts.append(f'<line x1="{SVG_MARGIN}" x2="{SVG_WIDTH - 16}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(
            f'<text x="{SVG_MARGIN - 6}" y="{y + 4:.1f}" font-size="11" text-anchor="end">{_safe(value)}</text>'
        )
    for share, anchor, day in ((0.0, "start", frame.start), (1.0, "end", frame.end)):
        place = f'x="{_x(share):.1f}" y="{top + SVG_HEIGHT - 24}" text-anchor="{anchor}"'
        parts.append(f'<text {place} font-size="11">{date.fromordinal(day).isoformat()}</text>')
    for index, line in enumerate(chart.lines):
        parts += _svg_line(line, frame, show, top, index)
    return "\n".join(parts)


def _svg_line(line: Line, frame: Frame, show: Callable[[float], str], top: int, index: int) -> list[str]:
    colour = COLOURS[index % len(COLOURS)]
    x = SVG_MARGIN + 150 * index
    parts = [f'<text x="{x}" y="{top + SVG_HEIGHT - 6}" font-size="11" fill="{colour}">● {_safe(line.name)}</text>']
    for point in line.points:
        if point.value > 0:
            place = f'cx="{_x(frame.across(point)):.1f}" cy="{_y(frame.up(point.value), top):.1f}"'
            note = _safe(f"{point.name}, {point.date}: {show(point.value)}")
            parts.append(f'<circle {place} r="4" fill="{colour}" fill-opacity="0.8"><title>{note}</title></circle>')
    return parts


def _safe(text: str) -> str:
    return escape(clean(text))


def _x(share: float) -> float:
    return SVG_MARGIN + share * (SVG_WIDTH - 16 - SVG_MARGIN)


def _y(share: float, top: int) -> float:
    return top + SVG_HEIGHT - 44 - share * (SVG_HEIGHT - 84)
