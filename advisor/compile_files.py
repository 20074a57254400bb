"""Reads the TOML files of all layers and merges them by path: tables deep, arrays replaced, `omit` removes.

It checks what makes a file readable and its text safe to show; what the keys mean is checked in `compile_shape`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any

import tomli

from advisor.compile_positions import Path, line_of
from advisor.compile_problems import Problem, gather
from advisor.layers import FILE_LIMIT, CatalogFile, scan
from advisor.tuples import NamedTuple

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""Control, bidirectional and invisible characters; tab and newline stay."""
MARKUP = re.compile(r"\[(?:/|@|\$|link=|on )")
"""Openings that terminal toolkits read as markup."""
WORTH_A_WALK = re.compile(r"\\|\bnan\b|\binf\b|\[(?:/|@|\$|link=|on )|\d{2}:\d{2}|[\d_]{16}|[eE]\+?\d|\b0[xob]")
"""Only a file that matches can hold an escaped character, markup, a time of day or a number out of bounds."""
LARGEST = 1e15
ID = re.compile(r"[a-z0-9][a-z0-9._-]*")


class Layered(NamedTuple):
    """One text of a file; a merged file has several, lowest first."""

    path: str
    text: str
    data: dict[str, Any]
    overlay: bool


class Merged(NamedTuple):
    relative: str
    data: dict[str, Any]
    layers: tuple[Layered, ...]

    def place(self, path: Path) -> tuple[str, int | None]:
        """File and line of a key, from the highest layer that states it, else from the lowest file."""
        for layer in reversed(self.layers):
            if path and path[0] in layer.data and _states(layer.data, path):
                return layer.path, line_of(layer.text, path)
        for layer in reversed(self.layers):
            if path and path[0] in layer.data:
                return layer.path, line_of(layer.text, path)
        return self.layers[-1].path, None

    def problem(self, path: Path, what: str, fix: str) -> Problem:
        """A problem at a key; the place is looked up only now, when there is something to report."""
        file, line = self.place(path)
        return Problem(file, line, key_text(path) or None, what, fix)

    @property
    def overlaid(self) -> bool:
        return self.layers[-1].overlay


def _states(data: Any, path: Path) -> bool:
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def key_text(path: Path) -> str:
    """`price[2].input` for ("price", 2, "input")."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def read_layers(folders: Sequence[str], problems: list[Problem]) -> dict[str, Merged]:
    """Relative path -> merged file; the first folder is the shipped catalog. Unreadable files become problems."""
    merged: dict[str, Merged] = {}
    for level, folder in enumerate(folders):
        for file in scan(folder):
            layer = _read(file, level > 0, problems)
            if layer is not None:
                merged[file.relative] = _merge_file(merged.get(file.relative), layer, file.relative, problems)
    return dict(sorted(merged.items()))


def _read(file: CatalogFile, overlay: bool, problems: list[Problem]) -> Layered | None:
    """One parsed file, or None after noting why it cannot be used."""
    try:
        with open(file.path, "rb") as handle:
            text = handle.read(FILE_LIMIT + 1).decode("utf-8").replace("\r\n", "\n")
        data = tomli.loads(text)
    except UnicodeDecodeError as problem:
        problems.append(Problem(file.path, None, None, f"not UTF-8 at byte {problem.start}", "save it as UTF-8"))
    except OSError as problem:
        problems.append(Problem(file.path, None, None, problem.strerror or "unreadable", "make it readable"))
    except tomli.TOMLDecodeError as problem:
        invisible = _invisible(file.path, text)
        syntax = Problem(file.path, problem.lineno, None, f"not TOML: {problem.msg}", "mend the syntax there")
        problems.append(invisible or syntax)
    except (RecursionError, ValueError):
        problems.append(Problem(file.path, None, None, "nested too deep, or a number too long", "simplify it"))
    else:
        layer = Layered(file.path, text, data, overlay)
        gather(problems, _unsafe(layer, file.relative))
        return layer
    return None


def _unsafe(layer: Layered, relative: str) -> Iterator[Problem]:
    """Names, characters and numbers that no catalog file may hold."""
    wrong = [part for part in relative.removesuffix(".toml").split("/") if not ID.fullmatch(part)]
    if wrong:
        what = f"{wrong[0]!r} is not an id"
        yield Problem(layer.path, None, None, what, "name it with a-z, 0-9, dot, dash and underscore")
    invisible = _invisible(layer.path, layer.text)
    if invisible:
        yield invisible
    elif WORTH_A_WALK.search(layer.text):
        yield from _unsafe_values(layer)


def _invisible(path: str, text: str) -> Problem | None:
    """The first character of the text as written that nobody can see."""
    found = UNSAFE.search(text)
    if found is None:
        return None
    what = f"holds the invisible character U+{ord(found.group()):04X}"
    return Problem(path, text.count("\n", 0, found.start()) + 1, None, what, "remove it")


def _unsafe_values(layer: Layered) -> Iterator[Problem]:
    for path, value in walk(layer.data):
        what = _why_unsafe(value)
        if what:
            yield Problem(layer.path, line_of(layer.text, path), key_text(path), what, "remove it")


def _why_unsafe(value: Any) -> str | None:
    if isinstance(value, str):
        found = UNSAFE.search(value)
        if found:
            return f"holds the invisible character U+{ord(found.group()):04X}"
        return "holds terminal markup" if MARKUP.search(value) else None
    if isinstance(value, int | float) and not abs(value) <= LARGEST:
        return "is not a finite number below 1e15"
    return "has a time of day, and only dates are used" if isinstance(value, datetime | time) else None


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every key as text, and every value that is neither a table nor an array, with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), key
            yield from walk(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, (*path, index))
    else:
        yield path, value


def _merge_file(below: Merged | None, layer: Layered, relative: str, problems: list[Problem]) -> Merged:
    data = {key: value for key, value in layer.data.items() if key != "omit"}
    beneath = below.data if below else {}
    if "omit" in layer.data:
        beneath = _omit(beneath, layer, problems)
    return Merged(relative, merge(beneath, data), (*(below.layers if below else ()), layer))


def merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """`above` over `below`: tables merge deep, everything else is replaced. Neither is changed."""
    result = dict(below)
    for key, value in above.items():
        under = below.get(key)
        result[key] = merge(under, value) if isinstance(value, dict) and isinstance(under, dict) else value
    return result


def _omit(below: dict[str, Any], layer: Layered, problems: list[Problem]) -> dict[str, Any]:
    """`below` without the dotted keys the layer's `omit` lists; each must be there."""
    listed = layer.data["omit"]
    if not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
        fix = 'write omit = ["key", "table.key"]'
        problems.append(Problem(layer.path, line_of(layer.text, ("omit",)), "omit", "not a list of keys", fix))
        return below
    result = below
    for index, dotted in enumerate(listed):
        try:
            result = _without(result, dotted.split("."))
        except KeyError:
            what = f"{dotted!r} is not stated below this overlay"
            line = line_of(layer.text, ("omit", index))
            problems.append(Problem(layer.path, line, "omit", what, "remove it from the list"))
    return result


def _without(table: dict[str, Any], keys: list[str]) -> dict[str, Any]:
    """A copy of the table without one nested key; KeyError when it is not there."""
    key, *rest = keys
    if key not in table or (rest and not isinstance(table[key], dict)):
        raise KeyError(key)
    result = dict(table)
    if rest:
        result[key] = _without(table[key], rest)
    else:
        del result[key]
    return result
