"""Numbers as people read them: the same figure looks the same in the table, the page and the session.

Unknown (None) is always `?`, never 0. Takes numbers in the report's units and returns text; it computes nothing.
"""

from collections.abc import Callable

Shower = Callable[[float | None], str]
UNKNOWN = "?"
MINUS = "−"
_SUFFIXES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))


def count(value: float | None) -> str:
    """A whole number with separators: `1,214`."""
    return UNKNOWN if value is None else _minus(f"{value:,.0f}")


def compact(value: float | None) -> str:
    """A count as people type it: `60k`, `1.5M`, `300`."""
    if value is None:
        return UNKNOWN
    for scale, suffix in _SUFFIXES:
        if abs(value) >= scale * 0.99995:
            return _minus(f"{value / scale:.4g}") + suffix
    return _minus(f"{value:.4g}")


def decimal(value: float | None) -> str:
    """Three significant digits below 100, whole above, separators: `0.57`, `1,870`, `0.00042`."""
    if value is None:
        return UNKNOWN
    size = abs(value)
    if size >= 99.95:
        return _minus(f"{value:,.0f}")
    if size >= 0.095:
        return _minus(f"{value:.1f}" if size >= 9.995 else f"{value:.2f}")
    return _minus(f"{value:.2g}") if size >= 1e-4 or size == 0 else _minus(f"{value:.1e}")


def money(value: float | None) -> str:
    """USD: `$1,870`, `$0.57`, `−$3.20`."""
    if value is None:
        return UNKNOWN
    return f"{MINUS if value < 0 else ''}${decimal(abs(value))}"


def signed(value: float | None) -> str:
    """With its sign always shown: `+44.0`, `−1.54`, `0`."""
    if value is None:
        return UNKNOWN
    return "0" if value == 0 else f"{'+' if value > 0 else MINUS}{decimal(abs(value))}"


def of_100(share: float | None) -> str:
    """A probability as right answers of 100: `89`, `99.6` near the ends."""
    if share is None:
        return UNKNOWN
    return f"{share * 100:.1f}" if share > 0.985 or share < 0.015 else f"{share * 100:.0f}"


def percent(share: float | None) -> str:
    """A share: `22 %`."""
    return UNKNOWN if share is None else f"{share * 100:.3g} %"


def seconds(value: float | None) -> str:
    """A duration: `0.4 s`, `12 s`, `85 ms`."""
    if value is None:
        return UNKNOWN
    if value < 0.0995:
        return f"{value * 1000:.0f} ms"
    return f"{value:.1f} s" if value < 9.95 else f"{value:,.0f} s"


def gigabytes(value: float | None) -> str:
    """Memory: `17.8 GB`."""
    if value is None:
        return UNKNOWN
    return f"{value:.1f} GB" if value < 99.95 else f"{value:,.0f} GB"


def _minus(text: str) -> str:
    return text.replace("-", MINUS, 1) if text.startswith("-") else text
