"""Requirement flags on a parser, made from the declarations in `advisor.requirements`."""

import argparse
from collections.abc import Iterator
from typing import Any, NoReturn

from advisor.errors import bad_input
from advisor.options import OPTIONS, Option


class Parser(argparse.ArgumentParser):
    """Raises instead of exiting, so that a bad flag is reported like any other bad input. Keeps the line breaks of its
    texts and takes no abbreviated flags, nor do the parsers of its actions."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **keywords)

    def error(self, message: str) -> NoReturn:
        raise bad_input(message, f"see `{self.prog} --help`{_closest(message, self)}")


def _closest(message: str, parser: argparse.ArgumentParser) -> str:
    """The flags nearest to the unknown words of an argparse message."""
    if "unrecognized arguments" not in message:
        return ""
    from difflib import get_close_matches

    known = list(dict.fromkeys(_flags(parser)))
    words = [word.split("=")[0] for word in message.split(":", 1)[1].split() if word.startswith("-")]
    near = [match for word in words for match in get_close_matches(word, known, n=2, cutoff=0.6)]
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _flags(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Flags of a parser and of its actions, which report what they do not know through it."""
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, argparse._SubParsersAction):
            for name in dict.fromkeys(action.choices):
                yield from _flags(action.choices[name])


def new_parser(prog: str, description: str, epilog: str = "") -> Parser:
    """The parser of one command."""
    return Parser(prog=prog, description=description, epilog=epilog)


def add_action(actions: "argparse._SubParsersAction[Any]", name: str, purpose: str, example: str) -> Parser:
    """The parser of one action of a command, with its example."""
    parser: Parser = actions.add_parser(
        name, help=purpose, description=f"{purpose}.", epilog=f"example:\n  advisor {example}"
    )
    return parser


def add_requirements(parser: argparse.ArgumentParser) -> None:
    """All requirement flags in their groups, and the files they may come from."""
    groups: dict[str, argparse._ArgumentGroup] = {}
    for option in OPTIONS:
        if option.group not in groups:
            groups[option.group] = parser.add_argument_group(option.group)
        groups[option.group].add_argument(option.flag, **_keywords(option))
    files = groups["Output and data"]
    files.add_argument("--requirements", metavar="FILE", help="requirements as a TOML file; flags win over it")
    add_catalog(files)


def add_catalog(parser: "argparse.ArgumentParser | argparse._ArgumentGroup") -> None:
    """Flags every command that reads the catalog takes."""
    parser.add_argument(
        "--catalog",
        metavar="DIR",
        action="append",
        default=[],
        help="a catalog to lay over the shipped one, repeatable",
    )
    parser.add_argument("--timings", action="store_true", help="print what each stage took (stderr)")
    parser.add_argument("--debug", action="store_true", help="show a traceback for an internal fault")


def _keywords(option: Option) -> dict[str, Any]:
    text = option.help.replace("%", "%%")
    if option.kind == "switch":
        return {"dest": option.key, "action": "store_const", "const": True, "default": None, "help": text}
    keywords: dict[str, Any] = {"dest": option.key, "metavar": option.metavar, "default": None}
    keywords["help"] = text + (f" ({', '.join(option.choices)})" if option.choices else "")
    if option.repeat:
        keywords["action"] = "append"
    return keywords
