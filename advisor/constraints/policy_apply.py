"""One rule against one option: the company's conditions are decided once, the rest per route, model and hardware.

Three-valued throughout: a rule whose company facts are not stated is skipped, one that hangs on an unknown route, model
or hardware fact gives what its `on_unknown` says and names the fact. Never combines rules.
"""

from collections.abc import Iterable, Mapping

from advisor.constraints.policy_derive import inputs_of
from advisor.constraints.policy_logic import Condition, Facts, Truth, holds
from advisor.constraints.policy_rules import OBLIGATION, Rule, Vocabulary
from advisor.tuples import NamedTuple

PLACES = ("route.infer", "route.store")

Outcome = tuple[int, tuple[str, ...]]
"""Effect level and the unknown facts it hangs on."""


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


def is_refuted(special: SpecialRule, group: str, facts: Facts) -> bool:
    """Whether one group of facts alone keeps the rule from applying."""
    return any(one.group == group and holds(one, facts) is False for one in special.applies)


def _unstated(condition: Condition, facts: Mapping[str, Facts]) -> bool:
    """Whether the unknown fact is one of the company's: where its own machines stand, which it has not said."""
    return condition.fact in PLACES and facts["route"].get("home_unstated") is True


def _fires(special: SpecialRule, facts: Mapping[str, Facts]) -> tuple[bool, list[str]]:
    """Whether the rule may apply to the option, and which facts that depends on."""
    unknown: list[str] = []
    for one in special.applies:
        truth = holds(one, facts[one.group])
        if truth is False or (truth is None and _unstated(one, facts)):
            return False, []
        if truth is None:
            unknown.append(one.fact)
    if not special.applies_any:
        return True, unknown
    truths = [(one.fact, holds(one, facts[one.group])) for one in special.applies_any]
    if any(truth is True for _, truth in truths):
        return True, unknown
    doubtful = [fact for fact, truth in truths if truth is None]
    return bool(doubtful), unknown + doubtful


def _requirements_met(special: SpecialRule, facts: Mapping[str, Facts]) -> tuple[Truth, list[str]]:
    """False when any requirement fails, else None when one is not known, with the names of the unknown facts."""
    if special.company_fails:
        return False, []
    unknown = list(special.company_unknown)
    for one in special.require:
        truth = holds(one, facts[one.group])
        if truth is False:
            return False, []
        if truth is None:
            unknown.append(one.fact)
    return (None if unknown else True), unknown


def apply_rule(special: SpecialRule, facts: Mapping[str, Facts]) -> Outcome | None:
    """What one rule says of one option: nothing, an obligation, a review or a block, and the facts it hangs on."""
    rule = special.rule
    fires, unknown = _fires(special, facts)
    if not fires:
        return None
    met, missing = _requirements_met(special, facts) if rule.require else (False, [])
    if met is True:
        return (OBLIGATION, ()) if rule.obligations else None
    names = tuple(sorted({*unknown, *missing})) if unknown or missing else ()
    return (rule.on_unknown if names else rule.effect, names)


def facts_read(rules: Iterable[SpecialRule], words: Vocabulary) -> dict[str, tuple[str, ...]]:
    """By group, the facts that these rules and any licence read, with those they are derived from.

    Routes and models that differ in nothing else share their reasons, and most of them do.
    """
    names = {"route": set[str](), "model": {"license", "modality"}}
    for rule in rules:
        for one in (*rule.applies, *rule.applies_any, *rule.require):
            if one.group in names:
                names[one.group].add(one.key)
    for group, read in names.items():
        read.update(*(inputs_of(name, group, words) for name in tuple(read)))
    return {group: tuple(sorted(read)) for group, read in names.items()}


def grouped(rules: Iterable[SpecialRule]) -> tuple[dict[str, list[SpecialRule]], list[SpecialRule]]:
    """Rules that read one group of facts, by group, and those that read several; without any they go to the route."""
    alone: dict[str, list[SpecialRule]] = {"route": [], "model": [], "hw": []}
    mixed = []
    for rule in rules:
        if len(rule.groups) > 1:
            mixed.append(rule)
        else:
            alone[rule.groups[0] if rule.groups else "route"].append(rule)
    return alone, mixed
