"""`advisor evaluate import FILE...`: stores results of own tests and shows how they move the ranking."""

import json
from argparse import ArgumentParser, Namespace
from typing import Any

from advisor.cli.arguments import add_requirements
from advisor.errors import OK, bad_input
from advisor.evaluate.importing import names_of, take_in
from advisor.evaluate.reading import Wanted
from advisor.present import own_results as present
from advisor.session import load_case, today


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="log of Inspect, lm-eval or promptfoo, CSV or JSONL")
    parser.add_argument(
        "--map", metavar="NAME=OPTION", action="append", default=[], dest="names",
        help="what a model name of the log stands for, repeatable: 'my-endpoint=glm-5/fp8@deepinfra'",
    )  # fmt: skip
    parser.add_argument("--metric", metavar="NAME", help="which score counts, where a log has several")
    parser.add_argument("--prompt", metavar="P", help="which prompt counts, where a log has several")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_requirements(parser)


def run(args: Namespace) -> int:
    """Stores every run of every file, or nothing."""
    if not args.workload and not args.requirements and not args.preset:
        raise bad_input("which workload were these tests of?", "for example --workload extraction")
    catalog, requirements = load_case(args)
    wanted = Wanted(requirements.workload.id, names_of(args.names), args.metric, args.prompt, today())
    found = take_in(args.files, wanted, catalog, requirements)
    if args.json:
        body: dict[str, Any] = present.import_document(*found)
        print(json.dumps(body, indent=1, allow_nan=False))
    else:
        print("\n".join(present.import_page(*found)))
    return OK
