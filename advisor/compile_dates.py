"""Checks the dates of files: in order, and nothing read or published in the future."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from advisor.compile_positions import Path
from advisor.compile_problems import Problem
from advisor.compile_references import values_at
from advisor.compile_shape import Thing, Things

ORDERED: dict[str, tuple[tuple[Path, str, str], ...]] = {
    "models": (((), "released", "retires"), ((), "knowledge_cutoff", "released")),
    "offers": ((("price", "*"), "valid_from", "valid_to"), (("price", "*"), "valid_from", "retires")),
    "rules": ((("effective",), "from", "to"), (("citation",), "date", "read")),
    "history": ((("price", "*"), "date", "end"),),
}
"""Kind -> (table, earlier key, later key)."""

PAST: dict[str, tuple[Path, ...]] = {
    "offers": (("read",), ("price", "*", "read"), ("price", "*", "others", "*", "read")),
    "instances": (("rent", "*", "read"),),
    "accelerators": (("read",),),
    "providers": (("as_of",),),
    "benchmarks": (("scores", "*", "date"),),
    "quantizations": (("quantization", "*", "read"),),
    "workloads": (("read",),),
    "developers": (("developer", "*", "read"),),
    "sources": (("source", "*", "read"), ("source", "*", "date")),
    "aliases": (("reviewed",),),
    "rules": (("checked",),),
    "licenses": (("checked",),),
}
"""Kind -> dates of something that has happened."""


def date_problems(things: Things, today: date) -> Iterator[Problem]:
    """`today` bounds what overlays may claim to have read, or the newest day the shipped files were read, if later."""
    newest = max([today.isoformat(), *(day for _, _, day in _past(things, overlaid=False))])
    for thing, path, day in _past(things, overlaid=True):
        if day > newest:
            yield thing.file.problem(path, f"{day} is in the future", f"give a day up to {newest}")
    for kind, orders in ORDERED.items():
        for thing in things[kind].values():
            for table, earlier, later in orders:
                yield from _disorder(thing, table, earlier, later)


def _past(things: Things, overlaid: bool) -> Iterator[tuple[Thing, Path, str]]:
    for kind, patterns in PAST.items():
        for thing in things[kind].values():
            if thing.file.overlaid == overlaid:
                for pattern in patterns:
                    for path, value in values_at(thing.data, pattern):
                        yield thing, path, str(value)


def _disorder(thing: Thing, table: Path, earlier: str, later: str) -> Iterator[Problem]:
    for path, facts in values_at(thing.data, table):
        first, second = _day(facts, earlier), _day(facts, later)
        if first and second and second[: len(first)] < first[: len(second)]:
            what = f"{second} is before {earlier} = {first}"
            yield thing.file.problem((*path, later), what, "correct the wrong one of the two")


def _day(facts: dict[str, Any], key: str) -> str | None:
    """ISO text, shorter where only the month or year is known."""
    return str(facts[key]) if key in facts else None
