"""The rules engine: may this option be used, here, for this data, and who says so.

Rules are data. They are specialised once against the company's facts, then each group of rules is evaluated once per
distinct combination of the fact groups it reads. Unknown route, model and hardware facts give a review and are named.
Never reads files, never knows an option's price or quality, and never says more than "no blocking rule found".
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from advisor.constraints import policy_text as text
from advisor.constraints.licence import Licence, LicenceFinding, find_licence, licence_findings, licence_of
from advisor.constraints.policy_derive import with_derived_model_facts, with_derived_route_facts
from advisor.constraints.policy_logic import Condition, Facts, Truth, holds
from advisor.constraints.policy_rules import (
    BLOCK,
    EFFECTS,
    OBLIGATION,
    Rule,
    Vocabulary,
    compile_rules,
    is_stale,
    vocabulary_of,
)

STATUS = ("allowed", "allowed", "review", "blocked")
NO_CHIPS: Facts = {"chips": ()}


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


class SpecialRule(NamedTuple):
    """A rule with its company conditions already decided; what is left reads route, model and hardware facts."""

    rule: Rule
    applies: tuple[Condition, ...]
    applies_any: tuple[Condition, ...]
    require: tuple[Condition, ...]
    company_fails: bool
    company_unknown: tuple[str, ...]
    groups: tuple[str, ...]


def _undecided(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return tuple(one for one in conditions if one.group != "ctx")


def _company_truths(conditions: tuple[Condition, ...], ctx: Facts) -> dict[str, bool | None]:
    return {one.fact: holds(one, ctx) for one in conditions if one.group == "ctx"}


def specialise(rule: Rule, ctx: Facts) -> SpecialRule | None:
    """The rule for this company; None when its company conditions fail or are not stated."""
    if not all(one.wanted for one in rule.applies):
        return None
    if any(truth is not True for truth in _company_truths(rule.applies, ctx).values()):
        return None
    alternatives = _undecided(rule.applies_any)
    if rule.applies_any:
        if any(truth is True for truth in _company_truths(rule.applies_any, ctx).values()):
            alternatives = ()
        elif not alternatives:
            return None
    demands = _company_truths(rule.require, ctx)
    applies, require = _undecided(rule.applies), _undecided(rule.require)
    return SpecialRule(
        rule=rule,
        applies=applies,
        applies_any=alternatives,
        require=require,
        company_fails=any(truth is False for truth in demands.values()),
        company_unknown=tuple(sorted(fact for fact, truth in demands.items() if truth is None)),
        groups=tuple(sorted({one.group for one in (*applies, *alternatives, *require)})),
    )


class CompiledRules:
    """The rules of one company on one day, with the verdicts already given (equal facts are evaluated once)."""

    def __init__(
        self,
        rules: Iterable[Rule],
        ctx: Facts,
        words: Vocabulary,
        licences: Mapping[str, Licence],
        as_of: str,
    ) -> None:
        known = tuple(rules)
        self.ctx = ctx
        self.words = words
        self.licences = licences
        self.as_of = as_of
        self.rules_checked = len(known)
        self._by_groups: dict[tuple[str, ...], list[SpecialRule]] = {}
        for rule in known:
            special = specialise(rule, ctx)
            if special is not None:
                self._by_groups.setdefault(special.groups, []).append(special)
        self._partial: dict[tuple[object, ...], tuple[Reason, ...]] = {}
        self._verdicts: dict[tuple[int, int, int], Verdict] = {}
        self._identity: dict[int, tuple[int, Facts, Facts]] = {}
        self._numbers: dict[tuple[object, ...], tuple[int, Facts]] = {}

    def verdict(self, route: Facts, model: Facts, hw: Facts | None) -> Verdict:
        """The verdict on one combination of route, model and hardware facts (`hw=None`: no chips of one's own)."""
        route_number, route_facts = self._facts("route", route)
        model_number, model_facts = self._facts("model", model)
        hw_number, hw_facts = self._facts("hw", NO_CHIPS if hw is None else hw)
        key = (route_number, model_number, hw_number)
        verdict = self._verdicts.get(key)
        if verdict is None:
            numbers = {"route": route_number, "model": model_number, "hw": hw_number}
            facts = {"route": route_facts, "model": model_facts, "hw": hw_facts}
            verdict = self._verdicts[key] = self._decide(facts, numbers)
        return verdict

    def _facts(self, group: str, facts: Facts) -> tuple[int, Facts]:
        """A number for this set of facts, the same for equal sets, and the set with derived facts."""
        seen = self._identity.get(id(facts))
        if seen is not None and seen[2] is facts:
            return seen[0], seen[1]
        key = (group, *sorted((name, repr(value)) for name, value in facts.items()))
        if key not in self._numbers:
            self._numbers[key] = (len(self._numbers), self._derived(group, facts))
        number, derived = self._numbers[key]
        self._identity[id(facts)] = (number, derived, facts)
        return number, derived

    def _derived(self, group: str, facts: Facts) -> Facts:
        if group == "route":
            return with_derived_route_facts(facts, self.ctx, self.words)
        return with_derived_model_facts(facts, self.words) if group == "model" else dict(facts)

    def _decide(self, facts: dict[str, Facts], numbers: dict[str, int]) -> Verdict:
        reasons: list[Reason] = list(self._licence_reasons(facts, numbers))
        for groups, rules in self._by_groups.items():
            key = (groups, *(numbers[group] for group in groups))
            found = self._partial.get(key)
            if found is None:
                outcomes = (apply_rule(rule, facts, self.words) for rule in rules)
                found = self._partial[key] = tuple(reason for reason in outcomes if reason is not None)
            reasons.extend(found)
        return make_verdict(reasons, self.rules_checked)

    def _licence_reasons(self, facts: dict[str, Facts], numbers: dict[str, int]) -> tuple[Reason, ...]:
        licence = find_licence(facts["model"].get("license"), self.licences)
        reads_route = licence is not None and licence.reads_route
        key = ("licence", numbers["model"], numbers["route"] if reads_route else None)
        found = self._partial.get(key)
        if found is None:
            findings = licence_findings(licence, self.ctx, facts["model"], facts["route"], self.words)
            found = self._partial[key] = tuple(licence_reason(one, licence, self.as_of, self.words) for one in findings)
        return found


def make_verdict(reasons: Iterable[Reason], rules_checked: int) -> Verdict:
    """The worst effect decides; reasons are ordered worst first, then by kind and id."""
    ordered = sorted(reasons, key=lambda one: (-EFFECTS.index(one.effect), one.kind, one.rule, one.explain))
    worst = EFFECTS.index(ordered[0].effect) if ordered else 0
    unknown = {name for reason in ordered for name in reason.unknown_facts}
    return Verdict(STATUS[worst], tuple(ordered), rules_checked, tuple(sorted(unknown)))


def _fires(special: SpecialRule, facts: Mapping[str, Facts]) -> tuple[bool, list[str]]:
    """Whether the rule may apply to the option, and which facts that depends on."""
    unknown: list[str] = []
    for one in special.applies:
        truth = holds(one, facts[one.group])
        if truth is False:
            return False, []
        if truth is None:
            unknown.append(one.fact)
    truths = [(one.fact, holds(one, facts[one.group])) for one in special.applies_any]
    if any(truth is True for _, truth in truths):
        return True, unknown
    doubtful = [fact for fact, truth in truths if truth is None]
    return not truths or bool(doubtful), unknown + doubtful


def _requirements_met(special: SpecialRule, facts: Mapping[str, Facts]) -> tuple[Truth, list[str]]:
    """False when any requirement fails, else None when one is not known, with the names of the unknown facts."""
    truths = [(one.fact, holds(one, facts[one.group])) for one in special.require]
    if special.company_fails or any(truth is False for _, truth in truths):
        return False, []
    unknown = [*special.company_unknown, *(fact for fact, truth in truths if truth is None)]
    return (None if unknown else True), unknown


def apply_rule(special: SpecialRule, facts: Mapping[str, Facts], words: Vocabulary) -> Reason | None:
    """What one rule says of one option: nothing, an obligation, a review or a block."""
    rule = special.rule
    fires, unknown = _fires(special, facts)
    if not fires:
        return None
    met, missing = _requirements_met(special, facts) if rule.require else (False, [])
    if met is True:
        return rule_reason(special, OBLIGATION, (), words) if rule.obligations else None
    unknown = sorted({*unknown, *missing})
    return rule_reason(special, rule.on_unknown if unknown else rule.effect, tuple(unknown), words)


def rule_reason(special: SpecialRule, effect: int, unknown: tuple[str, ...], words: Vocabulary) -> Reason:
    """The reason a rule gives, with the sentence for unknown facts in front."""
    rule = special.rule
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
        would_change=text.would_change(rule.require, special.applies + special.applies_any, words.facts),
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


class PolicyData(NamedTuple):
    """The policy part of the catalog as plain data: vocabulary, rule files, licence files."""

    vocabulary: Mapping[str, Any]
    rules: tuple[Mapping[str, Any], ...]
    licences: tuple[Mapping[str, Any], ...]


def compile_policy(
    data: PolicyData, ctx: Facts, as_of: str, extra_rules: Iterable[Mapping[str, Any]] = ()
) -> CompiledRules:
    """The rules of `data` (and of the user's policy file) specialised for one company on one day."""
    words = vocabulary_of(data.vocabulary)
    rules = compile_rules([*data.rules, *extra_rules], words, ctx, as_of)
    licences = {str(raw["id"]): licence_of(raw, words) for raw in data.licences}
    return CompiledRules(rules, ctx, words, licences, as_of)


def evaluate(
    rules: CompiledRules | PolicyData, ctx: Facts, route: Facts, model: Facts, hw: Facts | None, as_of: str
) -> Verdict:
    """The verdict on one option; hand in `CompiledRules` to evaluate many."""
    compiled = rules if isinstance(rules, CompiledRules) else compile_policy(rules, ctx, as_of)
    return compiled.verdict(route, model, hw)
