"""The rules engine: may this option be used, here, for this data, and who says so.

Rules are data. They are specialised once against the company's facts, then each group of rules is evaluated once per
distinct combination of the fact groups it reads. Unknown route, model and hardware facts give a review and are named.
Never reads files, never knows an option's price or quality, and never says more than "no blocking rule found".
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from advisor.constraints.licence import Licence, find_licence, licence_findings, licence_of
from advisor.constraints.policy_apply import (
    Outcome,
    SpecialRule,
    apply_rule,
    facts_read,
    grouped,
    is_refuted,
    specialise,
)
from advisor.constraints.policy_derive import derived_of, with_derived_model_facts, with_derived_route_facts
from advisor.constraints.policy_logic import Facts
from advisor.constraints.policy_rules import (
    Rule,
    Vocabulary,
    compile_rules,
    lacks_company_fact,
    status_at,
    vocabulary_of,
)
from advisor.constraints.policy_verdict import (
    Reason,
    Reasons,
    Verdict,
    by_effect,
    licence_reason,
    make_verdict,
    rule_reason,
)
from advisor.constraints.policy_waiver import NO_POLICY, CompanyPolicy, Waiver, covers
from advisor.hints import Any
from advisor.tuples import NamedTuple

NO_CHIPS: Facts = {"chips": ()}
REMEMBERED = 100_000
UNHASHABLE = frozenset({list, dict, set})


class _Side(NamedTuple):
    """One distinct set of route, model or hardware facts, with what it means on its own."""

    facts: Facts
    reasons: Reasons
    licence: Licence | None
    """The model's licence when its clauses read the route, so that they wait for it."""
    refuted: frozenset[str]
    """Rules reading several sets that cannot apply to this one, whatever the others say."""


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
        skipped: int = 0,
    ) -> None:
        """`skipped`: rules that were checked already and cannot fire for this company."""
        known = tuple(rules)
        self.ctx = ctx
        self.words = words
        self.licences = licences
        self.as_of = as_of
        self.waivers = waivers
        self.rules_checked = len(known) + skipped
        self._alone, self._mixed = grouped(special for special in (specialise(one, ctx) for one in known) if special)
        self._read = facts_read(chain(*self._alone.values(), self._mixed), words) if not waivers else {}
        read = self._read.get("route")
        self._derived = tuple([one for one in derived_of(words, ctx) if read is None or one.name in read])
        self._by_model: dict[int, ModelRules] = {}
        self._reasons: dict[tuple[str, Outcome], Reason] = {}
        self._parts: dict[tuple[int, ...], Reasons] = {}
        self._licence_memo: dict[tuple[object, ...], list[Reason]] = {}
        self._sides: dict[tuple[str, object], _Side] = {}
        self._seen: dict[tuple[str, int], tuple[_Side, Facts]] = {}
        self._verdicts: dict[tuple[int, int, int], Verdict] = {}
        self._combined: dict[tuple[int, ...], Verdict] = {}

    def verdict(self, route: Facts, model: Facts, hw: Facts | None) -> Verdict:
        """The verdict on one combination of route, model and hardware facts (`hw=None`: no chips of one's own)."""
        chips = NO_CHIPS if hw is None else hw
        key = (id(route), id(model), id(chips))
        found = self._verdicts.get(key)
        if found is None:
            found = self._decide(self._side("route", route), self._side("model", model), self._side("hw", chips), route)
            self._verdicts[key] = found
        return found

    @property
    def is_full(self) -> bool:
        """Whether it remembers so many verdicts that a session should start over."""
        return len(self._verdicts) > REMEMBERED

    def route_kind(self, route: Facts) -> int:
        """Equal for routes of which the rules say the same whatever the model is."""
        return id(self._side("route", route).reasons)

    def for_model(self, model: Facts) -> "ModelRules":
        """The rules with a model's facts filled in, for many hosted routes of it and of models that differ in name."""
        side = self._side("model", model)
        found = self._by_model.get(id(side))
        if found is None:
            found = self._by_model[id(side)] = ModelRules(self, model)
        return found

    def _side(self, group: str, facts: Facts) -> _Side:
        seen = self._seen.get((group, id(facts)))
        if seen is None:
            key = (group, _content(facts, self._read.get(group)))
            side = self._sides.get(key)
            if side is None:
                side = self._sides[key] = self._evaluated(group, facts)
            # The mapping is held here, so that its identity is never given to another one.
            seen = self._seen[group, id(facts)] = (side, facts)
        return seen[0]

    def _evaluated(self, group: str, facts: Facts) -> _Side:
        """The set with its derived facts, and the reasons that need nothing else."""
        waiting: Licence | None = None
        reasons: list[Reason] = []
        known = facts
        if group == "route":
            known = with_derived_route_facts(facts, self._derived, self.words)
        elif group == "model":
            known = with_derived_model_facts(facts, self.words)
            licence = find_licence(facts.get("license"), self.licences)
            if licence is not None and licence.reads_route:
                waiting = licence
            else:
                reasons = self._licence_reasons(licence, known, {})
        found = (self._reason(rule, {group: known}) for rule in self._alone[group])
        refuted = frozenset(one.rule.id for one in self._mixed if is_refuted(one, group, known))
        return _Side(known, self._part([*reasons, *(reason for reason in found if reason)]), waiting, refuted)

    def _part(self, reasons: Iterable[Reason]) -> Reasons:
        """The reasons in order, one object for the same ones, so that equal verdicts are put together once."""
        found = tuple(reasons)
        key = tuple(map(id, found))
        part = self._parts.get(key)
        if part is None:
            part = self._parts[key] = by_effect(found)
        return part

    def _reason(self, special: SpecialRule, facts: Mapping[str, Facts]) -> Reason | None:
        outcome = apply_rule(special, facts)
        if outcome is None:
            return None
        key = (special.rule.id, outcome)
        found = self._reasons.get(key)
        if found is None:
            conditions = special.applies + special.applies_any
            found = self._reasons[key] = rule_reason(special.rule, conditions, *outcome, self.words)
        return found

    def _decide(self, route: _Side, model: _Side, hw: _Side, endpoint: Facts) -> Verdict:
        """`endpoint`: the very route, since a licence may name its provider although no rule does."""
        parts = [route.reasons, model.reasons, hw.reasons]
        facts = {"route": route.facts, "model": model.facts, "hw": hw.facts}
        mixed = [
            self._reason(rule, facts)
            for rule in self._mixed
            if (name := rule.rule.id) not in hw.refuted and name not in model.refuted and name not in route.refuted
        ]
        if model.licence is not None:
            mixed += self._licence_reasons(model.licence, model.facts, endpoint)
        if mixed:
            parts.append(self._part(reason for reason in mixed if reason))
        if self.waivers:
            parts = [by_effect(self._waived(reason, facts) for part in parts for reason in chain(*part[:3]))]
            return make_verdict(parts, self.rules_checked)
        key = tuple(map(id, parts))
        found = self._combined.get(key)
        if found is None:
            found = self._combined[key] = make_verdict(parts, self.rules_checked)
        return found

    def _waived(self, reason: Reason, facts: dict[str, Facts]) -> Reason:
        """A decision on record lowers your own policy and a legal review; never an unknown or a legal block."""
        if reason.unknown_facts or (reason.effect == "block" and reason.kind != "policy"):
            return reason
        for waiver in self.waivers:
            if waiver.rule == reason.rule and covers(waiver, facts["model"], facts["route"], self.as_of):
                record = f"Waived until {waiver.expires} by {waiver.approver}: {waiver.reason}. "
                return reason._replace(effect="obligation", explain=record + reason.explain)
        return reason

    def _licence_reasons(self, licence: Licence | None, model: Facts, route: Facts) -> list[Reason]:
        places = route.get("infer")
        where = tuple(places) if isinstance(places, (list, tuple)) else places
        key = (model.get("license"), model.get("modality"), route.get("provider"), where)
        found = self._licence_memo.get(key)
        if found is None:
            findings = licence_findings(licence, self.ctx, model, route, self.words)
            found = [licence_reason(one, licence, self.as_of, self.words) for one in findings]
            self._licence_memo[key] = found
        return found


