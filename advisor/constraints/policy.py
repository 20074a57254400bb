"""The rules engine: may this option be used, here, for this data, and who says so.

Rules are data. They are specialised once against the company's facts, then each group of rules is evaluated once per
distinct combination of the fact groups it reads. Unknown route, model and hardware facts give a review and are named.
Never reads files, never knows an option's price or quality, and never says more than "no blocking rule found".
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from advisor.constraints.licence import Licence, find_licence, licence_findings, licence_of
from advisor.constraints.policy_apply import SpecialRule, apply_rule, specialise
from advisor.constraints.policy_company import NO_POLICY, CompanyPolicy, Waiver, covers
from advisor.constraints.policy_derive import with_derived_model_facts, with_derived_route_facts
from advisor.constraints.policy_logic import Facts
from advisor.constraints.policy_rules import Rule, Vocabulary, compile_rules, vocabulary_of
from advisor.constraints.policy_verdict import Reason, Reasons, Verdict, by_effect, licence_reason, make_verdict

NO_CHIPS: Facts = {"chips": ()}


class _RuleGroup(NamedTuple):
    """Rules that read the same groups of facts; `pick` takes their numbers out of (route, model, hw)."""

    pick: Callable[[tuple[int, int, int]], object]
    rules: list[SpecialRule]
    memo: dict[object, Reasons]


class CompiledRules:
    """The rules of one company on one day, with the verdicts already given (equal facts are evaluated once).

    The fact mappings handed in must not change afterwards: a mapping seen before is recognised by identity.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        ctx: Facts,
        words: Vocabulary,
        licences: Mapping[str, Licence],
        as_of: str,
        waivers: tuple[Waiver, ...] = (),
    ) -> None:
        known = tuple(rules)
        self.ctx = ctx
        self.words = words
        self.licences = licences
        self.as_of = as_of
        self.waivers = waivers
        self.rules_checked = len(known)
        self._groups = _grouped(special for special in (specialise(rule, ctx) for rule in known) if special)
        self._licence_memo: dict[object, Reasons] = {}
        self._verdicts: dict[tuple[int, int, int], Verdict] = {}
        self._numbered: dict[tuple[str, int], tuple[int, Facts, Facts]] = {}
        self._numbers: dict[tuple[object, ...], tuple[int, Facts]] = {}

    def verdict(self, route: Facts, model: Facts, hw: Facts | None) -> Verdict:
        """The verdict on one combination of route, model and hardware facts (`hw=None`: no chips of one's own)."""
        chips = NO_CHIPS if hw is None else hw
        key = (id(route), id(model), id(chips))
        found = self._verdicts.get(key)
        if found is None:
            route_number, route_facts = self._facts("route", route)
            model_number, model_facts = self._facts("model", model)
            hw_number, hw_facts = self._facts("hw", chips)
            facts = {"route": route_facts, "model": model_facts, "hw": hw_facts}
            found = self._verdicts[key] = self._decide(facts, (route_number, model_number, hw_number))
        return found

    def _facts(self, group: str, facts: Facts) -> tuple[int, Facts]:
        """A number for this set of facts, the same for equal sets, and the set with derived facts."""
        seen = self._numbered.get((group, id(facts)))
        if seen is None:
            key = (group, *sorted((name, repr(value)) for name, value in facts.items()))
            if key not in self._numbers:
                self._numbers[key] = (len(self._numbers), self._derived(group, facts))
            # The mapping is held here, so that its identity is never given to another one.
            seen = self._numbered[group, id(facts)] = (*self._numbers[key], facts)
        return seen[0], seen[1]

    def _derived(self, group: str, facts: Facts) -> Facts:
        if group == "route":
            return with_derived_route_facts(facts, self.ctx, self.words)
        return with_derived_model_facts(facts, self.words) if group == "model" else dict(facts)

    def _decide(self, facts: dict[str, Facts], numbers: tuple[int, int, int]) -> Verdict:
        parts = [self._licence_reasons(facts, numbers)]
        for pick, rules, memo in self._groups:
            key = pick(numbers)
            found = memo.get(key)
            if found is None:
                outcomes = (apply_rule(rule, facts, self.words) for rule in rules)
                found = memo[key] = by_effect(reason for reason in outcomes if reason is not None)
            parts.append(found)
        if self.waivers:
            parts = [by_effect(self._waived(reason, facts) for part in parts for reason in chain(*part))]
        return make_verdict(parts, self.rules_checked)

    def _waived(self, reason: Reason, facts: dict[str, Facts]) -> Reason:
        """A decision on record lowers your own policy and a legal review; never an unknown or a legal block."""
        if reason.unknown_facts or (reason.effect == "block" and reason.kind != "policy"):
            return reason
        for waiver in self.waivers:
            if waiver.rule == reason.rule and covers(waiver, facts["model"], facts["route"], self.as_of):
                record = f"Waived until {waiver.expires} by {waiver.approver}: {waiver.reason}. "
                return reason._replace(effect="obligation", explain=record + reason.explain)
        return reason

    def _licence_reasons(self, facts: dict[str, Facts], numbers: tuple[int, int, int]) -> Reasons:
        licence = find_licence(facts["model"].get("license"), self.licences)
        reads_route = licence is not None and licence.reads_route
        key = (numbers[1], numbers[0] if reads_route else None)
        found = self._licence_memo.get(key)
        if found is None:
            findings = licence_findings(licence, self.ctx, facts["model"], facts["route"], self.words)
            reasons = (licence_reason(one, licence, self.as_of, self.words) for one in findings)
            found = self._licence_memo[key] = by_effect(reasons)
        return found


