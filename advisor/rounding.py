"""Rounding for display: parts that still sum to the rounded total, and critical values that still flip.

Largest remainder: every part is rounded down, then those with the largest remainders get the missing units.
"""

from collections.abc import Sequence
from math import ceil, floor, fsum


def rounded(value: float, digits: int = 6) -> float:
    """`value` to `digits` decimals, never -0.0."""
    return round(value, digits) + 0.0


def rounded_parts(parts: Sequence[float], digits: int = 6) -> tuple[tuple[float, ...], float]:
    """(parts, total), both to `digits` decimals: the total is the rounded sum and the parts sum to it.

    No part moves by a whole unit. Equal remainders favour the earlier part, so the result is one of a kind.
    """
    unit = 10.0**digits
    scaled = [part * unit for part in parts]
    units = [floor(part) for part in scaled]
    remainders = [part - whole for part, whole in zip(scaled, units, strict=True)]
    missing = round(fsum(remainders))
    for index in sorted(range(len(parts)), key=lambda index: -remainders[index])[:missing]:
        units[index] += 1
    return tuple(whole / unit for whole in units), sum(units) / unit


def outward(value: float, origin: float, digits: int = 6) -> float:
    """`value` rounded away from `origin`, so that a flip's rounded value still flips; the rounded origin if equal."""
    unit = 10.0**digits
    if abs(value - origin) <= 1e-12 * abs(origin):
        return rounded(origin, digits)
    return (ceil(value * unit) if value > origin else floor(value * unit)) / unit
