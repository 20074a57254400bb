"""Reads the flags of the top level without argparse, whose import and parser cost a twentieth of an answer.

Takes only what is unmistakable: known flags, each followed by its value. Help, a misspelt flag, `--flag=value`, a value
that starts with a dash and a stray word are left to argparse, which alone words what is wrong.
"""

from collections.abc import Sequence
from types import SimpleNamespace

from advisor.hints import Any
from advisor.options import OPTIONS

FORMATS = ("json", "table", "markdown", "html", "csv")
SWITCHES = (*FORMATS, "timings", "debug")
"""True when given, else False."""
VALUES = ("output", "record", "requirements")


def plain_flags(argv: Sequence[str]) -> SimpleNamespace | None:
    """The same values by name as from the parser of the top level; None where that has to look."""
    values = _defaults()
    switches, valued, repeated = _kinds()
    words = iter(argv)
    for word in words:
        if word in switches:
            values[switches[word]] = True
            continue
        value = next(words, "-")
        if value.startswith("-"):
            return None
        if word in valued:
            values[valued[word]] = value
        elif word in repeated:
            values[repeated[word]] = [*(values[repeated[word]] or ()), value]
        else:
            return None
    return SimpleNamespace(**values)


def _defaults() -> dict[str, Any]:
    values: dict[str, Any] = dict.fromkeys((*(option.key for option in OPTIONS), *VALUES))
    values.update(dict.fromkeys(SWITCHES, False))
    values["catalog"] = []
    return values


def _kinds() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Flag -> name of the switches, of those that take a value, and of those that take one each time."""
    switches = {f"--{name}": name for name in SWITCHES}
    valued = {f"--{name}": name for name in VALUES}
    repeated = {"--catalog": "catalog"}
    for option in OPTIONS:
        kind = switches if option.kind == "switch" else repeated if option.repeat else valued
        kind[option.flag] = option.key
    return switches, valued, repeated
