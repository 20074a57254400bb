"""`advisor evaluate export TOOL --output DIR`: a ready-to-run test of the shortlist for another tool."""

import json
import os
from argparse import ArgumentParser, Namespace

from advisor.candidates.evaluated import Evaluated
from advisor.cli.arguments import add_requirements
from advisor.decide import Working, decide
from advisor.errors import OK, bad_input
from advisor.evaluate.endpoints import endpoint_of
from advisor.evaluate.planning import planned
from advisor.evaluate.setups import TOOLS, setup
from advisor.files import write_atomically
from advisor.resolve import find_option
from advisor.session import load_case


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("tool", choices=TOOLS)
    parser.add_argument("--output", metavar="DIR", required=True, help="folder to write, new or without these files")
    parser.add_argument(
        "--option", metavar="OPTION", action="append", help="test this one, repeatable; else the plan's"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_requirements(parser)


def run(args: Namespace) -> int:
    """Writes every file of the set-up; refuses to overwrite one."""
    if not args.workload and not args.requirements and not args.preset:
        raise bad_input("a test of which workload?", "for example --workload extraction")
    catalog, requirements = load_case(args)
    working = decide(catalog, requirements)
    plan = planned(working, None, 8).plan
    chosen = args.option or [choice.option for choice in plan.choices if choice.chosen]
    if not chosen:
        raise bad_input("no test is expected to pay for itself", "name options with --option to test them all the same")
    endpoints = [endpoint_of(_option(name, working)) for name in chosen]
    files = setup(args.tool, endpoints, requirements.workload.id, plan.items)
    _write(args.output, files)
    if args.json:
        body = {"schema": "advisor.evaluation-export/1", "tool": args.tool, "folder": args.output}
        options = [one.option for one in endpoints]
        print(json.dumps({**body, "options": options, "files": sorted(files)}, indent=1))
    else:
        print("\n".join([f"wrote {', '.join(sorted(files))} to {args.output}", "", files["RUN.md"].rstrip()]))
    return OK


def _option(name: str, working: Working) -> Evaluated:
    return find_option(name, working).option


def _write(folder: str, files: dict[str, str]) -> None:
    there = [name for name in files if os.path.exists(os.path.join(folder, name))]
    if there:
        raise bad_input(f"--output {folder!r}: {', '.join(sorted(there))} is there", "name a new folder")
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as problem:
        raise bad_input(f"--output {folder!r}: {problem.strerror}", "name a folder you may create") from None
    for name, text in files.items():
        write_atomically(os.path.join(folder, name), text, "--output")