def _content(facts: Facts, read: tuple[str, ...] | None) -> object:
    """A hashable value that is equal for facts that differ in nothing that is read; None: all of them are."""
    if read is None:
        return tuple(sorted((name, repr(value)) for name, value in facts.items()))
    return tuple([repr(value) if type(value := facts.get(name)) in UNHASHABLE else value for name in read])


class ModelRules:
    """Verdicts on the hosted routes of one model: what its facts settle is settled once."""

    def __init__(self, rules: CompiledRules, model: Facts) -> None:
        self._rules = rules
        self._model = model
        side = rules._side("model", model)
        chips = rules._side("hw", NO_CHIPS)
        open_rules = any(one.rule.id not in side.refuted and one.rule.id not in chips.refuted for one in rules._mixed)
        self._settled = not open_rules and side.licence is None and not rules.waivers
        self._by_reasons: dict[int, Verdict] = {}

    def verdict(self, route: Facts, kind: int) -> Verdict:
        """As `CompiledRules.verdict` without hardware of one's own; `kind` is the route's `route_kind`."""
        if not self._settled:
            return self._rules.verdict(route, self._model, None)
        found = self._by_reasons.get(kind)
        if found is None:
            found = self._by_reasons[kind] = self._rules.verdict(route, self._model, None)
        return found


