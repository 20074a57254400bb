"""Checks published scores against their benchmark: inside the scale, and a unit that fits it."""

from collections.abc import Iterator

from advisor.compile_problems import Problem
from advisor.compile_shape import Thing, Things


def score_problems(things: Things) -> Iterator[Problem]:
    """Scores that cannot be what they say."""
    for thing in things["benchmarks"].values():
        scale = thing.data.get("scale")
        if (thing.data["unit"] == "percent") != (scale is not None):
            fix = "write scale = [0, 100]" if scale is None else "leave scale out"
            yield thing.file.problem(("unit",), f"unit {thing.data['unit']!r} does not fit the scale {scale}", fix)
        elif scale is not None:
            yield from _outside(thing, scale)


def _outside(thing: Thing, scale: list[int]) -> Iterator[Problem]:
    low, high = scale
    for index, row in enumerate(thing.data["scores"]):
        if not low <= row["score"] <= high:
            what = f"score {row['score']:g} of {row['model']} is outside the scale {low} to {high}"
            yield thing.file.problem(("scores", index, "score"), what, "correct the score, or the unit and scale")
