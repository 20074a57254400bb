"""Puts fitted constants into the text of `speed.toml`: values change, comments, order and judged constants stay."""

import re
from collections.abc import Mapping

import numpy as np

from advisor.validation.parameters import NAMES, Vector

STAND_INS = {"vendor.amd-instinct": "vendor.amd", "vendor.nvidia-unified": "vendor.nvidia"}
"""Sections without rows of their own that take the values of another."""
AT_MOST_ONE = ("coverage_skew", "low_precision_gain")
"""Experts are not drawn more evenly than uniformly, and a format gains no more than its peak rate."""
_SECTION = re.compile(r"\[(.+?)\]")
_ENTRY = re.compile(r"(\w+) = (\[[^\]]*\]|[^\s#]+)")


def values(vector: Vector, intervals: Mapping[str, tuple[float, float]], fitted: str) -> dict[str, str]:
    """Key of the file (`section.key`, quotes left out) -> its new value as TOML."""
    table = {"fitted": fitted}
    for name, value in zip(NAMES, np.exp(vector), strict=True):
        kept = min(1.0, value) if name in AT_MOST_ONE else value
        table[name if "." in name else f"base.{name}"] = f"{kept:.3f}"
    for copy, of in STAND_INS.items():
        table |= {f"{copy}.{key}": table[f"{of}.{key}"] for key in ("efficiency", "launch")}
    return table | {f"interval.{name}": f"[{low:.2f}, {high:.2f}]" for name, (low, high) in intervals.items()}


def rewritten(text: str, new: Mapping[str, str]) -> str:
    """The text with the given values; ValueError names keys that it does not have."""
    section, missing, lines = "", set(new), []
    for line in text.splitlines():
        if head := _SECTION.match(line):
            section = head[1].replace('"', "") + "."
        entry = _ENTRY.match(line)
        key = section + entry[1] if entry else ""
        if entry and key in new:
            missing.discard(key)
            line = f"{entry[1]} = {new[key]}{line[entry.end() :]}"
        lines.append(line)
    if missing:
        raise ValueError(f"speed.toml has no {', '.join(sorted(missing))}")
    return "\n".join(lines) + "\n"
