"""Line numbers of keys in TOML text that a parser has already accepted. It reads places, never values."""

import re
from collections.abc import Generator, Iterator, Mapping
from functools import lru_cache

Path = tuple[str | int, ...]
Walk = Generator[tuple[Path, int], None, int]
"""Yields places and returns the offset after what it walked."""

_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\'', re.DOTALL)
_SCALAR = re.compile(r"[^,\]}\n#]+")


def line_of(text: str, path: Path) -> int | None:
    """Line of the key or array element at `path`, else of its nearest table or array that has one; None for none."""
    places = _first_places(text)
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return text.count("\n", 0, places[path[:length]]) + 1
    return None


@lru_cache(maxsize=1)
def _first_places(text: str) -> Mapping[Path, int]:
    """Path -> offset. Kept for the last text, because a broken file rarely has a single problem."""
    places: dict[Path, int] = {}
    for place, at in _places(text):
        places.setdefault(place, at)
    return places


def _places(text: str) -> Iterator[tuple[Path, int]]:
    """Every path with the offset where it starts."""
    at = _skip(text, 0)
    table: Path = ()
    counts: dict[Path, int] = {}
    while at < len(text):
        if text[at] == "[":
            double = text.startswith("[[", at)
            keys, end = _keys(text, at + 1 + double)
            table = _table(keys, double, counts)
            yield from _prefixes(table, 0, at)
            at = _skip(text, text.index("]", end) + 1 + double)
        else:
            end = yield from _pair(text, at, table)
            at = _skip(text, end)


def _table(keys: Path, double: bool, counts: dict[Path, int]) -> Path:
    """The header's path with an index after every array of tables on the way; a double header starts an element."""
    path: Path = ()
    for position, key in enumerate(keys):
        path = (*path, key)
        if double and position == len(keys) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _prefixes(path: Path, shorter: int, at: int) -> Iterator[tuple[Path, int]]:
    """The path and the tables it implies."""
    for length in range(shorter + 1, len(path) + 1):
        yield path[:length], at


def _pair(text: str, at: int, table: Path) -> Walk:
    keys, end = _keys(text, at)
    path = (*table, *keys)
    yield from _prefixes(path, len(table), at)
    end = yield from _value(text, _skip(text, text.index("=", end) + 1), path)
    return end


def _keys(text: str, at: int) -> tuple[Path, int]:
    """A dotted key and the offset after it."""
    keys: list[str] = []
    while True:
        at = _skip(text, at)
        quoted = _STRING.match(text, at)
        found = quoted or _BARE.match(text, at)
        if found is None:
            return tuple(keys), at
        keys.append(found.group()[1:-1] if quoted else found.group())
        at = _skip(text, found.end())
        if not text.startswith(".", at):
            return tuple(keys), at
        at += 1


def _value(text: str, at: int, path: Path) -> Walk:
    if text[at] == "[":
        end = yield from _array(text, at + 1, path)
    elif text[at] == "{":
        end = yield from _inline_table(text, at + 1, path)
    else:
        found = _STRING.match(text, at) or _SCALAR.match(text, at)
        end = found.end() if found else at + 1
    return end


def _array(text: str, at: int, path: Path) -> Walk:
    index = 0
    while text[at := _skip(text, at)] != "]":
        yield (*path, index), at
        at = _skip(text, (yield from _value(text, at, (*path, index))))
        at += text[at] == ","
        index += 1
    return at + 1


def _inline_table(text: str, at: int, path: Path) -> Walk:
    while text[at := _skip(text, at)] != "}":
        at = _skip(text, (yield from _pair(text, at, path)))
        at += text[at] == ","
    return at + 1


def _skip(text: str, at: int) -> int:
    found = _SKIP.match(text, at)
    return found.end() if found else at