def _grouped(rules: Iterable[SpecialRule]) -> tuple[_RuleGroup, ...]:
    """Rules by the fact groups they read, in a fixed order, so that the order of the files never matters."""
    groups: dict[tuple[str, ...], list[SpecialRule]] = {}
    for rule in rules:
        groups.setdefault(rule.groups, []).append(rule)
    position = {"route": 0, "model": 1, "hw": 2}
    return tuple(
        _RuleGroup(itemgetter(*map(position.__getitem__, names)) if names else itemgetter(slice(0)), found, {})
        for names, found in sorted(groups.items())
    )


class PolicyData(NamedTuple):
    """The policy part of the catalog as plain data, dates as ISO text; a rule or licence holds its `id`."""

    vocabulary: Mapping[str, Any]
    rules: tuple[Mapping[str, Any], ...]
    licences: tuple[Mapping[str, Any], ...]
    developers: Mapping[str, str]
    presets: Mapping[str, Mapping[str, Any]]

    @property
    def words(self) -> Vocabulary:
        return vocabulary_of(self.vocabulary, self.developers)


def policy_data_of(document: Mapping[str, Any]) -> PolicyData:
    """From the compiled catalog's `rules` document: vocabulary, rules, licences, developers, presets."""
    return PolicyData(
        vocabulary=document["vocabulary"],
        rules=tuple(document["rules"]),
        licences=tuple(document["licences"]),
        developers=document["developers"],
        presets=document["presets"],
    )


def compile_policy(data: PolicyData, ctx: Facts, as_of: str, own: CompanyPolicy = NO_POLICY) -> CompiledRules:
    """The rules of `data` and of the company's own policy, specialised for one company on one day (ISO date)."""
    words = data.words
    rules = compile_rules([*data.rules, *own.rules], words, ctx, as_of)
    licences = {str(raw["id"]): licence_of(raw, words) for raw in data.licences}
    return CompiledRules(rules, ctx, words, licences, as_of, own.waivers)


def evaluate(
    rules: CompiledRules | PolicyData, ctx: Facts, route: Facts, model: Facts, hw: Facts | None, as_of: str
) -> Verdict:
    """The verdict on one option; hand in `CompiledRules` to evaluate many."""
    compiled = rules if isinstance(rules, CompiledRules) else compile_policy(rules, ctx, as_of)
    return compiled.verdict(route, model, hw)
