"""The recommendation as one JSON document of the contract `advisor.recommendation/1`."""

import json

from advisor.hints import Any
from advisor.present.values import plain
from advisor.report import Report

SCHEMA = "advisor.recommendation/1"


def document(report: Report) -> dict[str, Any]:
    """The contract's document as plain data, `schema` first."""
    return {"schema": SCHEMA, **plain(report)}


def render(report: Report) -> str:
    """One line of ASCII, so that no locale and no terminal can garble it; NaN and infinity raise ValueError.

    Not indented: that would take the encoder's slow path, and whoever reads it with eyes has jq or --table.
    """
    return json.dumps(document(report), allow_nan=False) + "\n"
