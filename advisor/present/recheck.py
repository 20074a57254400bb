"""What a recheck found as the JSON document `advisor.recheck/1` and as text; it computes nothing."""

import json
from collections.abc import Iterator
from typing import Any

from advisor.present.text import clean
from advisor.present.values import plain
from advisor.record_changes import Recheck

SCHEMA = "advisor.recheck/1"


def document(found: Recheck) -> dict[str, Any]:
    """The recheck as plain data, `schema` first."""
    return {"schema": SCHEMA, **plain(found)}


def text(document: dict[str, Any]) -> str:
    """Indented ASCII; NaN and infinity raise ValueError."""
    return json.dumps(document, indent=1, allow_nan=False)


def page(found: Recheck) -> Iterator[str]:
    """The verdict first, then every change."""
    yield clean(found.sentence)
    yield f"catalog {found.digest_before[:12]} as of {found.as_of_before} -> {found.digest[:12]} as of {found.as_of}"
    for change in found.changes:
        yield f"  {change.kind}: {clean(change.text)}"
