"""Scatter and line drawings in text: numbers in, rows of runs out. Axes may be logarithmic.

Lines are drawn with the dots of Braille characters, eight to a cell; points and their names are characters over them.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

from advisor.tui.views.runs import Line, Run, Tone

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of the dots of a Braille cell, by row and column."""
BRAILLE = 0x2800
EMPTY = Run(" ")


class Point(NamedTuple):
    x: float
    y: float
    glyph: str
    tone: Tone
    name: str = ""
    """Written beside the point where there is room for it."""


class Axis(NamedTuple):
    start: float
    end: float
    log: bool
    show: Callable[[float], str]

    def place(self, value: float, cells: int) -> int:
        """Cell 0..cells-1 of a value."""
        return round(self._share(value) * (cells - 1))

    def dot(self, value: float, cells: int, dots: int) -> int:
        """Dot 0..cells*dots-1 of a value, where a cell has `dots` of them: the middle of its cell where it fills it."""
        return round(self._share(value) * (cells - 1) * dots + (dots - 1) / 2)

    def _share(self, value: float) -> float:
        low, high, at = (_scaled(number, self.log) for number in (self.start, self.end, value))
        return max(0.0, min(1.0, (at - low) / (high - low))) if high > low else 0.5


def _scaled(number: float, log: bool) -> float:
    return math.log10(max(number, 1e-12)) if log else number


def axis(values: Sequence[float], *, log: bool, show: Callable[[float], str]) -> Axis:
    """An axis with a little room around the values."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if log:
        return Axis(max(low, 1e-9) / 1.15, max(high, 1e-9) * 1.15, True, show)
    room = (high - low) * 0.06 or 0.02
    return Axis(low - room, high + room, False, show)


def draw(
    points: Sequence[Point], across: Axis, up: Axis, width: int, height: int, joined: Sequence[Sequence[Point]] = ()
) -> tuple[Line, ...]:
    """`height` lines of `width` cells with labels on both axes; later points cover earlier ones, lines lie below.

    A name is left out where it would cover anything.
    """
    labels = [up.show(_at(up, row, height - 2)) if row % 4 == 0 else "" for row in range(height - 2)]
    margin = max(map(len, labels), default=0) + 1
    room = max(4, width - margin - 1)
    cells = [[EMPTY] * room for _ in range(height - 2)]
    for line in joined:
        _join(cells, line, across, up)
    for point in points:
        cells[_row(up, point.y, height - 2)][across.place(point.x, room)] = Run(point.glyph, point.tone)
    for point in points:
        _name(cells, point, across.place(point.x, room), _row(up, point.y, height - 2))
    made = [
        (Run(f"{label:>{margin - 1}} ", "dim"), Run("│", "dim"), *row) for label, row in zip(labels, cells, strict=True)
    ]
    start, middle, end = across.show(across.start), across.show(_middle(across)), across.show(across.end)
    gap = max(1, (room - len(start) - len(middle) - len(end)) // 2)
    return (
        *made,
        (Run(" " * margin + "└" + "─" * room, "dim"),),
        (Run(" " * (margin + 1) + start + " " * gap + middle + " " * gap + end, "dim"),),
    )


def _name(cells: list[list[Run]], point: Point, x: int, y: int) -> None:
    """Writes a point's name to the right of it, else to the left, else above or below, on empty cells only."""
    size = cell_len(point.name)
    for row, start in ((y, x + 2), (y, x - size - 1), (y - 1, x + 1), (y + 1, x + 1), (y - 1, x - size)):
        inside = 0 <= row < len(cells) and start >= 1 and start + size < len(cells[0])
        if size and inside and all(cell is EMPTY for cell in cells[row][start - 1 : start + size + 1]):
            cells[row][start : start + size] = [Run(point.name, "dim"), *[Run("")] * (size - 1)]
            return


def _join(cells: list[list[Run]], line: Sequence[Point], across: Axis, up: Axis) -> None:
    high, wide = len(DOTS), len(DOTS[0])
    for first, second in pairwise(line):
        left, right = (across.dot(point.x, len(cells[0]), wide) for point in (first, second))
        top, bottom = (len(cells) * high - 1 - up.dot(point.y, len(cells), high) for point in (first, second))
        steps = max(abs(right - left), abs(bottom - top))
        for step in range(steps + 1):
            share = step / steps if steps else 0.0
            _dot(cells, round(left + (right - left) * share), round(top + (bottom - top) * share), first.tone)


def _dot(cells: list[list[Run]], x: int, y: int, tone: Tone) -> None:
    row, column = y // len(DOTS), x // len(DOTS[0])
    held = cells[row][column]
    bits = ord(held.text) - BRAILLE if held is not EMPTY else 0
    cells[row][column] = Run(chr(BRAILLE + (bits | DOTS[y % len(DOTS)][x % len(DOTS[0])])), tone)


def _row(up: Axis, value: float, height: int) -> int:
    return height - 1 - up.place(value, height)


def _at(up: Axis, row: int, height: int) -> float:
    share = 1 - row / max(1, height - 1)
    if up.log:
        return float(10 ** (math.log10(up.start) + share * (math.log10(up.end) - math.log10(up.start))))
    return up.start + share * (up.end - up.start)


def _middle(across: Axis) -> float:
    return math.sqrt(across.start * across.end) if across.log else (across.start + across.end) / 2
