"""`advisor why OPTION [--over OPTION]`: every term, source and flip of one option, and how it stands to another."""

from argparse import ArgumentParser, Namespace

from advisor.cli.arguments import add_requirements
from advisor.decide import decide
from advisor.errors import OK, bad_input
from advisor.option_facts import facts_of, facts_text
from advisor.present import why as present
from advisor.present.fold import paged
from advisor.resolve import find_option
from advisor.session import load_case
from advisor.timings import print_timings
from advisor.why import why_of


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("option", metavar="OPTION", help="an option, a short form of one, or a model")
    parser.add_argument("--over", metavar="OPTION", help="the option to compare with; else the first, or the runner-up")
    parser.add_argument("--facts", metavar="FILE", help="write the facts of its verdict, for `advisor policy check`")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_requirements(parser)


def run(args: Namespace) -> int:
    """Prints the explanation; an excluded option is explained by its gates."""
    catalog, requirements = load_case(args)
    working = decide(catalog, requirements)
    found = find_option(args.option, working)
    over = find_option(args.over, working) if args.over else None
    if over is not None and over.option.id == found.option.id:
        raise bad_input(f"--over {args.over!r} is the option itself", "name another option")
    if args.facts:
        from advisor.files import write_atomically

        tables = facts_of(working.case, found.option)
        write_atomically(args.facts, facts_text(found.option, requirements.as_of, tables), "--facts")
    notes = tuple(one.note for one in (found, over) if one is not None and one.note)
    explained = why_of(working, found.option, over.option if over else None, notes)
    if args.json:
        print(present.text(present.document(explained, requirements)))
    else:
        print(paged(present.page(explained, requirements)))
    if args.timings:
        print_timings()
    return OK
