"""Contrast of the own themes by WCAG, and how far apart good, warning and bad are to colour-blind eyes."""

from itertools import combinations

import pytest
from textual.color import Color
from textual.theme import Theme

from advisor.tui.themes import OKABE_ITO, OWN

READABLE = 4.5
APART = 20.0
DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
PROTANOPIA = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def luminance(color: Color) -> float:
    red, green, blue = (linear(value / 255) for value in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(Color.parse(first)), luminance(Color.parse(second))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen_lab(color: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """CIE Lab (D65) of a colour as seen with a colour vision deficiency (Machado 2009, severity 1)."""
    rgb = [linear(value / 255) for value in Color.parse(color).rgb]
    seen = [min(1.0, max(0.0, sum(w * c for w, c in zip(row, rgb, strict=True)))) for row in matrix]
    x = (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047
    y = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
    z = (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883
    fx, fy, fz = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
@pytest.mark.parametrize("tone", ["foreground", "success", "warning", "error", "accent", "dim"])
def test_every_tone_is_readable(theme: Theme, tone: str) -> None:
    for ground in (theme.background, theme.surface):
        assert contrast(theme.variables.get(tone) or getattr(theme, tone), ground) >= READABLE


@pytest.mark.parametrize("matrix", [DEUTERANOPIA, PROTANOPIA], ids=["deuteranopia", "protanopia"])
def test_the_colour_blind_theme_keeps_verdicts_apart(matrix: tuple[tuple[float, ...], ...]) -> None:
    tones = (OKABE_ITO.success, OKABE_ITO.warning, OKABE_ITO.error)
    for first, second in combinations(tones, 2):
        pairs = zip(seen_lab(first, matrix), seen_lab(second, matrix), strict=True)
        assert sum((a - b) ** 2 for a, b in pairs) ** 0.5 >= APART
