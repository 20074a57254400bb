"""From rule data to compiled rules: named sets resolved, dates and status turned into the worst effect a rule may have.

Plain data in (the keys of `catalog/rules/*.toml`), NamedTuples out. Never reads files and never decides on an option.
An unknown operator, fact, set or status is refused: a rule that cannot fire would pass everything.
"""

from collections.abc import Iterable, Mapping

from advisor.constraints.policy_logic import OPERATORS, Condition, Wanted, items
from advisor.errors import AdvisorError
from advisor.hints import Any
from advisor.tuples import NamedTuple

OBLIGATION, REVIEW, BLOCK = 1, 2, 3
EFFECTS = ("allowed", "obligation", "review", "block")
SEVERITY = {name: level for level, name in enumerate(EFFECTS)}
STATUSES = ("in_force", "contested", "proposed", "suspended", "future", "superseded", "voluntary")
NO_VALUE_OPERATORS = {"is_true": frozenset({True}), "is_false": frozenset({False})}
SCALAR_OPERATORS = ("eq", "ne", "gt")
COUNTRY_CODE = 2


class Vocabulary(NamedTuple):
    """What `catalog/policy_sets.toml` says: sets, fact names and their labels, derived facts, dates."""

    as_of: str
    stale_after_days: int
    disclaimer: str
    sets: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, Mapping[str, Any]]
    derived: Mapping[str, Mapping[str, Any]]
    implies: tuple[Mapping[str, Any], ...]
    endpoints: tuple[Mapping[str, Any], ...]
    developers: Mapping[str, str]
    """Country by developer id, from `developers.toml`."""
    developer_facts: Mapping[str, Mapping[str, Any]]
    """Model facts that hold for every model of a developer."""


class Rule(NamedTuple):
    """A rule in force or in sight at the as-of date. `effect` and `on_unknown` are already capped by its status."""

    id: str
    title: str
    kind: str
    gate: str
    jurisdiction: tuple[str, ...]
    status: str
    applies: tuple[Condition, ...]
    applies_any: tuple[Condition, ...]
    require: tuple[Condition, ...]
    effect: int
    on_unknown: int
    explain: str
    obligations: tuple[str, ...]
    citation: str
    url: str
    date: str
    confidence: str
    caveat: str | None
    checked: str
    stale: bool


def vocabulary_of(data: Mapping[str, Any], developers: Mapping[str, str]) -> Vocabulary:
    """The vocabulary from the plain data of `policy_sets.toml` (dates as ISO text)."""
    return Vocabulary(
        as_of=str(data["meta"]["as_of"]),
        stale_after_days=data["meta"]["stale_after_days"],
        disclaimer=data["meta"]["disclaimer"],
        sets={name: tuple(members) for name, members in data["sets"].items()},
        facts=data["facts"],
        derived=data["derived"],
        implies=tuple(data["implies"]),
        endpoints=tuple(data["endpoints"]),
        developers=developers,
        developer_facts=data["developer_facts"],
    )


def _refuse(where: str, problem: str, fix: str) -> AdvisorError:
    return AdvisorError("catalog-invalid", f"{where}: {problem}", fix)


def resolve_set(expression: str, sets: Mapping[str, tuple[str, ...]], where: str) -> tuple[str, ...]:
    """The members of `@EU` or `@EU+GB`: set names and country codes joined by `+`."""
    members: list[str] = []
    for part in expression.removeprefix("@").split("+"):
        if part in sets:
            members.extend(sets[part])
        elif len(part) == COUNTRY_CODE and part.isupper():
            members.append(part)
        else:
            raise _refuse(where, f"there is no set {part!r}", f"use one of: {', '.join(sorted(sets))}")
    return tuple(members)


def _wanted(raw: Mapping[str, Any], words: Vocabulary, ctx: Mapping[str, Any], where: str) -> Wanted:
    """The value of a condition; `$ctx.name` takes the user's own list and is empty while that is not stated."""
    value = raw.get("v")
    if raw["op"] in NO_VALUE_OPERATORS:
        return NO_VALUE_OPERATORS[raw["op"]]
    if value is None:
        raise _refuse(where, f"{raw['f']} {raw['op']} has no value", "add `v`")
    if isinstance(value, str) and value.startswith("$ctx."):
        return frozenset(items(ctx.get(value[5:]) or ()))
    if isinstance(value, str) and value.startswith("@"):
        return frozenset(resolve_set(value, words.sets, where))
    members = frozenset(items(value))
    closed = words.facts[raw["f"]].get("values")
    if closed and not members.issubset(closed):
        odd = ", ".join(sorted(str(member) for member in members.difference(closed)))
        raise _refuse(where, f"{raw['f']} is never {odd}", f"use one of: {', '.join(closed)}")
    return members


