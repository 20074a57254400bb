"""Documents of sections that open and close: headings with details, wrapped to a width, as rows of a grid."""

from collections.abc import Iterable
from typing import NamedTuple

from advisor.tui.views.runs import Line, Row, Run, run, wrap

INDENT = 4


class Section(NamedTuple):
    key: str
    heading: Line
    details: tuple[Line, ...] = ()
    """Shown while the section is open."""
    title: bool = False
    """A title divides the document and cannot be opened."""


def rows(sections: Iterable[Section], opened: frozenset[str], width: int) -> tuple[Row, ...]:
    """Every line has a key, so that the cursor can reach it: the section's own, or the section's and a number."""
    made: list[Row] = []
    for section in sections:
        if section.title:
            made += [Row("", ((),))] if made else []
            made.append(Row(section.key, (section.heading,)))
            continue
        is_open = section.key in opened
        sign = Run("  " if not section.details else "▾ " if is_open else "▸ ", "accent")
        made += _numbered(section.key, wrap((sign, *section.heading), width, INDENT))
        for at, detail in enumerate(section.details if is_open else ()):
            made += _numbered(f"{section.key}/{at}", wrap((Run(" " * INDENT), *detail), width, INDENT + 2))
    return tuple(made)


def _numbered(key: str, lines: tuple[Line, ...]) -> list[Row]:
    return [Row(key if at == 0 else f"{key}#{at}", (entry,)) for at, entry in enumerate(lines)]


def section_of(key: str) -> str:
    """The section a row belongs to."""
    return key.partition("#")[0].partition("/")[0]


def title(text: str) -> Section:
    return Section(f"title {text}", (run(text, "accent"),), title=True)
