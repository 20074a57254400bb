"""`advisor evaluate ACTION`: tests on one's own data, around whichever tool runs them."""

from argparse import ArgumentParser, Namespace
from importlib import import_module
from typing import Any

ACTIONS = {
    "plan": "what to test next, on how many items, what it costs and when to stop",
    "export": "a ready-to-run test of the shortlist for Inspect, lm-eval or promptfoo",
    "import": "read results of Inspect, lm-eval, promptfoo, CSV or JSONL; the ranking then counts them",
    "list": "the stored results, and which of them count",
    "show": "one stored result, compared with another or as CSV",
    "remove": "forget stored results",
}
"""Action -> what it is for; the module `advisor.cli.evaluate_ACTION` runs it."""


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="|".join(ACTIONS), required=True)
    for action, purpose in ACTIONS.items():
        _module(action).add_arguments(actions.add_parser(action, help=purpose, description=f"{purpose}."))


def run(args: Namespace) -> int:
    code: int = _module(args.action).run(args)
    return code


def _module(action: str) -> Any:
    return import_module(f"advisor.cli.evaluate_{action}")
