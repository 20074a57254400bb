"""`advisor evaluate ACTION`: tests on one's own data, around whichever tool runs them."""

from argparse import ArgumentParser, Namespace
from importlib import import_module
from typing import Any

from advisor.cli.arguments import add_action

ACTIONS = {
    "plan": "what to test next, on how many items, what it costs and when to stop",
    "export": "a ready-to-run test of the shortlist for Inspect, lm-eval or promptfoo",
    "import": "read results of Inspect, lm-eval, promptfoo, CSV or JSONL; the ranking then counts them",
    "list": "the stored results, and which of them count",
    "show": "one stored result, compared with another or as CSV",
    "remove": "forget stored results",
}
"""Action -> what it is for; the module `advisor.cli.evaluate_ACTION` runs it."""

EXAMPLES = {
    "plan": "plan --workload rag",
    "export": "export promptfoo --workload rag --output my-test",
    "import": "import results.csv --workload rag",
    "list": "list --workload rag",
    "show": "show 1a2b3c4d5e6f --csv",
    "remove": "remove 1a2b3c4d5e6f",
}


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="|".join(ACTIONS), required=True)
    for action, purpose in ACTIONS.items():
        _module(action).add_arguments(add_action(actions, action, purpose, f"evaluate {EXAMPLES[action]}"))


def run(args: Namespace) -> int:
    code: int = _module(args.action).run(args)
    return code


def _module(action: str) -> Any:
    return import_module(f"advisor.cli.evaluate_{action}")
