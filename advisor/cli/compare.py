"""`advisor compare OPTION|MODEL …`: two to six options side by side, and who wins at what worth and volume."""

from argparse import ArgumentParser, Namespace

from advisor.cli.arguments import add_requirements
from advisor.comparison import comparison_of
from advisor.decide import decide
from advisor.errors import OK, bad_input
from advisor.present import compare as present
from advisor.present.fold import paged
from advisor.resolve import find_option
from advisor.session import load_case
from advisor.timings import print_timings

LEAST, MOST = 2, 6
EXAMPLE = "advisor compare gpt-5.2 glm-5 --workload rag"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("options", nargs="+", metavar="OPTION", help="an option, a short form of one, or a model")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_requirements(parser)


def run(args: Namespace) -> int:
    """Prints the comparison; options that are excluded are compared all the same and marked."""
    if not LEAST <= len(args.options) <= MOST:
        given = "1 option" if len(args.options) == 1 else f"{len(args.options)} options"
        raise bad_input(f"{given} to compare", f"give {LEAST} to {MOST}: {EXAMPLE}")
    catalog, requirements = load_case(args)
    working = decide(catalog, requirements)
    found = [find_option(text, working) for text in args.options]
    options = [one.option for one in found]
    if len({option.id for option in options}) < len(options):
        raise bad_input(
            "the same option is given twice", "name an effort, a precision or a provider to tell them apart"
        )
    notes = tuple(one.note for one in found if one.note)
    comparison = comparison_of(working, options)
    if args.json:
        print(present.text(present.document(comparison, requirements, notes)))
    else:
        print(paged(present.page(comparison, requirements, notes)))
    if args.timings:
        print_timings()
    return OK
