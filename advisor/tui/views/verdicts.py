"""Verdicts, bands and marks as glyph plus word, so that no meaning hangs on colour alone."""

from advisor.report import RankedOption, Report
from advisor.tui.views.runs import Line, Tone, line

_VERDICTS: dict[str, tuple[str, Tone]] = {
    "allowed": ("✓ allowed", "good"),
    "review": ("? review", "warn"),
    "blocked": ("✗ blocked", "bad"),
}
_BANDS: dict[str, Tone] = {"clear": "good", "likely": "accent"}


def verdict(status: str) -> Line:
    text, tone = _VERDICTS.get(status, (f"? {status}", "warn"))
    return line(text, tone)


def band(word: str | None) -> Line:
    """`clear`, `likely` or `toss-up: test`."""
    return line(word, _BANDS.get(word, "warn")) if word else ()


def gate(name: str) -> Line:
    return line(f"✗ {name}", "bad")


def rank(option: RankedOption, ties: dict[int, int]) -> str:
    """`3`, or `1=` when others share the tie group; the group's first rank is shown for all of it."""
    return f"{option.rank}=" if ties[option.tie_group] > 1 else str(option.rank)


def tie_sizes(report: Report) -> dict[int, int]:
    """Tie group -> how many of the shown options are in it."""
    sizes: dict[int, int] = {}
    for option in report.options:
        sizes[option.tie_group] = sizes.get(option.tie_group, 0) + 1
    return sizes
