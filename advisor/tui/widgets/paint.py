"""Runs of text as Textual content: the one place where a tone becomes a style. Text is never read as markup."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from advisor.present.text import clean
from advisor.tui.views.runs import Line, Tone

STYLES: dict[Tone, str] = {
    "": "",
    "dim": "$dim",
    "strong": "bold",
    "accent": "$text-accent",
    "good": "$text-success",
    "warn": "$text-warning",
    "bad": "$text-error",
    "bar": "$primary",
    "mark": "bold $text-accent",
}


def text(plain: object) -> Content:
    """A title or another bare string, cleaned and never read as markup."""
    return Content(clean(plain))


def entitle(widget: Widget, title: str, subtitle: str = "") -> None:
    """Sets the texts in a border where they changed: setting one has the whole widget painted again."""
    above, below = text(title), text(subtitle)
    if widget.border_title != above.markup:
        widget.border_title = above
    if (widget.border_subtitle or "") != below.markup:
        widget.border_subtitle = below


def content(pieces: Line) -> Content:
    return Content.assemble(*((piece.text, STYLES[piece.tone]) for piece in pieces))


def lines(rows: Sequence[Line]) -> Content:
    return Content("\n").join([content(row) for row in rows])
