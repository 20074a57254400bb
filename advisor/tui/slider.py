"""The what-if track: values of one requirement on a logarithmic scale, and where the answer flips. Pure."""

import math
from typing import NamedTuple

from advisor.options import BY_KEY
from advisor.report import Report

FIRST = "worth"
"""The requirement that slides when the field under the cursor cannot."""
STEP = 1.1
REACH = 10.0
_KINDS = {"positive", "per_day", "number", "usd", "usd_positive", "usd_month", "seconds", "gigabytes", "months"}
_SHARES = {"share"}


class Track(NamedTuple):
    key: str
    value: float
    start: float
    end: float
    flips: tuple[tuple[float, str], ...]
    """(value, option that is first from there) within the track, ascending."""


def slides(key: str) -> bool:
    """Whether a requirement is a number that can slide."""
    return key in BY_KEY and BY_KEY[key].kind in _KINDS | _SHARES


def track(key: str, middle: float | None, report: Report) -> Track | None:
    """The track around `middle`, one decade each way (a share: 0 to 1); None without a value to slide: 0 has none."""
    now = report.requirements.get(key)
    if not isinstance(now, int | float) or isinstance(now, bool):
        return None
    centre = float(now) if middle is None else middle
    if centre <= 0 and BY_KEY[key].kind not in _SHARES:
        return None
    start, end = (0.0, 1.0) if BY_KEY[key].kind in _SHARES else (centre / REACH, centre * REACH)
    leader = report.options[0].flips if report.options else ()
    flips = sorted((flip.to, flip.then) for flip in leader if flip.lever == key and start <= flip.to <= end)
    return Track(key, float(now), start, end, tuple(flips))


def stepped(held: Track, steps: int) -> float:
    """The value `steps` steps on: 10 % each, or 0.05 of a share."""
    if BY_KEY[held.key].kind in _SHARES:
        return round(min(1.0, max(0.0, held.value + 0.05 * steps)), 4)
    return float(f"{min(held.end, max(held.start, (held.value or held.start) * STEP**steps)):.4g}")


def cell(held: Track, value: float, width: int) -> int:
    """Where a value stands on a track of `width` cells."""
    if BY_KEY[held.key].kind in _SHARES or held.start <= 0:
        share = (value - held.start) / max(held.end - held.start, 1e-12)
    else:
        share = math.log(max(value, held.start) / held.start) / math.log(held.end / held.start)
    return max(0, min(width - 1, round(share * (width - 1))))
