"""`advisor evaluate remove ID...`: forgets stored results; the ranking is then as if they had never been imported."""

import json
from argparse import ArgumentParser, Namespace

from advisor.errors import OK
from advisor.evidence.own_store import find, remove


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", nargs="+", help="of results, or their beginnings")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: Namespace) -> int:
    """Removes all of them, or none when one is not there."""
    runs = {run.id: run for run in map(find, args.ids)}
    remove(runs.values())
    if args.json:
        print(json.dumps({"schema": "advisor.evaluation-removal/1", "removed": list(runs)}, indent=1))
    else:
        print("\n".join(f"removed {run.id}: {run.key.option} for {run.workload}" for run in runs.values()))
    return OK
