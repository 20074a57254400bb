"""What a memo is made of, whatever it is written in: sections of paragraphs, lists, tables and figures.

Texts are as the report holds them: who writes the memo cleans and escapes them. It holds no wording and no figure.
"""

from collections.abc import Iterator
from typing import NamedTuple


class Run(NamedTuple):
    """A piece of a line; `sources` are cited right behind it."""

    text: str
    code: bool = False
    strong: bool = False
    sources: tuple[str, ...] = ()


Line = tuple[Run, ...]


class Paragraph(NamedTuple):
    line: Line


class Items(NamedTuple):
    items: tuple[Line, ...]


class Column(NamedTuple):
    """`kind` says what its cells hold: "text", "number" or "id"."""

    name: str
    kind: str = "text"


class Grid(NamedTuple):
    """The first cell of a row names the row; with `total` the last row sums the others."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    total: bool = False


class Figure(NamedTuple):
    """A drawing of the numbers in the table next to it: "intervals", "waterfall" or "frontier"."""

    kind: str


Block = Paragraph | Items | Grid | Figure


class Section(NamedTuple):
    id: str
    title: str
    blocks: tuple[Block, ...]


class Source(NamedTuple):
    """One footnote; None where the catalog does not say."""

    number: int
    id: str
    title: str | None
    publisher: str | None
    url: str | None
    date: str | None
    version: str | None
    licence: str | None


class Memo(NamedTuple):
    title: str
    lead: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    disclaimer: str
    colophon: str
    command: str


def line(text: str, *sources: str) -> Line:
    """Plain text with what it rests on."""
    return (Run(text, sources=sources),)


def code(text: str, *sources: str) -> Line:
    """An id or a command."""
    return (Run(text, code=True, sources=sources),)


def strong(text: str) -> Line:
    return (Run(text, strong=True),)


def runs(sections: tuple[Section, ...]) -> Iterator[Run]:
    """Every run in reading order."""
    for section in sections:
        for block in section.blocks:
            yield from _runs(block)


def _runs(block: Block) -> Iterator[Run]:
    if isinstance(block, Paragraph):
        yield from block.line
    elif isinstance(block, Items):
        for item in block.items:
            yield from item
    elif isinstance(block, Grid):
        for row in block.rows:
            for cell in row:
                yield from cell
