"""Checks that numbers which bound one another do: a range holds its middle, a part is no larger than the whole."""

from collections.abc import Iterator

from advisor.compile_positions import Path
from advisor.compile_problems import Problem
from advisor.compile_references import values_at
from advisor.compile_shape import Thing, Things

ORDERED: dict[str, tuple[tuple[Path, str, str], ...]] = {
    "workloads": (((), "worth_low", "worth"), ((), "worth", "worth_high")),
    "models": (
        ((), "params_active_b", "params_total_b"),
        (("architecture",), "kv_heads", "heads"),
        (("architecture",), "experts_per_token", "experts"),
    ),
    "accelerators": ((("rent",), "low_usd_h", "median_usd_h"),),
}
"""Kind -> (table, key, key that is never smaller)."""


def order_problems(things: Things) -> Iterator[Problem]:
    for kind, orders in ORDERED.items():
        for thing in things[kind].values():
            for table, smaller, larger in orders:
                yield from _disorder(thing, table, smaller, larger)


def _disorder(thing: Thing, table: Path, smaller: str, larger: str) -> Iterator[Problem]:
    for path, facts in values_at(thing.data, table):
        if smaller in facts and larger in facts and facts[smaller] > facts[larger]:
            what = f"{facts[smaller]} is above {larger} = {facts[larger]}"
            yield thing.file.problem((*path, smaller), what, "correct the wrong one of the two")
