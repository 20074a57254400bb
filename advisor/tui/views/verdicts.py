"""Verdicts, bands and marks as glyph plus word, so that no meaning hangs on colour alone."""

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
