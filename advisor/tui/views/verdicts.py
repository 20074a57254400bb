"""Verdicts, bands and marks as glyph plus word, so that no meaning hangs on colour alone."""

from collections.abc import Mapping

from advisor.report import RankedOption, Report
from advisor.tui.views.runs import Line, Tone, line

_VERDICTS: dict[str, tuple[str, Tone]] = {
    "allowed": ("✓ allowed", "good"),
    "review": ("? review", "warn"),
    "blocked": ("✗ blocked", "bad"),
}
Ties = Mapping[int, tuple[int, int]]
"""Tie group -> (its first rank, how many of the shown options are in it)."""

_BANDS: dict[str, Tone] = {"clear": "good", "likely": "accent"}


def verdict(status: str) -> Line:
    text, tone = _VERDICTS.get(status, (f"? {status}", "warn"))
    return line(text, tone)


def band(word: str | None) -> Line:
    """`clear`, `likely` or `toss-up: test`."""
    return line(word, _BANDS.get(word, "warn")) if word else ()


def gate(name: str) -> Line:
    return line(f"✗ {name}", "bad")


def rank(option: RankedOption, ties: Ties) -> str:
    """`3`, or `1=` when others share the tie group; the group's first rank is shown for all of it."""
    first, size = ties[option.tie_group]
    return f"{first}=" if size > 1 else str(option.rank)


def ties_of(report: Report) -> Ties:
    found: dict[int, tuple[int, int]] = {}
    for option in report.options:
        first, size = found.get(option.tie_group, (option.rank, 0))
        found[option.tie_group] = (first, size + 1)
    return found
