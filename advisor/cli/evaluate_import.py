"""`advisor evaluate import FILE...`: stores results of own tests and shows how they move the ranking."""

import json
from argparse import ArgumentParser, Namespace
from typing import Any

from advisor.cli.arguments import add_requirements
from advisor.decide import decide
from advisor.errors import OK, bad_input
from advisor.evaluate.reading import Wanted, read_files
from advisor.evidence.own_store import save, stored
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
    wanted = Wanted(requirements.workload.id, _names(args.names), args.metric, args.prompt, today())
    reading = read_files(args.files, wanted, catalog)
    before = decide(catalog, requirements).rows
    already = {run.id for run in stored()}
    save(reading.runs)
    after = decide(catalog, requirements).rows
    moved = present.movement(before, after, {run.key.model for run in reading.runs}, requirements.top)
    notes = [*reading.notes, *(f"{run.id} was stored before" for run in reading.runs if run.id in already)]
    if args.json:
        body: dict[str, Any] = present.import_document(reading.runs, moved, notes)
        print(json.dumps(body, indent=1, allow_nan=False))
    else:
        print("\n".join(present.import_page(reading.runs, moved, notes)))
    return OK


def _names(given: list[str]) -> dict[str, str]:
    """NAME=OPTION pairs; a name may hold an equals sign, an option may not."""
    names = {}
    for pair in given:
        name, equals, option = pair.rpartition("=")
        if not (name and equals and option):
            raise bad_input(f"--map {pair[:80]!r}", "write NAME=OPTION, for example --map 'my-endpoint=gpt-5.2@openai'")
        names[name] = option
    return names
