"""A company's own policy file as rules and waivers: allow, deny and review lists, rules in the shipped format.

Everything made here is kind `policy`, so it is always shown as "your policy" and never as law. Never reads files; a
contradictory or incomplete file is refused as a whole. A waiver never lifts a law or a licence block.
"""

from collections.abc import Callable, Iterable, Mapping

from advisor.constraints.policy_rules import Vocabulary, compile_rule
from advisor.constraints.policy_waiver import CompanyPolicy, Waiver
from advisor.errors import AdvisorError, bad_input
from advisor.hints import Any

SUBJECTS = {
    "models": ("model.id", "in", "policy"),
    "providers": ("route.provider_names", "any_of", "policy"),
    "operators": ("route.operator_hq", "in", "origin"),
    "origins": ("model.lineage_origins", "any_of", "origin"),
    "licences": ("model.license", "in", "licence"),
}
LISTS = ("allow", "deny", "review")
KEYS = ("policy", "rule", "waiver", *LISTS)
WAIVER_KEYS = ("rule", "reason", "approver", "expires", "models", "providers")
EXAMPLES = {
    "allow": 'for example [allow] and providers = ["azure"]',
    "deny": 'for example [deny] and origins = ["CN"]',
    "review": 'for example [review] and models = ["kimi-k3"]',
}
Locate = Callable[[str, int], str]
FILE_KEYS = ("file", "lines")
"""What the reader of a file adds: its path, and the line of each table by name."""


