"""`advisor recheck RECORD.json`: does a saved decision still hold, and what changed since; exit 6 when it does not."""

import sys
from argparse import ArgumentParser, Namespace

from advisor.cli.arguments import add_catalog
from advisor.errors import CHANGED, OK
from advisor.options import parse
from advisor.present import recheck as present
from advisor.present.fold import paged
from advisor.present.values import plain
from advisor.recommend import recommend
from advisor.record import facts, load, restore
from advisor.record_changes import recheck
from advisor.session import load_catalog, today


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("record", metavar="RECORD.json", help="a file that --record wrote")
    parser.add_argument(
        "--as-of", metavar="DATE", help="decide as of then; else as the record, or today if it gave none"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_catalog(parser)


def run(args: Namespace) -> int:
    """Decides the recorded question again on today's catalog; the record is only read."""

    record = load(args.record)
    catalog = load_catalog(args.catalog)
    requirements = restore(record, catalog, today())
    if args.as_of is not None:
        requirements = requirements._replace(as_of=parse("as_of", args.as_of))
    elif record["requirements"]["as_of_given"] and not args.json:
        print(f"note: the record asked for {requirements.as_of}; --as-of checks another day", file=sys.stderr)
    result = plain(recommend(catalog, requirements))
    now = facts(catalog, record["result"]["options"], requirements.as_of)
    found = recheck(record["facts"], now, record["result"], result)
    if args.json:
        print(present.text(present.document(found)))
    else:
        print(paged(present.page(found)))
    return OK if found.holds else CHANGED
