"""`advisor breakeven MODEL --on RIG --against OPTION`: when own or rented hardware pays. Never is an answer: exit 0."""

import json
from argparse import ArgumentParser, Namespace

from advisor.candidates.evaluated import Evaluated
from advisor.catalog import Catalog
from advisor.cli.arguments import add_requirements
from advisor.cli.find_model import find_model
from advisor.decide import decide
from advisor.decision.breakeven_case import Question, break_even
from advisor.errors import OK, bad_input
from advisor.estimates.rigs import Rig, parse_rig
from advisor.explain_words import money
from advisor.present import breakeven as present
from advisor.present.fold import paged
from advisor.report import Note
from advisor.resolve import find_option
from advisor.session import load_case

EXAMPLE = 'advisor breakeven qwen3.5-397b-a17b --on "8x nvidia-h200" --against gpt-5.2@openai --calls-per-day 1M'
DEFAULT_WORKLOAD = "extraction"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL", help="MODEL or MODEL/QUANTIZATION, or the path of a model TOML")
    parser.add_argument("--on", metavar="RIG", required=True, help='hardware: "8x nvidia-h200", "2x nvidia-rtx-5090"')
    parser.add_argument("--against", metavar="OPTION", required=True, help="a hosted option: gpt-5.2@openai")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_requirements(parser)


def run(args: Namespace) -> int:
    """Prints the answer; bad input where a part is not known."""
    notes = with_default_workload(args)
    catalog, requirements = load_case(args)
    named = parse_rig(args.on, catalog.accelerators, requirements.ram)
    against = find_option(args.against, decide(catalog, requirements))
    found = break_even(catalog, requirements, _question(args, catalog, named.rig, against.option))
    texts = (*named.notes, *([against.note] if against.note else ()))
    found = found._replace(notes=(*notes, *(Note("name", text) for text in texts), *found.notes))
    if args.json:
        print(json.dumps(present.document(found, requirements), indent=1, allow_nan=False))
    else:
        code = requirements.currency[0] if requirements.currency else "USD"
        print(paged(present.page(found, money(requirements.currency), code)))
    return OK


def _question(args: Namespace, catalog: Catalog, rig: Rig, against: Evaluated) -> Question:
    """The parts of the command line as facts; only a hosted option has a price that does not depend on volume."""
    if against.offer is None:
        raise bad_input(f"--against {against.id} is not a hosted option", f"for example {EXAMPLE}")
    name, _, quantization = (args.model, "", "") if args.model.endswith(".toml") else args.model.partition("/")
    return Question(find_model(name, catalog), quantization or None, rig, against.id, against.offer, against.effort)


def with_default_workload(args: Namespace) -> tuple[Note, ...]:
    """Takes extraction's token shape when none is named, and says so."""
    if args.workload or args.requirements or args.preset:
        return ()
    args.workload = DEFAULT_WORKLOAD
    return (Note("default-workload", f"no --workload given: the token shape is that of {DEFAULT_WORKLOAD}"),)
