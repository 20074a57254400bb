"""`advisor policy check|rules|show`: a verdict on stated facts, and the rules it rests on."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from typing import Any

from advisor.catalog import Catalog
from advisor.cli.arguments import add_action, add_catalog
from advisor.constraints.policy import PolicyData, policy_data_of
from advisor.constraints.policy_check import Check, check_facts
from advisor.constraints.policy_rules import Rule, Vocabulary, compile_rules
from advisor.errors import NOTHING_SATISFIES, OK, AdvisorError, bad_input
from advisor.present.facts import fact_lines
from advisor.present.fold import paged
from advisor.present.policy import rule_document, rule_lines, verdict_document, verdict_lines
from advisor.present.text import clean


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="check|rules|show", required=True)
    checking = add_action(
        actions, "check", "the verdict on the facts of a file; exit 3 when blocked", "policy check FACTS.toml"
    )
    checking.add_argument("facts", metavar="FACTS.toml", help="tables [ctx] [route] [model] [hw] [licence]")
    checking.add_argument("--policy", metavar="FILE", help="your company's policy (TOML)")
    listing = add_action(
        actions, "rules", "every rule, by jurisdiction and sector", "policy rules --jurisdiction DE --sector healthcare"
    )
    listing.add_argument("--jurisdiction", metavar="CC", help="a country, EU, or a state such as US-TX")
    listing.add_argument("--sector", metavar="S", help="rules that can concern this sector")
    showing = add_action(actions, "show", "one rule or licence in full", "policy show us-hipaa-baa")
    showing.add_argument("rule", metavar="RULE", help="a rule or licence id")
    for action in (checking, listing, showing):
        action.add_argument("--as-of", metavar="DATE", help="decide on what was known then (default: today)")
        action.add_argument("--json", action="store_true", help="print JSON")
        add_catalog(action)


def run(args: Namespace) -> int:
    from advisor.session import load_catalog

    catalog = load_catalog(args.catalog)
    actions = {"check": _check, "rules": _rules, "show": _show}
    document, lines, code = actions[args.action](args, catalog)
    print(json.dumps(document, indent=1, allow_nan=False) if args.json else paged(lines))
    return code


Answer = tuple[Mapping[str, Any], Iterator[str], int]
"""The JSON document, the lines for people, the exit code."""


def _day(args: Namespace) -> str:
    from advisor.quantities import iso_date
    from advisor.session import today

    if args.as_of is None:
        return today()
    try:
        return iso_date(args.as_of)
    except ValueError as problem:
        raise bad_input(f"--as-of {args.as_of[:60]!r}: {problem}", "for example --as-of 2026-03-11") from None


def _check(args: Namespace, catalog: Catalog) -> Answer:
    from advisor.session import read_toml, with_files

    data, as_of = policy_data_of(catalog.rules), _day(args)
    policy = with_files({"policy": args.policy})["policy"]
    checked: Check = check_facts(data, read_toml(args.facts, "FACTS"), args.facts, policy, as_of)
    disclaimer = data.words.disclaimer
    return (
        verdict_document(checked.verdict, as_of, disclaimer, checked.ignored),
        _check_lines(checked, as_of, disclaimer),
        NOTHING_SATISFIES if checked.verdict.status == "blocked" else OK,
    )


def _check_lines(checked: Check, as_of: str, disclaimer: str) -> Iterator[str]:
    yield from verdict_lines(checked.verdict, as_of, disclaimer)
    if checked.ignored:
        yield f"No rule reads these facts: {', '.join(map(clean, checked.ignored))}."


def _known(data: PolicyData, as_of: str) -> list[tuple[Rule, Mapping[str, Any]]]:
    """Rules known on the day, with their files."""
    raw = {str(one["id"]): one for one in data.rules}
    return [(rule, raw[rule.id]) for rule in compile_rules(data.rules, data.words, {}, as_of)]


def _rules(args: Namespace, catalog: Catalog) -> Answer:
    data, as_of = policy_data_of(catalog.rules), _day(args)
    chosen = [
        (rule, raw)
        for rule, raw in _known(data, as_of)
        if _in_jurisdiction(rule, args.jurisdiction, data.words) and _in_sector(rule, args.sector, data.words)
    ]
    document = {
        "schema": "advisor.policy-rules/1",
        "rules": [rule_document(rule, raw) for rule, raw in chosen],
        "as_of": as_of,
        "disclaimer": data.words.disclaimer,
    }
    return document, _rules_lines(chosen, as_of, data.words.disclaimer), OK


def _rules_lines(chosen: list[tuple[Rule, Mapping[str, Any]]], as_of: str, disclaimer: str) -> Iterator[str]:
    for rule, raw in chosen:
        where = f"{clean(rule.id):34s} {clean(','.join(rule.jurisdiction)):10s}"
        yield f"{where} {clean(raw['effect']):10s} {rule.status:11s} {clean(rule.title)}"
    yield f"{len(chosen)} rules as of {as_of}. {clean(disclaimer)}"


def _in_jurisdiction(rule: Rule, wanted: str | None, words: Vocabulary) -> bool:
    """A state includes its country, a member state the EU; rules without borders and your own always count."""
    if wanted is None:
        return True
    from advisor.constraints.company import country_code

    code = country_code("jurisdiction", wanted, states=True)
    country = code.partition("-")[0]
    reach = {code, country, "GLOBAL", "COMPANY"} | ({"EU"} if country in words.sets["EEA"] else set())
    return bool(reach & set(rule.jurisdiction))


def _in_sector(rule: Rule, sector: str | None, words: Vocabulary) -> bool:
    """Rules that name an actor count for the sectors that imply it; the others concern every sector."""
    if sector is None:
        return True
    known = words.facts["ctx.sector"]["values"]
    if sector not in known:
        raise bad_input(f"--sector {sector[:60]!r} is not known", f"one of: {', '.join(known)}")
    actors = {
        actor
        for entry in words.implies
        if sector in entry["when"].get("sector", ())
        for actor in entry["ctx"].get("actor", ())
    }
    named = [one.wanted for one in rule.applies if one.fact == "ctx.actor"]
    return all(actors & wanted for wanted in named)


def _show(args: Namespace, catalog: Catalog) -> Answer:
    data, as_of = policy_data_of(catalog.rules), _day(args)
    for rule, raw in _known(data, as_of):
        if rule.id == args.rule:
            return {"schema": "advisor.policy-rule/1", **rule_document(rule, raw)}, rule_lines(rule, raw), OK
    for licence in data.licences:
        if licence["id"] == args.rule:
            return {"schema": "advisor.policy-licence/1", **licence}, _licence_lines(licence), OK
    raise _no_such_rule(args.rule, data)


def _licence_lines(licence: Mapping[str, Any]) -> Iterator[str]:
    yield f"{clean(licence['id'])}: {clean(licence['name'])}"
    yield from fact_lines({key: value for key, value in licence.items() if key not in ("id", "name")}, "  ")


def _no_such_rule(name: str, data: PolicyData) -> AdvisorError:
    from difflib import get_close_matches

    ids = [str(one["id"]) for one in (*data.rules, *data.licences)]
    near = get_close_matches(name, ids, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "see `advisor policy rules`"
    return bad_input(f"there is no rule or licence {name[:60]!r} on that day", hint)