class PolicyData(NamedTuple):
    """The policy part of the catalog as plain data, dates as ISO text; a rule or licence holds its `id`."""

    vocabulary: Mapping[str, Any]
    rules: tuple[Mapping[str, Any], ...]
    licences: tuple[Mapping[str, Any], ...]
    developers: Mapping[str, str]
    presets: Mapping[str, Mapping[str, Any]]
    waiting: tuple[Mapping[str, Any], ...] = ()
    """Rules left out because they ask for a company fact that is not stated, by what decides that."""

    @property
    def words(self) -> Vocabulary:
        return vocabulary_of(self.vocabulary, self.developers)


def policy_data_of(document: Mapping[str, Any]) -> PolicyData:
    """From the compiled catalog's policy or rules: vocabulary, rules, licences, developers, presets."""
    return PolicyData(
        vocabulary=document["vocabulary"],
        rules=tuple(document["rules"]),
        licences=tuple(document["licences"]),
        developers=document["developers"],
        presets=document.get("presets", {}),
        waiting=tuple(document.get("waiting", ())),
    )


def policy_data_for(policy: Mapping[str, Any], ctx: Facts, every: Callable[[], Mapping[str, Any]]) -> PolicyData:
    """The data that decides for a company: `policy` where no waiting rule can fire, else `every` with all of them."""
    data = policy_data_of(policy)
    return data if all(lacks_company_fact(one, ctx) for one in data.waiting) else policy_data_of(every())


def compile_policy(data: PolicyData, ctx: Facts, as_of: str, own: CompanyPolicy = NO_POLICY) -> CompiledRules:
    """The rules of `data` and of the company's own policy, specialised for one company on one day (ISO date)."""
    words = data.words
    may_fire = [raw for raw in data.rules if not lacks_company_fact(raw, ctx)]
    skipped = sum(
        1
        for raw in chain(data.rules, data.waiting)
        if lacks_company_fact(raw, ctx) and status_at(raw, as_of) is not None
    )
    rules = compile_rules([*may_fire, *own.rules], words, ctx, as_of)
    licences = {str(raw["id"]): licence_of(raw, words) for raw in data.licences}
    return CompiledRules(rules, ctx, words, licences, as_of, own.waivers, skipped)


def evaluate(
    rules: CompiledRules | PolicyData, ctx: Facts, route: Facts, model: Facts, hw: Facts | None, as_of: str
) -> Verdict:
    """The verdict on one option; hand in `CompiledRules` to evaluate many."""
    compiled = rules if isinstance(rules, CompiledRules) else compile_policy(rules, ctx, as_of)
    return compiled.verdict(route, model, hw)
