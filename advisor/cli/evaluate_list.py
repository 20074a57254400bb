"""`advisor evaluate list`: the stored results of own tests, and which of them count."""

import json
from argparse import ArgumentParser, Namespace

from advisor.cli.arguments import add_catalog
from advisor.errors import OK, bad_input
from advisor.evaluate.results import result_of
from advisor.evaluate.standing import standings
from advisor.evidence.own_store import stored
from advisor.present import own_results as present
from advisor.session import load_catalog


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--workload", metavar="W", help="only of this workload")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_catalog(parser)


def run(args: Namespace) -> int:
    runs = tuple(run for run in stored() if args.workload in (None, run.workload))
    catalog = load_catalog(args.catalog)
    if not runs and args.workload is not None and args.workload not in catalog.workloads:
        what = f"--workload {args.workload[:60]!r} is not known"
        raise bad_input(what, f"one of: {', '.join(catalog.workloads)}")
    states = standings(runs, catalog)
    results = [result_of(run) for run in runs]
    if args.json:
        print(json.dumps(present.list_document(results, states), indent=1, allow_nan=False))
    else:
        print("\n".join(present.list_page(results, states)))
    return OK
