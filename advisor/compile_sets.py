"""Checks that named sets of rules name things there are: a name that stands for nothing is a rule that never fires."""

from collections.abc import Callable, Collection, Iterator

from advisor.compile_problems import Problem
from advisor.compile_references import known_ids, unknown_id
from advisor.compile_shape import Things

SETS: tuple[tuple[Callable[[str], bool], str, str], ...] = (
    (lambda name: name.startswith("GPU_"), "families", "accelerators"),
    (lambda name: name.endswith("_DEVELOPERS"), "developers", "developers"),
)
"""Which sets, of which kind their members are, and the alias file that lists names without a member."""


def set_problems(things: Things) -> Iterator[Problem]:
    """Members of accelerator and developer sets that are neither known nor listed as unknown in aliases/."""
    ids = known_ids(things)
    for thing in things["policy_sets"].values():
        for name, members in thing.data["sets"].items():
            for belongs, kind, alias in SETS:
                if belongs(name):
                    listed = things["aliases"].get(alias)
                    known = {*ids[kind], *(listed.data["unknown"] if listed else ())}
                    for index, member in enumerate(members):
                        if not _known(member, known, kind):
                            yield unknown_id(thing, ("sets", name, index), member, kind, known)


def _known(member: str, known: Collection[str], kind: str) -> bool:
    """A family also stands for its forms: `nvidia-h200` for `nvidia-h200-sxm`."""
    return member in known or (kind == "families" and any(one.startswith(f"{member}-") for one in known))
