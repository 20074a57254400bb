"""`advisor portfolio --requirements FILE`: several workloads together, from a file with a `[[workloads]]` list."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from advisor.catalog import Catalog
from advisor.cli.arguments import add_requirements
from advisor.decide import decide
from advisor.decision.cascade import checks_of
from advisor.decision.portfolio import Entry, portfolio
from advisor.errors import NOTHING_SATISFIES, OK, bad_input
from advisor.explain_words import money
from advisor.options import BY_KEY, parse
from advisor.present import portfolio as present
from advisor.present.fold import paged
from advisor.requirements import resolve
from advisor.session import check_names, load_catalog, read_given, today, with_detected, with_files

EXAMPLE = '[[workloads]]\nworkload = "extraction"\ncalls_per_day = "1M"'

SHARED = ("as_of", "currency")
"""What holds for all workloads: sums over several days or currencies mean nothing."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_requirements(parser)


def run(args: Namespace) -> int:
    """Exit 3 when no workload has an option left."""
    catalog = load_catalog(args.catalog)
    given = with_detected(read_given(args), catalog)
    tables = workload_tables(given)
    as_of = str(given.get("as_of") or today())
    entries = [_entry(catalog, table, as_of) for table in tables]
    constants = catalog.constants["decision"]
    typical, lower = checks_of(constants)
    found = portfolio(entries, typical, lower, float(constants["cascade"]["upkeep_usd_per_day"]["value"]))
    if args.json:
        print(json.dumps(present.document(found, as_of), indent=1, allow_nan=False))
    else:
        currency = parse("currency", given["currency"]) if given.get("currency") else None
        print(paged(present.page(found, money(currency))))
    return OK if any(leader.option for leader in found.leaders) else NOTHING_SATISFIES


def workload_tables(given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The requirements of each workload: its own keys over those the file states for all."""
    listed = given.get("workloads")
    if not isinstance(listed, Sequence) or isinstance(listed, str) or not listed:
        raise bad_input("--requirements has no [[workloads]] list", f"write one table per workload, such as {EXAMPLE}")
    shared = {key: value for key, value in given.items() if key != "workloads"}
    tables = []
    for number, table in enumerate(listed, 1):
        if not isinstance(table, Mapping) or "workload" not in table:
            raise bad_input(f"[[workloads]] {number}: no `workload` key", f"for example {EXAMPLE}")
        _check_keys(table, f"[[workloads]] {number}")
        tables.append({**shared, **table})
    return tables


def _check_keys(table: Mapping[str, Any], place: str) -> None:
    for key in table:
        if key in SHARED:
            raise bad_input(f"{place}: {key} holds for all workloads", "write it once, above the first [[workloads]]")
        if key not in BY_KEY and key != "name":
            raise bad_input(f"{place}: unknown key {key!r}", f"known: {', '.join(sorted(BY_KEY))}")
    if not isinstance(table.get("name", ""), str):
        raise bad_input(f"{place}: `name` is not text", 'for example name = "invoices"')


def _entry(catalog: Catalog, table: Mapping[str, Any], as_of: str) -> Entry:
    """One workload decided on its own; `name` tells two of the same kind apart."""
    own = {key: value for key, value in table.items() if key != "name"}
    requirements = resolve(with_detected(with_files(own), catalog), catalog, as_of)
    check_names(requirements, catalog)
    working = decide(catalog, requirements)
    name = str(table.get("name") or requirements.workload.id)
    return Entry(name, requirements.calls_per_day, requirements.worth, working.rows)
