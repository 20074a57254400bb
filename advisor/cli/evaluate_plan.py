"""`advisor evaluate plan`: what to test next on one's own data, by value of information."""

import json
from argparse import ArgumentParser, Namespace

from advisor.cli.arguments import add_requirements
from advisor.cli.breakeven import with_default_workload
from advisor.decide import decide
from advisor.errors import OK, bad_input
from advisor.evaluate.planning import planned
from advisor.explain_words import money
from advisor.present import test_plan as present
from advisor.present.fold import paged
from advisor.session import load_case

BRIEFING_FIRST = "qwen3.5-397b-a17b"
"""What the briefing advises to test first."""
WEEKS = (4, 9)
"""A window of one to two months."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--first", metavar="MODEL", default=BRIEFING_FIRST, help="checks the advice to test it first")
    parser.add_argument("--weeks", metavar="N", type=int, default=8, help="length of the window, 4 to 9 (default 8)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    add_requirements(parser)


def run(args: Namespace) -> int:
    """Prints the plan; exit 3 when no option is left to test."""
    if not WEEKS[0] <= args.weeks <= WEEKS[1]:
        raise bad_input(f"--weeks {args.weeks}: the window is one to two months", "for example --weeks 8")
    notes = with_default_workload(args)
    catalog, requirements = load_case(args)
    if args.first not in catalog.models:
        raise bad_input(f"--first {args.first[:60]!r}: no such model", "see `advisor catalog list models`")
    found = planned(decide(catalog, requirements), args.first, args.weeks)
    found = found._replace(notes=(*notes, *found.notes))
    write = money(requirements.currency)
    if args.json:
        print(json.dumps(present.document(found), indent=1, allow_nan=False))
    else:
        print("\n".join(present.markdown(found, write)) if args.markdown else paged(present.page(found, write)))
    return OK
