"""Pieces of text with a tone: what every view returns and every widget paints.

A tone says what a piece means (`good`, `warn`, `bad`, `dim`, ...); the theme picks its colour. `run` is the one
door for text: whatever the catalog, a file or the user wrote is cleaned here, and no piece is ever read as markup.
"""

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, overload

from rich.cells import cell_len, set_cell_size

from advisor.present.text import clean

Tone = Literal["", "dim", "strong", "accent", "good", "warn", "bad", "bar", "mark"]


class Run(NamedTuple):
    text: str
    tone: Tone = ""


Line = tuple[Run, ...]
BLANK: Line = ()


class Row(NamedTuple):
    """One line of a grid. `key` is what selecting it means ("" = a heading that cannot be selected)."""

    key: str
    cells: tuple[Line, ...]
    band: bool = False
    """True for every second tie group, so that groups can be told apart."""


class Drawn(Sequence[Row]):
    """Rows that are drawn when they are first looked at: of thousands, those in view."""

    def __init__(self, keys: tuple[str, ...], draw: Callable[[int], Row]) -> None:
        self.keys = keys
        self._draw = draw
        self._drawn: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        at = range(len(self))[place]
        if at not in self._drawn:
            self._drawn[at] = self._draw(at)
        return self._drawn[at]


def keys_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """The key of each row; it draws none."""
    return rows.keys if isinstance(rows, Drawn) else tuple(row.key for row in rows)


class Column(NamedTuple):
    label: str
    width: int
    """Cells; 0 takes what the other columns leave."""
    right: bool = False
    sort: str = ""
    """Sort key set by choosing the heading; "" = not sortable."""


def run(text: object, tone: Tone = "") -> Run:
    return Run(clean(text), tone)


def line(text: object, tone: Tone = "") -> Line:
    return (run(text, tone),)


def none_holds(words: str) -> Line:
    """What a list says that a filter left nothing of; nothing without a filter."""
    return line(f"nothing holds “{' '.join(words.split())}”: esc clears the filter", "dim") if words.strip() else ()


def plain(pieces: Line) -> str:
    """The text alone: for filters, exports and tests."""
    return "".join(piece.text for piece in pieces)


def join(parts: tuple[Line, ...] | list[Line], between: str = "  ·  ") -> Line:
    """Lines side by side with a dim separator; empty ones are left out."""
    joined: list[Run] = []
    for part in parts:
        if part:
            joined.extend([Run(between, "dim")] if joined else [])
            joined.extend(part)
    return tuple(joined)


def wrap(pieces: Line, width: int, indent: int = 0) -> tuple[Line, ...]:
    """Lines of at most `width` cells, broken at spaces; the second and later begin with `indent` blanks."""
    lines: list[list[Run]] = [[]]
    used = 0
    for piece in pieces:
        for word in _words(piece.text):
            length = cell_len(word)
            if used + _trimmed(word) > width and used > indent:
                lines[-1][-1] = lines[-1][-1]._replace(text=lines[-1][-1].text.rstrip())
                lines.append([Run(" " * indent)] if indent else [])
                used = indent
                word = word.lstrip() if word.strip() else ""
                length = cell_len(word)
            lines[-1].append(Run(word, piece.tone))
            used += length
    return tuple(tuple(entry) for entry in lines)


def fitted(pieces: Line, width: int, most: int) -> tuple[Line, ...]:
    """As `wrap`, but at most `most` lines; what is left out is marked by `…`."""
    lines = wrap(pieces, width)
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], (*_cropped(lines[most - 1], width - 1), Run("…")))


def _cropped(pieces: Line, width: int) -> Line:
    kept: list[Run] = []
    for piece in pieces:
        room = width - sum(cell_len(other.text) for other in kept)
        if room > 0:
            text = piece.text if cell_len(piece.text) <= room else set_cell_size(piece.text, room)
            kept.append(piece._replace(text=text))
    return tuple(kept)


def _trimmed(word: str) -> int:
    return cell_len(word.rstrip())


def _words(text: str) -> list[str]:
    """The text cut after each blank, nothing lost."""
    return re.findall(r" *[^ ]+ *| +", text)
