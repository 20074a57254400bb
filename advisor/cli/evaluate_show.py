"""`advisor evaluate show ID`: one stored result, compared with another on the same items, or as CSV to import again."""

import json
from argparse import ArgumentParser, Namespace

from advisor.errors import OK
from advisor.evaluate.pairs import Against, paired
from advisor.evaluate.results import result_of
from advisor.evidence.own_store import find
from advisor.present import own_results as present


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="of a result, or its beginning: see `advisor evaluate list`")
    parser.add_argument("--against", metavar="ID", help="another result: the difference on the items of both")
    parser.add_argument("--csv", action="store_true", help="every attempt as CSV, which `evaluate import` reads")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: Namespace) -> int:
    run = find(args.id)
    if args.csv:
        print(present.csv_text(run), end="")
        return OK
    other = find(args.against) if args.against else None
    result = result_of(run)
    against = Against(other.id, other.key.option, *paired(run.attempts, other.attempts)) if other else None
    if args.json:
        print(json.dumps(present.show_document(result, run.attempts, against), indent=1, allow_nan=False))
    else:
        print("\n".join(present.show_page(result, against)))
    return OK
