"""Which kind of thing each path holds, and whether its keys and values are of the declared types.

The types are the authoring types of the `schema` modules; this module turns what pydantic finds into problems that
name file, line, key and fix.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from advisor.compile_constants import constant_problems
from advisor.compile_files import Merged
from advisor.compile_kinds import CONSTANTS, KINDS, Kind
from advisor.compile_positions import Path
from advisor.compile_problems import Problem, gather
from advisor.schema_common import LEAST_USD
from advisor.tuples import NamedTuple

CONSTANT_KINDS = frozenset({"hosting", "decision"})
"""Kinds of constants that also have an authoring type."""


class Thing(NamedTuple):
    """One file of the catalog with its id."""

    id: str
    file: Merged

    @property
    def data(self) -> dict[str, Any]:
        return self.file.data


Things = dict[str, dict[str, Thing]]
"""Kind -> id -> thing, ids sorted."""


def things_of(files: Mapping[str, Merged], problems: list[Problem]) -> Things:
    """Files by kind and id. A path of no kind, and a second file with an id, are problems."""
    things: Things = {kind.name: {} for kind in KINDS}
    for relative, file in files.items():
        kind = kind_of(relative)
        if kind is None:
            nowhere = file.problem((), "no kind of catalog file has this path", _nearest_path(relative))
            gather(problems, [nowhere])
            continue
        thing = Thing(kind.id_of(relative), file)
        first = things[kind.name].setdefault(thing.id, thing)
        if first is not thing:
            gather(problems, [_duplicate(thing.id, first.file, file)])
        else:
            gather(problems, _shape_problems(file, kind))
    return {kind: dict(sorted(by_id.items())) for kind, by_id in things.items()}


def _duplicate(name: str, one: Merged, other: Merged) -> Problem:
    """Two files of one id; the overlay's is the wrong one, or else the later."""
    kept, wrong = (other, one) if one.overlaid and not other.overlaid else (one, other)
    what = f"duplicate id {name!r}, already in {kept.layers[-1].path}"
    return wrong.problem((), what, f"to overlay it, use the path {kept.relative}")


def kind_of(relative: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.holds(relative)), None)


def _nearest_path(relative: str) -> str:
    top = relative.split("/")[0]
    near = [kind.pattern for kind in KINDS if kind.pattern.split("/")[0] == top]
    if not near:
        near = get_close_matches(relative, [kind.pattern for kind in KINDS], n=2, cutoff=0.3)
    return f"move it to {' or '.join(near)}" if near else "see catalog/README.md for the paths there are"


@cache
def _adapter(kind: Kind) -> TypeAdapter[Any]:
    return TypeAdapter(kind.type)


def _shape_problems(file: Merged, kind: Kind) -> Iterator[Problem]:
    if kind.type is CONSTANTS or kind.name in CONSTANT_KINDS:
        yield from constant_problems(file)
    try:
        _adapter(kind).validate_python(file.data)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False, include_context=True):
            yield _problem(file, kind, error)


def _problem(file: Merged, kind: Kind, error: ErrorDetails) -> Problem:
    path = _path(file.data, error["loc"])
    if error["type"] == "missing":
        key = str(error["loc"][-1])
        return file.problem(path, f"missing key {key!r}", f"add {key}, or see `advisor schema {kind.schema}`")
    if error["type"] == "extra_forbidden":
        return file.problem(path, "unknown key", _nearest(kind, str(error["loc"][-1])))
    if error["input"] == 0 and error.get("ctx") in ({"gt": 0}, {"ge": LEAST_USD}):
        fix = "leave the key out when the value is not known; 0 is never a price or a size"
        return file.problem(path, "0 is not allowed", fix)
    what = f"{_shown(error['input'])}: {error['msg'][:1].lower()}{error['msg'][1:]}"
    return file.problem(path, what, f"see `advisor schema {kind.schema}`")


def _path(data: Any, location: tuple[str | int, ...]) -> Path:
    """The parts of pydantic's location that are keys of the file; names of union branches fall away."""
    path: Path = ()
    for part in location:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            continue
        path = (*path, part)
    return path


def _nearest(kind: Kind, key: str) -> str:
    near = get_close_matches(key, _known_keys(kind), n=1)
    return f"did you mean {near[0]!r}?" if near else f"remove it; `advisor schema {kind.schema}` lists the keys"


@cache
def _known_keys(kind: Kind) -> list[str]:
    return sorted(_keys(_adapter(kind).json_schema()))


def _keys(schema: Any) -> set[str]:
    """Every property name anywhere in a JSON Schema."""
    if isinstance(schema, list):
        return {key for part in schema for key in _keys(part)}
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", ())) | {key for part in schema.values() for key in _keys(part)}


def _shown(value: Any) -> str:
    try:
        text = repr(value)
    except ValueError:  # Python writes no integer of many thousand digits
        return "a value too long to show"
    return text if len(text) <= 60 else f"{text[:57]}..."
