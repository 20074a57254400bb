"""The recommendation as one HTML page: no network, no script, prints well; every figure's source is a link away.

Everything of data and of the user is escaped; drawings repeat what the table beside them says. It computes nothing.
"""

import re
from html import escape

from advisor.present import svg
from advisor.present.html_style import STYLE
from advisor.present.memo.build import memo
from advisor.present.memo.parts import Block, Column, Figure, Grid, Items, Line, Memo, Paragraph, Run, Section, Source
from advisor.present.memo.words import writer
from advisor.present.text import clean
from advisor.report import Report

_LINK = re.compile(r"https?://[^\s]+\Z")
_NO_NETWORK = "default-src 'none'; style-src 'unsafe-inline'"


def render(report: Report) -> str:
    """The whole page, ASCII where it can be, UTF-8 declared; ends with a line break."""
    found = memo(report)
    numbers = {source.id: source.number for source in found.sources}
    body = "\n".join(_section(section, numbers, report) for section in found.sections)
    return (
        "\n".join([*_head(found), _contents(found), "<main>", body, *_foot(found), "</main>", "</body>", "</html>"])
        + "\n"
    )


def _head(found: Memo) -> list[str]:
    title = _safe(found.title)
    return [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_NO_NETWORK)}">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        f"<header><h1>{title}</h1><p>{_safe(found.lead)}</p></header>",
    ]


def _contents(found: Memo) -> str:
    links = "".join(f'<li><a href="#{section.id}">{_safe(section.title)}</a></li>' for section in found.sections)
    return f'<nav aria-label="Contents"><ul>{links}<li><a href="#sources">Sources</a></li></ul></nav>'


def _foot(found: Memo) -> list[str]:
    sources = "\n".join(map(_source, found.sources))
    return [
        f'<section id="sources"><h2>Sources</h2>\n<ol>\n{sources}\n</ol></section>',
        f'<section id="about"><h2>About this memo</h2><p>{_safe(found.disclaimer)}</p>',
        f"<p>{_safe(found.colophon)}</p>",
        f"<pre><code>{_safe(found.command)}</code></pre></section>",
    ]


def _section(section: Section, numbers: dict[str, int], report: Report) -> str:
    blocks = "\n".join(_block(block, numbers, report) for block in section.blocks)
    return f'<section id="{section.id}"><h2>{_safe(section.title)}</h2>\n{blocks}\n</section>'


def _block(block: Block, numbers: dict[str, int], report: Report) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_line(block.line, numbers)}</p>"
    if isinstance(block, Items):
        items = "\n".join(f"<li>{_line(item, numbers)}</li>" for item in block.items)
        return f"<ul>\n{items}\n</ul>"
    return _table(block, numbers) if isinstance(block, Grid) else _figure(block, report)


def _figure(figure: Figure, report: Report) -> str:
    write = writer(report)
    drawn = {
        "intervals": lambda: svg.intervals(report.options),
        "waterfall": lambda: svg.waterfall(report.options, write),
        "frontier": lambda: svg.frontier(report, write),
    }[figure.kind]()
    return f'<figure class="wide" tabindex="0">{drawn}</figure>' if drawn else ""


def _table(grid: Grid, numbers: dict[str, int]) -> str:
    """A table that scrolls by itself where it is too wide; its first column heads the rows."""
    caption = _safe(grid.caption)
    head = "".join(f'<th scope="col"{_kind(column)}>{_safe(column.name)}</th>' for column in grid.columns)
    rows = [_row(grid, row, numbers) for row in grid.rows]
    body, total = (rows[:-1], f"<tfoot>{rows[-1]}</tfoot>") if grid.total else (rows, "")
    inner = "\n".join(body)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{caption}"><table>'
        f"<caption><span>{caption}</span></caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{inner}\n</tbody>{total}</table></div>"
    )


def _row(grid: Grid, row: tuple[Line, ...], numbers: dict[str, int]) -> str:
    cells = [f'<th scope="row"{_kind(grid.columns[0])}>{_line(row[0], numbers)}</th>']
    for cell, column in zip(row[1:], grid.columns[1:], strict=True):
        cells.append(f"<td{_kind(column)}>{_line(cell, numbers)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _kind(column: Column) -> str:
    return "" if column.kind == "text" else f' class="{column.kind}"'


def _line(line: Line, numbers: dict[str, int]) -> str:
    return "".join(_run(run, numbers) for run in line)


def _run(run: Run, numbers: dict[str, int]) -> str:
    text = _safe(run.text)
    if run.code:
        text = f"<code>{text}</code>"
    if run.strong:
        text = f"<strong>{text}</strong>"
    notes = ", ".join(_note(numbers[source], source) for source in run.sources)
    return f"{text}<sup>{notes}</sup>" if notes else text


def _note(number: int, source: str) -> str:
    return f'<a href="#source-{number}" aria-label="source {number}: {_safe(source)}">{number}</a>'


def _source(source: Source) -> str:
    title = _safe(source.title or "not described in the catalog")
    if source.url and _LINK.match(source.url):
        title = f'<a href="{_safe(source.url)}" rel="noreferrer">{title}</a>'
    known = [title, *(_safe(part) for part in (source.publisher, source.date, source.version) if part)]
    licence = f" Licence: {_safe(source.licence)}." if source.licence else ""
    return f'<li id="source-{source.number}">{", ".join(known)} (<code>{_safe(source.id)}</code>).{licence}</li>'


def _safe(text: str) -> str:
    return escape(clean(text))
