"""Verdicts and rules as JSON documents and as lines for people. Never decides and never says that a route is in order.

Strings come from the catalog and from files, so each passes through `clean`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.constraints.policy_logic import Condition
from advisor.constraints.policy_rules import Rule
from advisor.constraints.policy_text import badge, headline
from advisor.constraints.policy_verdict import Reason, Verdict
from advisor.present.text import clean

WHO = {"law": "Rule", "licence": "Licence", "policy": "Your policy"}
OPERATOR_WORDS = {
    "eq": "is", "ne": "is not", "in": "is one of", "not_in": "is none of", "any_of": "has any of",
    "none_of": "has none of", "subset_of": "lies within", "is_true": "is true", "is_false": "is false",
    "gt": "is above",
}  # fmt: skip
STATUS_WORDS = {"allowed": "allowed", "review": "allowed with review", "blocked": "blocked"}


def verdict_document(verdict: Verdict, as_of: str, disclaimer: str, ignored: tuple[str, ...]) -> dict[str, Any]:
    """The JSON document `advisor.policy/1`."""
    return {
        "schema": "advisor.policy/1",
        "verdict": verdict.status,
        "headline": headline(verdict.status, verdict.rules_checked, as_of),
        "reasons": [_reason_document(reason) for reason in verdict.reasons],
        "unknown_facts": list(verdict.unknown_facts),
        "ignored_facts": list(ignored),
        "rules_checked": verdict.rules_checked,
        "as_of": as_of,
        "disclaimer": disclaimer,
    }


def _reason_document(reason: Reason) -> dict[str, Any]:
    fields = reason._asdict()
    lists = {name: list(fields[name]) for name in ("unknown_facts", "obligations")}
    return {**fields, **lists}


def verdict_lines(verdict: Verdict, as_of: str, disclaimer: str) -> Iterator[str]:
    """The verdict for people: what, who says so, how sure, what would change it."""
    yield f"{STATUS_WORDS[verdict.status].upper()}  {headline(verdict.status, verdict.rules_checked, as_of)}"
    for reason in verdict.reasons:
        yield ""
        yield from _reason_lines(reason)
    yield ""
    yield f"Checked against {verdict.rules_checked} rules as of {as_of}. {clean(disclaimer)}"


def _reason_lines(reason: Reason) -> Iterator[str]:
    yield f"{reason.effect:10s} {WHO[reason.kind]}: {clean(reason.title)}  [{clean(reason.rule)}]"
    yield f"  {clean(reason.explain)}"
    if reason.caveat:
        yield f"  Caveat: {clean(reason.caveat)}"
    for duty in reason.obligations:
        yield f"  - {clean(duty)}"
    place = f" {clean(reason.url)}" if reason.url else ""
    dated = f" ({clean(reason.date)})" if reason.date else ""
    yield f"  {clean(reason.citation)}{dated}.{place}  {reason.badge}."
    if reason.would_change and reason.effect != "obligation":
        yield f"  What would change this: {clean(reason.would_change)}."


def rule_document(rule: Rule, raw: Mapping[str, Any]) -> dict[str, Any]:
    """One rule with its text, conditions and how far it can be relied on."""
    return {
        **raw,
        "status_at": rule.status,
        "stale": rule.stale,
        "badge": badge(rule.confidence, rule.stale, rule.kind),
    }


def _condition(one: Mapping[str, Any], compiled: Condition) -> str:
    """`ctx.data has any of PHI, PII`; a named set is followed by its members."""
    wanted = one.get("v", ())
    values = wanted if isinstance(wanted, (list, tuple)) else (wanted,)
    shown = ", ".join(map(str, values))
    if shown.startswith("@"):
        shown = f"{shown[1:]} ({', '.join(sorted(map(str, compiled.wanted)))})"
    elif shown.startswith("$ctx."):
        shown = f"what your {shown[5:]} lists"
    return f"{clean(one['f'])} {OPERATOR_WORDS[one['op']]} {clean(shown)}".rstrip()


def rule_lines(rule: Rule, raw: Mapping[str, Any]) -> Iterator[str]:
    """One rule in full, for people."""
    yield f"{clean(rule.id)}: {clean(rule.title)}"
    yield f"  {clean(rule.explain)}"
    if rule.caveat:
        yield f"  Caveat: {clean(rule.caveat)}"
    for part, name in (("applies", "applies when"), ("applies_any", "or any of"), ("require", "requires")):
        for one, compiled in zip(raw.get(part, ()), getattr(rule, part), strict=True):
            yield f"  {name}: {_condition(one, compiled)}"
    yield f"  effect: {clean(raw['effect'])}   status: {rule.status}   in: {', '.join(map(clean, rule.jurisdiction))}"
    for duty in rule.obligations:
        yield f"  - {clean(duty)}"
    yield f"  {clean(rule.citation)} ({clean(rule.date)}) {clean(rule.url)}".rstrip()
    reliance = badge(rule.confidence, rule.stale, rule.kind)
    yield f"  {reliance}; checked {clean(rule.checked)}; read: {clean(raw['read'])}"
