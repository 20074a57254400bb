"""`advisor cost OPTION`: every line of the bill of one option, with its inputs and sources."""

import json
from argparse import ArgumentParser, Namespace

from advisor.cli.arguments import add_requirements
from advisor.cli.breakeven import with_default_workload
from advisor.decide import decide
from advisor.errors import OK, bad_input
from advisor.estimates.price_end import price_end
from advisor.notes import announced
from advisor.present import cost as present
from advisor.present.fold import paged
from advisor.report import Note
from advisor.resolve import find_option
from advisor.rows import bill
from advisor.session import load_case


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "option", metavar="OPTION", help="MODEL[/QUANT][~EFFORT]@ROUTE: gpt-5.2@openai, or a model for its best option"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_requirements(parser)


def run(args: Namespace) -> int:
    """Prints the bill; bad input for an option that is not there or has no price."""
    notes = list(with_default_workload(args))
    catalog, requirements = load_case(args)
    working = decide(catalog, requirements)
    option, note = find_option(args.option, working)
    notes += [Note("name", note)] if note else []
    if option.serving is None or option.belief is None:
        raise bad_input(
            f"{option.id}: its price or capability is not known, so it has no bill",
            "choose an option with a known price, see `advisor compare`",
        )
    notes += [Note(gate.gate, f"excluded: {gate.reason}") for gate in option.gates]
    ending = option.offer and price_end(option.offer, catalog.offers, requirements.as_of, requirements.horizon)
    notes += [ending] if ending else []
    cost = bill(working, option, option.belief.p_mean)
    later = announced(working.case, option, option.offer) if option.offer else None
    if args.json:
        print(json.dumps(present.document(option.id, cost, later, notes, requirements), indent=1, allow_nan=False))
    else:
        print(paged(present.page(option.id, cost, later, notes, requirements.currency)))
    return OK
