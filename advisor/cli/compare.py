"""`advisor compare OPTION|MODEL …`: two to six options side by side, and who wins at what worth and volume."""

from argparse import ArgumentParser, Namespace

from advisor.candidates.evaluated import Evaluated, scored
from advisor.cli.arguments import add_requirements
from advisor.constraints.technical import first_gate
from advisor.decide import Working, decide
from advisor.decision.robustness import draw, spread_of
from advisor.decision.scans import Rival, scan
from advisor.errors import OK, bad_input
from advisor.explain_compare import Compared, Comparison, compare
from advisor.ledger import gates_of
from advisor.present import compare as present
from advisor.reprice import reprice_of
from advisor.resolve import find_option
from advisor.session import load_case
from advisor.timings import print_timings

LEAST, MOST = 2, 6
DRAWS = 1024
EXAMPLE = "advisor compare gpt-5.2 glm-5 --workload rag"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("options", nargs="+", metavar="OPTION", help="an option, a short form of one, or a model")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_requirements(parser)


def run(args: Namespace) -> int:
    """Prints the comparison; options that are excluded are compared all the same and marked."""
    if not LEAST <= len(args.options) <= MOST:
        raise bad_input(f"{len(args.options)} options to compare", f"give {LEAST} to {MOST}: {EXAMPLE}")

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
        print("\n".join(present.page(comparison, requirements, notes)))
    if args.timings:
        print_timings()
    return OK


def comparison_of(working: Working, options: list[Evaluated]) -> Comparison:
    """The comparison of options of one decision, in the order given."""

    wanted = working.case.requirements
    sides = [_compared(working, option) for option in options]
    known = [side.scored for side in sides if side.scored is not None]
    if len(known) < LEAST:
        return compare(sides, wanted.calls_per_day, None, None, wanted.currency)
    spread = spread_of(working.case.catalog.constants)
    draws = draw(known, wanted.worth_range, wanted.seed, spread, DRAWS)
    # Excluded options are priced too, so that the comparison shows what they would cost.
    reprice = reprice_of(working._replace(options={option.id: option for option in options}))
    rivals = [Rival(one.candidate, one.belief.p_mean) for one in known]
    volume = scan("calls_per_day", rivals, wanted, reprice)
    return compare(sides, wanted.calls_per_day, draws, volume, wanted.currency)


def _compared(working: Working, option: Evaluated) -> Compared:

    gates = gates_of(option, working.case.requirements)
    names = tuple(dict.fromkeys(gate.gate for gate in gates))
    reason = first_gate(gates).reason if gates else None
    model = option.model
    return Compared(option.id, model.id, model.name, option.route, scored(option), names, reason)
