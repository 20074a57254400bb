"""The verdict on stated facts: the tables of a FACTS file against the rules, outside any recommendation.

Never reads files. A fact that is not stated is unknown; a name or a value that no rule reads is reported, so that a
misspelling shows, and `phi` is read as PHI.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from advisor.constraints.company import PLACES, place_code
from advisor.constraints.policy import PolicyData, compile_policy
from advisor.constraints.policy_company import company_policy_of, locate_in
from advisor.constraints.policy_logic import GROUPS
from advisor.constraints.policy_rules import Vocabulary
from advisor.constraints.policy_verdict import Verdict
from advisor.constraints.policy_waiver import NO_POLICY
from advisor.errors import bad_input

LICENCE = "licence"
DEVELOPERS = ("model.developer", "model.lineage")
IDS = ("route.provider", "route.scope", "hw.chips")
TABLES = (*GROUPS, LICENCE)
SCALARS: dict[str, type | tuple[type, ...]] = {"flag": bool, "text": str, "number": (int, float)}


class Check(NamedTuple):
    """The verdict, and the stated facts and values (`ctx.data = telemetry`) that no rule knows."""

    verdict: Verdict
    ignored: tuple[str, ...]


def check_facts(
    data: PolicyData, tables: Mapping[str, Any], where: str, policy: Mapping[str, Any] | None, as_of: str
) -> Check:
    """The verdict on FACTS tables. AdvisorError (exit 2) for an unknown table or a value of the wrong type."""
    words = data.words
    for name, table in tables.items():
        if name not in TABLES:
            raise bad_input(f"{where}: unknown table [{name}]", f"known ones: {', '.join(TABLES)}")
        if not isinstance(table, Mapping):
            raise bad_input(f"{where}: {name} is not a table", f"write [{name}] and the facts below it")
    facts = {group: dict(tables.get(group, {})) for group in GROUPS}
    _take_licence(facts, dict(tables.get(LICENCE, {})))
    ignored = tuple(
        f"{group}.{name}" for group in GROUPS for name in facts[group] if f"{group}.{name}" not in words.facts
    )
    _check_types(facts, words, where)
    ignored += tuple(_take_spellings(facts, words))
    own = NO_POLICY
    if policy is not None:
        own = company_policy_of(policy, words, [str(one["id"]) for one in data.rules], as_of, locate_in(policy))
    only_licence = LICENCE in tables and not {"route", "model"} & set(tables)
    rules = compile_policy(data._replace(rules=()) if only_licence else data, facts["ctx"], as_of, own)
    hw = facts["hw"] if "hw" in tables else None
    return Check(rules.verdict(facts["route"], facts["model"], hw), ignored)


def _take_licence(facts: dict[str, dict[str, Any]], licence: dict[str, Any]) -> None:
    """The id belongs to the model, the organisation's figures to the company, whose own country wins."""
    for name, value in licence.items():
        if name == "id":
            facts["model"]["license"] = value
        elif name == "modality":
            facts["model"].setdefault(name, value)
        elif name == "country":
            facts["ctx"].setdefault(name, value)
        else:
            facts["ctx"][name] = value


def _take_spellings(facts: dict[str, dict[str, Any]], words: Vocabulary) -> Iterator[str]:
    """Values of closed vocabularies in the rules' own spelling; yields those that are in none."""
    for group, stated in facts.items():
        for name, value in stated.items():
            fact = f"{group}.{name}"
            closed = _closed(fact, words)
            if value == "unknown" or not (closed or fact in PLACES or fact in IDS):
                continue
            spelled = {_plain(one): one for one in closed}
            given = value if isinstance(value, list) else [value]
            found = [spelled.get(_plain(one), one) if closed else _code(fact, one) for one in given]
            yield from (f"{fact} = {one}" for one in found if closed and one not in closed)
            stated[name] = found if isinstance(value, list) else found[0]


def _closed(fact: str, words: Vocabulary) -> tuple[str, ...]:
    """Every value the fact may have; empty where the vocabulary does not list them."""
    if fact in DEVELOPERS:
        return tuple({*words.developers, *words.sets["CN_DEVELOPERS"], *words.sets["TX_LISTED_DEVELOPERS"]})
    return tuple(words.facts.get(fact, {}).get("values", ()))


def _code(fact: str, value: str) -> str:
    """Codes of places in capitals, ids in small letters."""
    return value.strip().lower() if fact in IDS else place_code(value)


def _plain(value: str) -> str:
    return value.strip().lower().replace("-", "_").replace(" ", "_")


def _check_types(facts: Mapping[str, Mapping[str, Any]], words: Vocabulary, where: str) -> None:
    for group, stated in facts.items():
        for name, value in stated.items():
            kind = words.facts.get(f"{group}.{name}", {}).get("type")
            if kind is None or value == "unknown":
                continue
            single = SCALARS.get(kind, str)
            fits = isinstance(value, single) and (kind == "flag" or not isinstance(value, bool))
            if kind == "list" and isinstance(value, list):
                fits = all(isinstance(one, str) for one in value)
            if not fits:
                raise bad_input(f"{where}: {group}.{name} is {value!r}", f"give a {kind}; leave it out if not known")
