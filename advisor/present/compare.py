"""A comparison as the JSON document `advisor.compare/1` and as text; it computes nothing."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from advisor.explain_compare import Comparison, Side
from advisor.explain_words import money, terms
from advisor.present.format import UNKNOWN, of_100
from advisor.present.text import clean
from advisor.present.values import plain
from advisor.requirements import Requirements, echo

SCHEMA = "advisor.compare/1"


def document(found: Comparison, requirements: Requirements, notes: Sequence[str]) -> dict[str, Any]:
    """The comparison as plain data, `schema` first."""
    asked = {"requirements": echo(requirements), "as_of": requirements.as_of}
    return {"schema": SCHEMA, **asked, **plain(found), "notes": list(notes)}


def text(document: dict[str, Any]) -> str:
    """Indented ASCII; NaN and infinity raise ValueError."""
    return json.dumps(document, indent=1, allow_nan=False)


def page(found: Comparison, requirements: Requirements, notes: Sequence[str]) -> Iterator[str]:
    """Lines for people: one block an option, then the differences and who wins where."""
    yield f"{requirements.workload.id}, as of {requirements.as_of}; {_code(requirements)} per 1,000 calls"
    for note in notes:
        yield f"note: {clean(note)}"
    for side in found.options:
        yield ""
        yield from _side(side, requirements)
    yield ""
    for sentence in found.sentences:
        yield clean(sentence)


def _code(requirements: Requirements) -> str:
    return requirements.currency[0] if requirements.currency else "USD"


def _side(side: Side, requirements: Requirements) -> Iterator[str]:
    mark = {"review": " ?", "excluded": " ✗"}.get(side.status, "")
    yield f"{clean(side.id)}{mark}"
    if side.net_benefit is None:
        yield f"  not known: {clean(side.reason or 'a term of its net benefit')}"
        return
    found = side.net_benefit.terms
    *amounts, total = terms([term.usd_per_1k_calls for term in found], 2, requirements.currency)
    shown = "  ".join(f"{term.name} {amount}" for term, amount in zip(found, amounts, strict=True))
    yield f"  net benefit {total} = {shown}"
    month = UNKNOWN if side.usd_per_month is None else money(requirements.currency)(side.usd_per_month)
    yield f"  {of_100(side.p_success)} of 100 right, {month} a month"