def compile_condition(raw: Mapping[str, Any], words: Vocabulary, ctx: Mapping[str, Any], where: str) -> Condition:
    """One checked condition. Raises AdvisorError (exit 5) for an unknown fact, operator, set or closed value."""
    if raw["op"] not in OPERATORS:
        raise _refuse(where, f"there is no operator {raw['op']!r}", f"use one of: {', '.join(OPERATORS)}")
    if raw["f"] not in words.facts:
        raise _refuse(where, f"there is no fact {raw['f']!r}", "use a fact of catalog/policy_sets.toml")
    group, key = raw["f"].split(".", 1)
    wanted = _wanted(raw, words, ctx, where)
    if raw["op"] in SCALAR_OPERATORS and len(wanted) > 1:
        raise _refuse(where, f"{raw['f']} {raw['op']} takes one value", "use `in`, `not_in` or `any_of` for several")
    return Condition(group, key, raw["op"], wanted, raw["f"], by_family=raw["f"] == "hw.chips")


def day_number(iso: str) -> int:
    """Days of the proleptic Gregorian calendar since an arbitrary origin, for differences of ISO dates."""
    year, month, day = (int(part) for part in iso.split("-"))
    year, month = (year - 1, month + 12) if month <= 2 else (year, month)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day


def is_stale(checked: str, as_of: str, words: Vocabulary) -> bool:
    """Whether the entry was checked more than `stale_after_days` before the as-of date."""
    return day_number(as_of) - day_number(checked) > words.stale_after_days


def status_at(raw: Mapping[str, Any], as_of: str) -> str | None:
    """The status on that day, None when the rule was not yet known. Company policy has no history: it always holds."""
    if raw["status"] not in STATUSES:
        raise _refuse(raw["id"], f"there is no status {raw['status']!r}", f"use one of: {', '.join(STATUSES)}")
    if raw["kind"] == "policy":
        return str(raw["status"])
    start = str(raw.get("effective", {}).get("from") or "")
    end = str(raw.get("effective", {}).get("to") or "")
    published = str(raw["citation"]["date"])
    if as_of < (min(start, published) if start else published):
        return None
    if raw["status"] in ("proposed", "suspended"):
        return str(raw["status"])
    if start and as_of < start:
        return "future"
    if end and as_of > end:
        return "superseded"
    dated = bool(start if raw["status"] == "future" else end)
    return "in_force" if raw["status"] in ("future", "superseded") and dated else str(raw["status"])


def _cap(status: str) -> int:
    if status in ("proposed", "suspended"):
        return REVIEW
    return OBLIGATION if status in ("future", "superseded") else BLOCK


def _citation(raw: Mapping[str, Any]) -> str:
    cited = raw["citation"]
    return f"{cited['name']}, {cited['section']}" if cited.get("section") else str(cited["name"])


def compile_rule(raw: Mapping[str, Any], words: Vocabulary, ctx: Mapping[str, Any], as_of: str) -> Rule | None:
    """One rule as it stood on `as_of`; None when it was not yet known."""
    status = status_at(raw, as_of)
    if status is None:
        return None
    if raw["effect"] not in EFFECTS[1:] or raw.get("on_unknown", "review") not in EFFECTS[1:]:
        raise _refuse(raw["id"], "the effect is not known", "use obligation, review or block")
    conditions = {
        part: tuple(compile_condition(one, words, ctx, raw["id"]) for one in raw.get(part, ()))
        for part in ("applies", "applies_any", "require")
    }
    cap, checked = _cap(status), str(raw.get("checked") or words.as_of)
    return Rule(
        id=raw["id"],
        title=raw["title"],
        kind="policy" if raw["kind"] == "policy" else "law",
        gate=raw.get("gate", "policy"),
        jurisdiction=tuple(raw["jurisdiction"]),
        status=status,
        applies=conditions["applies"],
        applies_any=conditions["applies_any"],
        require=conditions["require"],
        effect=min(cap, SEVERITY[raw["effect"]]),
        on_unknown=min(cap, SEVERITY[raw.get("on_unknown", "review")]),
        explain=raw["explain"],
        obligations=tuple(raw.get("obligations", ())),
        citation=_citation(raw),
        url=raw["citation"].get("url", ""),
        date=str(raw["citation"]["date"]),
        confidence=raw["confidence"],
        caveat=raw.get("caveat"),
        checked=checked,
        stale=raw["kind"] != "policy" and is_stale(checked, as_of, words),
    )


def lacks_company_fact(raw: Mapping[str, Any], ctx: Mapping[str, Any]) -> bool:
    """Whether the rule is skipped because it asks for a company fact nobody stated."""
    return any(one["f"].startswith("ctx.") and ctx.get(one["f"][4:]) is None for one in raw.get("applies", ()))


def compile_rules(
    raw: Iterable[Mapping[str, Any]], words: Vocabulary, ctx: Mapping[str, Any], as_of: str
) -> tuple[Rule, ...]:
    """Every rule known on `as_of`, by id, so that the order of the files never matters."""
    compiled = (compile_rule(one, words, ctx, as_of) for one in sorted(raw, key=lambda one: str(one["id"])))
    return tuple(rule for rule in compiled if rule is not None)
