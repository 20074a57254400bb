"""Checks what one file says against the others: every id stands for something. Adds nothing and mends nothing."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any

from advisor.compile_cold import TABLES
from advisor.compile_files import ID
from advisor.compile_positions import Path
from advisor.compile_problems import Problem
from advisor.compile_shape import Thing, Things

Ids = dict[str, Collection[str]]
"""Kind -> known ids."""

SOURCE_KEYS = ("source", "sources", "field_sources", "agrees_with")
FREE_SOURCES = frozenset({"licenses", "rules", "sources", "presets", "policy_sets"})
"""Kinds whose `source` is a table or words, not an id."""

REFERENCES: dict[str, tuple[tuple[Path, str], ...]] = {
    "models": (
        (("developer",), "developers"),
        (("lineage", "*"), "developers"),
        (("license",), "licenses"),
        (("native",), "quantizations"),
        (("checkpoint", "*", "quantization"), "quantizations"),
    ),
    "providers": ((("region_facts", "*"), "providers"),),
    "offers": ((("price", "*", "quantization"), "quantizations"),),
    "instances": ((("rent", "*", "accelerator"), "accelerators"),),
    "benchmarks": ((("scores", "*", "model"), "models"), (("scores", "*", "copy_of"), "benchmarks")),
    "evidence": (
        (("price", "*", "model"), "models"),
        (("run", "*", "model"), "models"),
    ),
    "workloads": ((("evidence", "benchmarks", "*", "id"), "benchmarks"),),
}
"""Kind -> paths (`*` = each element) whose values are ids of another kind."""

FIGURES = (
    "released", "knowledge_cutoff", "retires", "open_weights", "license", "params_total_b", "params_active_b",
    "params_checkpoint_b", "native", "context", "max_output", "modalities_in", "modalities_out", "efforts",
    "architecture",
)  # fmt: skip
"""Keys of a model that must cite a source of their own."""

ALIASES = {"price_history": "models"}
"""Alias files that are not named after the kind their names become."""


def reference_problems(things: Things) -> Iterator[Problem]:
    """Ids that stand for nothing, and names that stand for two things."""
    yield from _duplicates(things)
    ids = known_ids(things)
    for kind, by_id in things.items():
        for thing in by_id.values():
            for pattern, target in REFERENCES.get(kind, ()):
                yield from _dangling(thing, pattern, target, ids)
            if kind not in FREE_SOURCES:
                yield from _unknown_sources(kind, thing, ids)
    for thing in things["models"].values():
        yield from _unsourced(thing)
    for thing in things["offers"].values():
        yield from _offer_problems(thing, ids)
    for thing in things["aliases"].values():
        yield from _alias_problems(thing, ids)


def known_ids(things: Things) -> Ids:
    """Ids of every kind; families of accelerators, their members included, are a kind of their own."""
    ids: Ids = {kind: list(by_id) for kind, by_id in things.items()}
    for kind, table in TABLES.items():
        ids[kind] = {key: None for thing in things[kind].values() for key in thing.data[table]}
    ids["families"] = {name for key, thing in things["accelerators"].items() for name in (key, thing.data["family"])}
    return {kind: frozenset(known) for kind, known in ids.items()}


def _duplicates(things: Things) -> Iterator[Problem]:
    """Ids that two files of one folder both state, and keys of tables that are no ids."""
    for kind, table in TABLES.items():
        seen: dict[str, Thing] = {}
        for thing in things[kind].values():
            for key in thing.data[table]:
                if not ID.fullmatch(key):
                    yield thing.file.problem(
                        (table, key), f"{key!r} is not an id", "use a-z, 0-9, dot, dash, underscore"
                    )
                first = seen.setdefault(key, thing)
                if first is not thing:
                    what = f"duplicate id {key!r}, already in {first.file.layers[-1].path}"
                    yield thing.file.problem((table, key), what, "keep one of the two")


def _dangling(thing: Thing, pattern: Path, target: str, ids: Ids) -> Iterator[Problem]:
    for path, value in values_at(thing.data, pattern):
        if value not in ids[target]:
            yield unknown_id(thing, path, value, target, ids[target])


def values_at(data: Any, pattern: Path, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Values at a pattern that are there; `*` stands for each element of an array or table."""
    if not pattern:
        yield path, data
    elif pattern[0] == "*":
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from values_at(value, pattern[1:], (*path, key))
    elif isinstance(data, dict) and pattern[0] in data:
        yield from values_at(data[pattern[0]], pattern[1:], (*path, pattern[0]))


def unknown_id(thing: Thing, path: Path, value: Any, target: str, known: Collection[str]) -> Problem:
    near = get_close_matches(str(value), known, n=1)
    fix = f"did you mean {near[0]!r}?" if near else f"use an id of `advisor catalog list {target}`, or add it"
    return thing.file.problem(path, f"{value!r} is not in {target}", fix)


def _unknown_sources(kind: str, thing: Thing, ids: Ids) -> Iterator[Problem]:
    known = ids["sources"]
    for path, value in cited(thing.data):
        words = kind == "providers" and path[0] == "source"
        if not words and value not in known:
            yield unknown_id(thing, path, value, "sources", known)


def _unsourced(thing: Thing) -> Iterator[Problem]:
    for key in FIGURES:
        if key in thing.data and not thing.data["sources"].get(key):
            yield thing.file.problem((key,), "has no source", f'add {key} = ["SOURCE-ID"] to [sources]')


def cited(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Source ids a file cites; what `doubt` says in words is left out."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in SOURCE_KEYS:
                yield from _leaves(value, (*path, key))
            elif key != "doubt" and isinstance(value, dict | list):
                yield from cited(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            if isinstance(value, dict):
                yield from cited(value, (*path, index))


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inner, (*path, key))


def _offer_problems(thing: Thing, ids: Ids) -> Iterator[Problem]:
    model, _, provider = thing.id.partition("@")
    if model not in ids["models"]:
        yield unknown_id(thing, (), model, "models", ids["models"])
    if provider not in ids["providers"]:
        fix = f"add providers/{provider}/provider.toml"
        yield thing.file.problem((), f"provider {provider!r} has no facts", fix)


def _alias_problems(thing: Thing, ids: Ids) -> Iterator[Problem]:
    target = ALIASES.get(thing.id, thing.id)
    if target not in ids:
        fix = f"name the file after a kind: {', '.join(sorted(ids))}"
        yield thing.file.problem((), "aliases of nothing", fix)
        return
    for name, value in thing.data["names"].items():
        if value not in ids[target]:
            yield unknown_id(thing, ("names", name), value, target, ids[target])
