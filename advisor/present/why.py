"""An explanation of one option as the JSON document `advisor.why/1` and as text; it computes nothing."""

import json
from collections.abc import Iterator
from typing import Any

from advisor.constraints.policy_text import headline
from advisor.explain_why import Why
from advisor.explain_words import money, terms
from advisor.present.format import of_100
from advisor.present.text import clean
from advisor.present.values import plain
from advisor.report import NetBenefit, RankedOption, Reason, Verdict
from advisor.requirements import Requirements, echo

SCHEMA = "advisor.why/1"
Currency = tuple[str, float] | None


def document(found: Why, requirements: Requirements) -> dict[str, Any]:
    """The explanation as plain data, `schema` first."""
    asked = {"requirements": echo(requirements), "as_of": requirements.as_of}
    return {"schema": SCHEMA, **asked, **plain(found)}


def text(document: dict[str, Any]) -> str:
    """Indented ASCII; NaN and infinity raise ValueError."""
    return json.dumps(document, indent=1, allow_nan=False)


def page(found: Why, requirements: Requirements) -> Iterator[str]:
    """Lines for people: standing, waterfall, bill, then the sentences and what to do next."""
    standing = f"rank {found.rank}" if found.rank is not None else "excluded"
    yield f"{clean(found.option)}: {standing} for {requirements.workload.id}, as of {requirements.as_of}"
    for note in found.notes:
        yield f"note: {clean(note.text)}"
    if found.net_benefit is not None:
        yield from _waterfall(found.net_benefit, requirements.currency)
    if found.row is not None:
        yield from _bill(found.row, requirements.currency)
    yield ""
    for sentence in found.sentences:
        yield f"- {clean(sentence)}"
    yield from _policy(found.verdict, headline(found.verdict.status, found.rules_checked, requirements.as_of))
    if found.row is not None:
        yield from _concerns(found.row)


def _waterfall(found: NetBenefit, currency: Currency) -> Iterator[str]:
    *amounts, total = terms([term.usd_per_1k_calls for term in found.terms], 4, currency)
    yield ""
    yield f"net benefit, {currency[0] if currency else 'USD'} per 1,000 calls"
    for term, amount in zip(found.terms, amounts, strict=True):
        yield f"  {term.name:24s}{amount:>12s}"
    yield f"  {'= net benefit':24s}{total:>12s}"


def _bill(row: RankedOption, currency: Currency) -> Iterator[str]:
    *amounts, total = terms([line.usd_per_1k_calls for line in row.cost.lines], 4, currency)
    yield ""
    month = money(currency)(row.cost.usd_per_month)
    yield f"bill, {currency[0] if currency else 'USD'} per 1,000 calls ({month} a month)"
    for line, amount in zip(row.cost.lines, amounts, strict=True):
        yield f"  {clean(line.name):24s}{amount:>12s}  {clean(', '.join(line.sources))}"
    yield f"  {'= bill':24s}{total:>12s}"
    yield ""
    right = row.quality.p_success
    yield ""
    yield f"right of 100: {of_100(right.mean)} ({of_100(right.low)} to {of_100(right.high)})"
    if row.quality.sources:
        yield f"  scores: {clean(', '.join(row.quality.sources))}"


def _policy(verdict: Verdict, found: str) -> Iterator[str]:
    """The verdict with who says so, how sure that is and what would change it."""
    yield ""
    yield f"policy: {verdict.status}{'' if verdict.asked else ' (no company facts were given)'}. {found}"
    for reason in verdict.reasons:
        yield f"  {reason.effect}: {clean(reason.explain)} [{clean(reason.rule)}]"
        yield from _authority(reason)


def _authority(reason: Reason) -> Iterator[str]:
    if reason.caveat:
        yield f"    Caveat: {clean(reason.caveat)}"
    if reason.date:
        place = f" {clean(reason.url)}" if reason.url else ""
        yield f"    {clean(reason.citation)} ({clean(reason.date)}).{place}  {clean(reason.badge)}."
    if reason.would_change and reason.effect != "obligation":
        yield f"    What would change this: {clean(reason.would_change)}."


def _concerns(row: RankedOption) -> Iterator[str]:
    """Warnings and next steps."""
    for warning in row.warnings:
        yield f"  ! {clean(warning.text)}"
    for step in row.next_steps:
        yield f"  next: {clean(step.text)}"
