"""What a check finds: the parts of a claim with the figures on both sides, and the verdict that follows from them."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

Verdict = Literal["holds", "partly", "does-not-hold", "open"]


class Part(NamedTuple):
    """One thing a claim states, held against the facts."""

    name: str
    found: Any
    """None = not known."""
    agrees: bool | None
    """None = cannot be told."""
    missing: str | None = None
    """Which fact is not known, where one is not."""


class Finding(NamedTuple):
    parts: tuple[Part, ...]
    """They decide the verdict."""
    beside: Mapping[str, Any]
    """Figures shown with it that decide nothing."""
    sources: tuple[str, ...]


def verdict_of(parts: Iterable[Part]) -> Verdict:
    """All parts agree: holds. At least half agree: partly. Fewer than half still can: does not hold. Else open."""
    known = [part.agrees for part in parts]
    agree, unknown = known.count(True), known.count(None)
    if known and agree == len(known):
        return "holds"
    if known and 2 * (agree + unknown) < len(known):
        return "does-not-hold"
    if agree and 2 * agree >= len(known):
        return "partly"
    return "open" if unknown or not known else "does-not-hold"


def near(found: float, said: float, tolerance: float) -> bool:
    """Within a relative tolerance of what was said."""
    return abs(found - said) <= tolerance * abs(said)


def compared(found: Mapping[str, float], said: Mapping[str, float], tolerance: float) -> tuple[Part, ...]:
    """Each figure said against the one found under its name; one that nothing was found for is unknown."""
    return tuple(
        Part(name, found[name], near(found[name], figure, tolerance))
        if name in found
        else unknown(name, f"figure {name}")
        for name, figure in said.items()
    )


def unknown(name: str, missing: str) -> Part:
    return Part(name, None, None, missing)


def cited(*groups: Iterable[str]) -> tuple[str, ...]:
    """Source ids in order, each once."""
    return tuple(dict.fromkeys(source for group in groups for source in group))
