"""Checks rules, presets and the policy vocabulary against each other: a name that means nothing is a rule that never
fires. Adds nothing and mends nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from advisor.compile_problems import Problem
from advisor.compile_shape import Thing, Things
from advisor.compile_values import plain
from advisor.constraints.company import CompanyFacts, company_of
from advisor.constraints.policy_rules import Vocabulary, compile_condition, resolve_set, vocabulary_of
from advisor.errors import AdvisorError
from advisor.options import BY_KEY, parse

CONDITION_LISTS = ("applies", "applies_any", "require")


def policy_problems(things: Things) -> Iterator[Problem]:
    """Unknown facts, sets, values, licences' thresholds and requirement keys, each with its place."""
    for thing in things["policy_sets"].values():
        words = vocabulary_of(plain(thing.data), {})
        yield from _derived_problems(thing, words)
        yield from _endpoint_problems(thing, things["providers"].values(), words)
        for rule in things["rules"].values():
            yield from _rule_problems(rule, words)
        for preset in things["presets"].values():
            yield from _preset_problems(preset, words)


def _derived_problems(thing: Thing, words: Vocabulary) -> Iterator[Problem]:
    for name, derived in words.derived.items():
        try:
            resolve_set(derived["inside"], words.sets, name)
        except AdvisorError as error:
            yield thing.file.problem(("derived", name, "inside"), error.message, error.fix)


def _endpoint_problems(thing: Thing, providers: Iterable[Thing], words: Vocabulary) -> Iterator[Problem]:
    """An endpoint of a provider nobody is called, or a fact no rule reads, would say nothing."""
    known = {str(one.data.get("facts_id", one.id)) for one in providers}
    for index, entry in enumerate(words.endpoints):
        if entry["provider"] not in known:
            fix = "use the `facts_id` of a provider, or its id where it has none"
            yield thing.file.problem(("endpoints", index, "provider"), f"no provider {entry['provider']!r}", fix)
        for name in (*entry.get("facts", ()), *entry.get("unknown", ())):
            if f"route.{name}" not in words.facts:
                what = f"there is no fact 'route.{name}'"
                yield thing.file.problem(("endpoints", index), what, "use a fact of [facts]")


def _rule_problems(rule: Thing, words: Vocabulary) -> Iterator[Problem]:
    data: Mapping[str, Any] = plain(rule.data)
    for part in CONDITION_LISTS:
        for index, raw in enumerate(data.get(part, ())):
            try:
                compile_condition(raw, words, {}, rule.id)
            except AdvisorError as error:
                yield rule.file.problem((part, index), error.message, error.fix)
    if data["kind"] != "policy" and not data["citation"].get("url"):
        yield rule.file.problem(("citation", "url"), "a rule of law without a link", "give the address of the text")


def _preset_problems(preset: Thing, words: Vocabulary) -> Iterator[Problem]:
    stated: dict[str, Any] = {}
    for key, value in preset.data["requirements"].items():
        try:
            stated[key] = parse(key, value)
        except AdvisorError as error:
            yield preset.file.problem(("requirements", key), error.message, error.fix)
    for key in preset.data["switches_on"]:
        if key not in BY_KEY:
            yield preset.file.problem(("switches_on", key), f"{key!r} is no requirement", "name a requirement key")
    try:
        company_of(CompanyFacts(**{key: stated[key] for key in CompanyFacts._fields if key in stated}), words)
    except AdvisorError as error:
        yield preset.file.problem(("requirements",), error.message, error.fix)
