"""The recommendation as a Markdown memo: every figure's source is a footnote. It computes nothing.

CommonMark with the tables and footnotes of GitHub. Texts of data and of the user cannot start markup of their own.
"""

import re

from advisor.present.memo.build import memo
from advisor.present.memo.parts import Block, Grid, Items, Line, Paragraph, Run, Section, Source
from advisor.present.text import clean
from advisor.report import Report

_SPECIAL = re.compile(r"[\\`*\[\]<>|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=[#A-Za-z])|\$(?![0-9])")
_STARTS = re.compile(r"^([0-9]*)([#+.)-])")
_LINK = re.compile(r"https?://[^\s<>]+\Z")


def render(report: Report) -> str:
    """The memo as text that ends with a line break."""
    found = memo(report)
    numbers = {source.id: source.number for source in found.sources}
    parts = [f"# {_text(found.title)}", _text(found.lead)]
    for section in found.sections:
        parts += _section(section, numbers)
    parts += ["## Sources", *map(_footnote, found.sources), "---", _text(found.disclaimer), _text(found.colophon)]
    return "\n\n".join([*parts, f"```sh\n{clean(found.command)}\n```"]) + "\n"


def _section(section: Section, numbers: dict[str, int]) -> list[str]:
    blocks = (_block(block, numbers) for block in section.blocks)
    return [f"## {_text(section.title)}", *(block for block in blocks if block)]


def _block(block: Block, numbers: dict[str, int]) -> str:
    """Figures are left out: the table beside each says the same."""
    if isinstance(block, Paragraph):
        return _opening(_line(block.line, numbers))
    if isinstance(block, Items):
        return "\n".join(f"- {_opening(_line(item, numbers))}" for item in block.items)
    return _table(block, numbers) if isinstance(block, Grid) else ""


def _opening(text: str) -> str:
    """A line whose start cannot be taken for a heading or a list."""
    return _STARTS.sub(r"\1\\\2", text.lstrip())


def _table(grid: Grid, numbers: dict[str, int]) -> str:
    head = "| " + " | ".join(_text(column.name) for column in grid.columns) + " |"
    rule = "|" + "|".join("---:" if column.kind == "number" else "---" for column in grid.columns) + "|"
    rows = ["| " + " | ".join(_line(cell, numbers, cell=True) for cell in row) + " |" for row in grid.rows]
    return "\n".join([f"{_text(grid.caption)}:", "", head, rule, *rows])


def _line(line: Line, numbers: dict[str, int], *, cell: bool = False) -> str:
    return "".join(_run(run, numbers, cell=cell) for run in line)


def _run(run: Run, numbers: dict[str, int], *, cell: bool) -> str:
    text = _code(run.text, cell=cell) if run.code else _text(run.text)
    notes = "".join(f"[^{numbers[source]}]" for source in run.sources)
    return (f"**{text}**" if run.strong else text) + notes


def _code(text: str, *, cell: bool) -> str:
    """A code span whose fence is longer than any row of backticks inside; a table still splits at a bare bar."""
    shown = clean(text)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if "`" in shown else ""
    spanned = f"{fence}{pad}{shown}{pad}{fence}"
    return spanned.replace("|", "\\|") if cell else spanned


def _text(text: str) -> str:
    """Text that shows as itself: escaped wherever Markdown would read markup."""
    return _SPECIAL.sub(r"\\\g<0>", clean(text))


def _footnote(source: Source) -> str:
    known = [source.title or "not described in the catalog", source.publisher, source.date, source.version]
    parts = [_text(part) for part in known if part]
    if source.url:
        parts.append(f"<{source.url}>" if _LINK.match(source.url) else _text(source.url))
    licence = f" Licence: {_text(source.licence)}." if source.licence else ""
    return f"[^{source.number}]: {', '.join(parts)} ({_code(source.id, cell=False)}).{licence}"
