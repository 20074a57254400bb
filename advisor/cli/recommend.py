"""`advisor [requirements]`: the interactive session, or one recommendation in the format asked for."""

import os
import sys
from collections.abc import Sequence

from advisor import __version__
from advisor.catalog import Catalog
from advisor.cli.flags import FORMATS, plain_flags
from advisor.errors import NOTHING_SATISFIES, OK, STRICT, bad_input
from advisor.hints import TYPE_CHECKING
from advisor.report import Report
from advisor.requirements import Requirements

if TYPE_CHECKING:
    from advisor.cli.arguments import Parser
    from advisor.session import Given

_DESCRIPTION = """Which language model should run this workload, by which route, and at what cost.

Without an output format it opens the interactive session; with one it prints a recommendation and exits."""

_EXAMPLES = """examples:
  advisor                                                     interactive session
  advisor --workload extraction --json                        one recommendation for scripts
  advisor --workload coding --gpus "2x nvidia-rtx-5090" --table
  advisor --workload rag --calls-per-day 1M --residency eu --exclude-operator CN --table
  advisor --preset eu-hospital --workload extraction --markdown --output memo.md

exit codes: 0 answered, 2 bad input, 3 nothing satisfies the constraints, 4 --strict and the first rests on a review,
5 catalog invalid, 6 a rechecked decision changed, 1 internal fault"""


def build_parser() -> "Parser":
    """Parser of the top level; commands have their own."""
    from advisor.cli.arguments import add_requirements, new_parser
    from advisor.cli.commands import COMMANDS

    commands = "\n".join(f"  {name:12s}{command.purpose}" for name, command in COMMANDS.items())
    parser = new_parser("advisor", _DESCRIPTION, f"commands (each has --help):\n{commands}\n\n{_EXAMPLES}")
    parser.add_argument("--version", action="version", version=f"advisor {__version__}")
    output = parser.add_argument_group("Output")
    for name in FORMATS:
        output.add_argument(f"--{name}", action="store_true", help=f"print the recommendation as {name}")
    output.add_argument("--output", metavar="FILE", help="write it to a file instead of stdout")
    output.add_argument("--record", metavar="FILE", help="save the decision for `advisor recheck`")
    add_requirements(parser)
    return parser


def run_top_level(argv: Sequence[str]) -> int:
    """The interactive session when a person can use it, else one recommendation."""
    args: Given = plain_flags(argv) or build_parser().parse_args(argv)
    chosen = [name for name in FORMATS if getattr(args, name)]
    if len(chosen) > 1:
        raise bad_input(f"--{chosen[0]} and --{chosen[1]} together", "ask for one output format")
    if not chosen and not args.output and args.record is None and _interactive():
        import gc

        from advisor.session import read_given
        from advisor.tui.run import run

        gc.enable()
        return run(lambda: read_given(args), args.catalog)
    return _print_once(args, chosen[0] if chosen else "table")


def _interactive() -> bool:
    return sys.stdout.isatty() and sys.stdin.isatty() and os.environ.get("TERM", "") not in {"", "dumb"}


def _print_once(args: "Given", form: str) -> int:
    from advisor.recommend import recommend
    from advisor.session import load_case
    from advisor.timings import print_timings, stage

    if not args.workload and not args.requirements and not args.preset:
        raise bad_input(
            "no workload is given and this is not a terminal", "for example advisor --workload extraction --json"
        )
    if args.record and args.output and os.path.realpath(args.record) == os.path.realpath(args.output):
        raise bad_input("--record and --output name one file", "give each a file of its own")
    catalog, requirements = load_case(args)
    report = recommend(catalog, requirements)
    if args.record is not None:  # First: where it cannot be written, the error is the only document on stdout.
        _save_record(args.record, catalog, requirements, report)
    with stage("print"):
        _write(_render(report, form), args.output)
    if args.timings:
        print_timings()
    return exit_code(report, requirements)


def exit_code(report: Report, requirements: Requirements) -> int:
    """3 when no option is left, 4 with --strict when the first is not allowed outright."""
    if not report.options:
        return NOTHING_SATISFIES
    if requirements.strict and report.options[0].verdict.status != "allowed":
        return STRICT
    return OK


def _render(report: Report, form: str) -> str:
    if form == "json":  # What scripts wait for: `importlib` would cost it half a millisecond.
        from advisor.present.json import render

        return render(report)
    from importlib import import_module

    module = import_module(f"advisor.present.{form}")
    text: str = module.render(report)
    return text


def _write(text: str, output: str | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    from advisor.files import write_atomically

    write_atomically(output, text, "--output")


def _save_record(path: str, catalog: Catalog, requirements: Requirements, report: Report) -> None:
    from advisor.record import save

    save(path, catalog, requirements, report)
