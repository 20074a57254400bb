"""The recommendation as one JSON document of the contract `advisor.recommendation/1`."""

import json
from typing import Any

from advisor.present.values import plain
from advisor.report import Report

SCHEMA = "advisor.recommendation/1"


def document(report: Report) -> dict[str, Any]:
    """The contract's document as plain data, `schema` first."""
    return {"schema": SCHEMA, **plain(report)}


def render(report: Report) -> str:
    """Indented UTF-8 text; NaN and infinity raise ValueError, they are never printed."""
    return json.dumps(document(report), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