def plain(value: Any) -> Any:
    """TOML values with dates as ISO text, as the compiled catalog holds them."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def locate_in(table: Mapping[str, Any]) -> Locate:
    """Where a part of a policy file stands: file and line when its reader noted them."""
    place, lines = str(table.get("file", "--policy")), table.get("lines", {})

    def locate(part: str, index: int) -> str:
        found = lines.get(part, ())
        return f"{place}:{found[index]}" if index < len(found) else f"{place}: [{part}] {index + 1}"

    return locate


def company_policy_of(
    table: Mapping[str, Any], words: Vocabulary, known_rules: Iterable[str], as_of: str, locate: Locate
) -> CompanyPolicy:
    """The policy in a parsed file; `locate(table, index)` says where a part stands. AdvisorError when unusable."""
    table = {key: plain(value) for key, value in table.items() if key not in FILE_KEYS}
    for key in table:
        if key not in KEYS:
            raise bad_input(f"{locate(key, 0)}: unknown key {key!r}", f"known ones: {', '.join(KEYS)}")
    _check_lists(table, locate)
    own = tuple(_own_rule(raw, words, as_of, locate("rule", index)) for index, raw in enumerate(table.get("rule", ())))
    rules = (*_list_rules(table, as_of), *own)
    ids = {*known_rules, *(rule["id"] for rule in rules)}
    _check_ids(known_rules, rules, locate)
    waivers = tuple(_waiver(raw, ids, locate("waiver", i)) for i, raw in enumerate(table.get("waiver", ())))
    return CompanyPolicy(rules, waivers)


def _check_lists(table: Mapping[str, Any], locate: Locate) -> None:
    for name in LISTS:
        part = table.get(name, {})
        if not isinstance(part, Mapping) or not set(part) <= set(SUBJECTS):
            raise bad_input(f"{locate(name, 0)}: [{name}] takes {', '.join(SUBJECTS)}", EXAMPLES[name])
        for subject, values in part.items():
            if not isinstance(values, list) or not values or not all(isinstance(one, str) for one in values):
                raise bad_input(f"{locate(name, 0)}: {subject} is not a list of names", EXAMPLES[name])
    for subject in SUBJECTS:
        both = set(table.get("allow", {}).get(subject, ())) & set(table.get("deny", {}).get(subject, ()))
        if both:
            raise bad_input(
                f"{locate('deny', 0)}: {', '.join(sorted(both))} is both allowed and denied",
                "leave it in one of the two",
            )


def _check_ids(known: Iterable[str], rules: tuple[Mapping[str, Any], ...], locate: Locate) -> None:
    seen = set(known)
    for rule in rules:
        if rule["id"] in seen:
            raise bad_input(f"{locate('rule', 0)}: there is a rule {rule['id']!r} already", "give it another id")
        seen.add(rule["id"])


def _list_rules(table: Mapping[str, Any], as_of: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        _list_rule(name, subject, values, as_of)
        for name in LISTS
        for subject, values in sorted(table.get(name, {}).items())
    )


def _list_rule(name: str, subject: str, values: list[str], as_of: str) -> Mapping[str, Any]:
    """`allow` is a requirement (everything else is blocked), `deny` and `review` are conditions."""
    fact, operator, gate = SUBJECTS[subject]
    if name == "allow" and operator == "any_of":
        operator = "subset_of" if subject == "origins" else "any_of"
    condition = {"f": fact, "op": operator, "v": values}
    hosted = [{"f": "route.kind", "op": "ne", "v": "self_hosted"}] if subject in ("providers", "operators") else []
    verbs = {"allow": "allows only", "deny": "rejects", "review": "wants a review of"}
    return _policy_rule(
        f"your-{name}-{subject}",
        f"Your policy {verbs[name]} these {subject}",
        gate,
        {"applies": hosted, "require": [condition]} if name == "allow" else {"applies": [condition]},
        "review" if name == "review" else "block",
        f"Your policy {verbs[name]} {subject}: {', '.join(values)}.",
        as_of,
    )


def _policy_rule(
    rule: str, title: str, gate: str, conditions: Mapping[str, Any], effect: str, explain: str, as_of: str
) -> Mapping[str, Any]:
    return {
        "id": rule,
        "title": title,
        "kind": "policy",
        "jurisdiction": ["COMPANY"],
        "status": "in_force",
        "gate": gate,
        "applies": [],
        **conditions,
        "effect": effect,
        "explain": explain,
        "citation": {"name": "Your policy file", "section": title, "url": "", "date": as_of},
        "confidence": "general_knowledge",
        "checked": as_of,
    }


def _own_rule(raw: Mapping[str, Any], words: Vocabulary, as_of: str, where: str) -> Mapping[str, Any]:
    """A rule of the user's in the shipped format; only what it decides on is needed, the citation may be short."""
    missing = [key for key in ("id", "effect", "explain") if not isinstance(raw.get(key), str)]
    if missing:
        raise bad_input(f"{where}: the rule has no {', '.join(missing)}", "give id, effect and explain, each in quotes")
    if not raw.get("applies") and not raw.get("require"):
        raise bad_input(f"{where}: rule {raw['id']!r} has no condition", "give `applies` or `require`")
    cited = raw.get("citation")
    if not isinstance(cited, Mapping) or not cited.get("name"):
        raise bad_input(f"{where}: rule {raw['id']!r} has no citation", 'add citation = { name = "…", section = "…" }')
    rule = {
        **_policy_rule(raw["id"], str(raw.get("title", raw["id"])), "policy", {}, "block", "", as_of),
        **raw,
        "kind": "policy",
        "citation": {"section": "", "url": "", "date": as_of, **cited},
    }
    try:
        compile_rule(rule, words, {}, as_of)
    except AdvisorError as problem:
        raise bad_input(f"{where}: {problem.message}", problem.fix) from None
    except (KeyError, TypeError, AttributeError) as problem:
        raise bad_input(
            f"{where}: rule {raw['id']!r} is not well formed: {problem}", "see catalog/rules/policy"
        ) from None
    return rule


def _waiver(raw: Mapping[str, Any], rules: set[str], where: str) -> Waiver:
    for key in ("rule", "reason", "approver", "expires"):
        if not isinstance(raw.get(key), str) or not raw[key].strip():
            raise bad_input(f"{where}: the waiver has no {key}", "give rule, reason, approver and expires (a date)")
    odd = sorted(set(raw) - set(WAIVER_KEYS))
    if odd:
        raise bad_input(f"{where}: unknown key {odd[0]!r}", f"known ones: {', '.join(WAIVER_KEYS)}")
    if raw["rule"] not in rules:
        raise bad_input(f"{where}: there is no rule {raw['rule']!r}", "see `advisor policy rules`")
    year, _, rest = raw["expires"].partition("-")
    if not (year.isdigit() and len(raw["expires"]) == len("2026-11-23") and rest.replace("-", "").isdigit()):
        raise bad_input(f"{where}: expires is {raw['expires']!r}", "give a date, for example expires = 2027-03-31")
    return Waiver(
        raw["rule"], raw["reason"], raw["approver"], raw["expires"],
        tuple(raw.get("models", ())), tuple(raw.get("providers", ())),
    )  # fmt: skip
