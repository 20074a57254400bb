"""Verdicts and their reasons: who says what about an option, how sure that is, and what would change it.

Never decides whether a rule applies. The worst effect of all reasons is the verdict, whatever their order.
"""

from collections.abc import Iterable

from advisor.constraints import policy_text as text
from advisor.constraints.licence import Licence, LicenceFinding
from advisor.constraints.policy_logic import Condition
from advisor.constraints.policy_rules import BLOCK, EFFECTS, Rule, Vocabulary, is_stale
from advisor.tuples import NamedTuple


class Reason(NamedTuple):
    """One rule, licence clause or policy that says something about the option."""

    rule: str
    effect: str
    explain: str
    citation: str
    confidence: str
    would_change: str
    unknown_facts: tuple[str, ...]
    kind: str
    gate: str
    caveat: str | None
    stale: bool
    obligations: tuple[str, ...]
    badge: str
    url: str
    date: str
    title: str
    status: str


class Verdict(NamedTuple):
    """`allowed`, `review` or `blocked`, with every reason, worst first."""

    status: str
    reasons: tuple[Reason, ...]
    rules_checked: int
    unknown_facts: tuple[str, ...]

    @property
    def gates(self) -> tuple[str, ...]:
        """The gates (licence, policy, residency, origin) that exclude a blocked option."""
        return tuple(sorted({reason.gate for reason in self.reasons if reason.effect == "block"}))


class Reasons(NamedTuple):
    """Reasons by effect, each part by kind and rule id."""

    blocks: tuple[Reason, ...]
    reviews: tuple[Reason, ...]
    obligations: tuple[Reason, ...]
    unknown_facts: frozenset[str]


def by_effect(reasons: Iterable[Reason]) -> Reasons:
    ordered = sorted(reasons, key=lambda one: (one.kind, one.rule, one.explain))
    blocks, reviews, obligations = (
        tuple(one for one in ordered if one.effect == effect) for effect in ("block", "review", "obligation")
    )
    unknown = frozenset(name for reason in ordered for name in reason.unknown_facts)
    return Reasons(blocks, reviews, obligations, unknown)


def make_verdict(parts: Iterable[Reasons], rules_checked: int) -> Verdict:
    """The worst effect decides; reasons come worst first."""
    blocks: tuple[Reason, ...] = ()
    reviews: tuple[Reason, ...] = ()
    obligations: tuple[Reason, ...] = ()
    unknown: frozenset[str] = frozenset()
    for part in parts:
        blocks += part.blocks
        reviews += part.reviews
        obligations += part.obligations
        if part.unknown_facts:
            unknown = unknown | part.unknown_facts
    status = "blocked" if blocks else "review" if reviews else "allowed"
    return Verdict(status, blocks + reviews + obligations, rules_checked, tuple(sorted(unknown)))


def rule_reason(
    rule: Rule, applies: tuple[Condition, ...], effect: int, unknown: tuple[str, ...], words: Vocabulary
) -> Reason:
    """The reason a rule gives, with the sentence for unknown facts in front."""
    sentences = [text.unknown_sentence(unknown, words.facts)] if unknown else []
    sentences.append(rule.explain)
    if effect == BLOCK and rule.kind != "policy" and rule.confidence == "general_knowledge":
        sentences.append(text.UNVERIFIED_BLOCK)
    return Reason(
        rule=rule.id,
        effect=EFFECTS[effect],
        explain=" ".join(sentences),
        citation=rule.citation,
        confidence=rule.confidence,
        would_change=text.would_change(rule.require, applies, words.facts),
        unknown_facts=unknown,
        kind=rule.kind,
        gate=rule.gate,
        caveat=rule.caveat,
        stale=rule.stale,
        obligations=rule.obligations,
        badge=text.badge(rule.confidence, rule.stale, rule.kind),
        url=rule.url,
        date=rule.date,
        title=rule.title,
        status=rule.status,
    )


def licence_reason(finding: LicenceFinding, licence: Licence | None, as_of: str, words: Vocabulary) -> Reason:
    """The reason a licence clause gives; a licence that is not known cites nothing."""
    stale = licence is not None and is_stale(licence.checked, as_of, words)
    confidence = licence.confidence if licence else "general_knowledge"
    unverified = finding.effect == "block" and confidence == "general_knowledge"
    return Reason(
        rule=licence.id if licence else "licence-unknown",
        effect=finding.effect,
        explain=f"{finding.explain} {text.UNVERIFIED_BLOCK}" if unverified else finding.explain,
        citation=f"{licence.name}, {finding.clause}" if licence else "no licence text on record",
        confidence=confidence,
        would_change=finding.would_change,
        unknown_facts=finding.unknown_facts,
        kind="licence",
        gate="licence",
        caveat=licence.note if licence else None,
        stale=stale,
        obligations=finding.obligations,
        badge=text.badge(confidence, stale, "licence"),
        url=licence.url if licence else "",
        date=licence.date if licence else "",
        title=licence.name if licence else "Licence not known",
        status="in_force",
    )
