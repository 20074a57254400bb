"""The table of catalog files: path pattern, kind, authoring type and how an id is read from the path."""

from typing import Any

from advisor import schema, schema_briefing, schema_constants, schema_evidence, schema_policy
from advisor.tuples import NamedTuple

NAMES = {"providers/*/offers/*.toml": "offers"}
"""Kinds that are not named after their first folder."""


class Kind(NamedTuple):
    name: str
    """As in `advisor catalog list KIND`."""
    schema: str
    """As in `advisor schema NAME`."""
    pattern: str
    """`/` separated; `*` stands for one id."""
    type: Any

    def holds(self, relative: str) -> bool:
        """Whether the path is one of this kind."""
        parts, wanted = relative.split("/"), self.pattern.split("/")
        return len(parts) == len(wanted) and all(map(_fits, parts, wanted))

    def id_of(self, relative: str) -> str:
        """The last part of the path that the pattern leaves open; an offer is MODEL@PROVIDER."""
        parts, wanted = relative.removesuffix(".toml").split("/"), self.pattern.removesuffix(".toml").split("/")
        free = [part for part, pattern in zip(parts, wanted, strict=True) if pattern == "*"]
        if self.name == "offers":
            return f"{free[1]}@{free[0]}"
        return free[-1] if free else parts[-1]


def _fits(part: str, wanted: str) -> bool:
    if wanted.startswith("*"):
        return part.endswith(wanted[1:])
    return part == wanted


def _kind(pattern: str, authoring: Any) -> Kind:
    parts = pattern.removesuffix(".toml").split("/")
    name = NAMES.get(pattern, parts[0])
    file = "" if "*" in pattern or len(parts) == 1 else f"-{parts[-1]}"
    return Kind(name, f"catalog-{name}{file}", pattern, authoring)


CONSTANTS = dict[str, Any]
"""Tables that the estimators define and check themselves; an overlay may change them and add nothing."""

FILES: dict[str, Any] = {
    **schema.FILES,
    **schema_policy.FILES,
    **schema_evidence.FILES,
    **schema_constants.FILES,
    "hardware/*.toml": CONSTANTS,
    **schema_briefing.FILES,
}
KINDS: tuple[Kind, ...] = tuple(_kind(pattern, authoring) for pattern, authoring in FILES.items())
