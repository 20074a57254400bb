"""Checks published scores against their benchmark: inside the scale, a unit that fits it, copies of what exists."""

from collections.abc import Iterator

from advisor.compile_problems import Problem
from advisor.compile_shape import Thing, Things


def score_problems(things: Things) -> Iterator[Problem]:
    """Scores that cannot be what they say."""
    known = things["benchmarks"]
    for thing in known.values():
        scale = thing.data.get("scale")
        if (thing.data["unit"] == "percent") != (scale is not None):
            fix = "write scale = [0, 100]" if scale is None else "leave scale out"
            yield thing.file.problem(("unit",), f"unit {thing.data['unit']!r} does not fit the scale {scale}", fix)
        elif scale is not None:
            yield from _outside(thing, scale)
        for index, row in enumerate(thing.data["scores"]):
            if row.get("copy_of", thing.id) not in known:
                what = f"{row['copy_of']!r} is not in benchmarks"
                yield thing.file.problem(("scores", index, "copy_of"), what, "use the id of the benchmark it copies")


def _outside(thing: Thing, scale: list[int]) -> Iterator[Problem]:
    low, high = scale
    for index, row in enumerate(thing.data["scores"]):
        if not low <= row["score"] <= high:
            what = f"score {row['score']:g} of {row['model']} is outside the scale {low} to {high}"
            yield thing.file.problem(("scores", index, "score"), what, "correct the score, or the unit and scale")
