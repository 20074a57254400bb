"""Three-valued conditions: a fact, one of ten operators, a value. An unknown fact is never a pass and never a failure.

Never reads files and knows nothing of rules. A place list may hold tokens: `*` (may be anywhere), `?` (one place is not
known), and `|` in front (one of these, which one is not known; without it: any of them, at any time).
"""

from collections.abc import Callable, Mapping

from advisor.tuples import NamedTuple

Truth = bool | None
Facts = Mapping[str, object]
Wanted = frozenset[object]

GROUPS = ("ctx", "route", "model", "hw")
ANYWHERE = "*"
UNKNOWN_ITEM = "?"
CHOICE = "|"


class Condition(NamedTuple):
    """One compiled condition. `wanted` holds the resolved value or values, `fact` is the full name (`route.baa`)."""

    group: str
    key: str
    op: str
    wanted: Wanted
    fact: str
    by_family: bool = False


def items(value: object) -> tuple[object, ...]:
    """The members of a list fact; a single value counts as a list of one."""
    return tuple(value) if isinstance(value, (list, tuple, set, frozenset)) else (value,)


def is_unknown(condition: Condition, value: object) -> bool:
    """No value, the word `unknown`, or an empty list of places or developers. No chips and no data are facts."""
    if value is None or value == "unknown":
        return True
    return isinstance(value, (list, tuple)) and not value and condition.group in ("route", "model")


def _one_of_these(members: tuple[object, ...], wanted: Wanted) -> Truth:
    """A fact with several possible values is decided only when all of them agree."""
    inside = {member in wanted for member in members}
    return inside.pop() if len(inside) == 1 else None


def _any_of(value: object, wanted: Wanted) -> Truth:
    members = items(value)
    if members[:1] == (CHOICE,):
        return _one_of_these(members[1:], wanted)
    if not wanted.isdisjoint(members):
        return True
    return None if ANYWHERE in members or UNKNOWN_ITEM in members else False


def _subset_of(value: object, wanted: Wanted) -> Truth:
    members = items(value)
    if members[:1] == (CHOICE,):
        return _one_of_these(members[1:], wanted)
    known = [member for member in members if member != UNKNOWN_ITEM]
    if not wanted.issuperset(known):
        return False
    return None if len(known) < len(members) else True


def _in(value: object, wanted: Wanted) -> Truth:
    return None if isinstance(value, (list, tuple, dict)) else value in wanted


def _greater(value: object, wanted: Wanted) -> Truth:
    limit = next(iter(wanted))
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isinstance(limit, (int, float)):
        return None
    return value > limit


def _negated(test: Callable[[object, Wanted], Truth]) -> Callable[[object, Wanted], Truth]:
    def negation(value: object, wanted: Wanted) -> Truth:
        truth = test(value, wanted)
        return None if truth is None else not truth

    return negation


def _flag(value: object, wanted: Wanted) -> Truth:
    return value in wanted if isinstance(value, bool) else None


OPERATORS: dict[str, Callable[[object, Wanted], Truth]] = {
    "eq": _in,
    "ne": _negated(_in),
    "in": _in,
    "not_in": _negated(_in),
    "any_of": _any_of,
    "none_of": _negated(_any_of),
    "subset_of": _subset_of,
    "is_true": _flag,
    "is_false": _flag,
    "gt": _greater,
}


def _in_family(value: object, families: Wanted) -> Truth:
    """Whether any chip is a family of the set or a form of one: `nvidia-h200` catches `nvidia-h200-sxm`."""
    chips = [str(chip) for chip in items(value)]
    hit = any(chip == family or chip.startswith(f"{family}-") for chip in chips for family in families)
    return True if hit else None if UNKNOWN_ITEM in chips else False


def holds(condition: Condition, facts: Facts) -> Truth:
    """True, False, or None when the fact is not known."""
    value = facts.get(condition.key)
    if is_unknown(condition, value):
        return None
    if condition.by_family:
        return _in_family(value, condition.wanted)
    return OPERATORS[condition.op](value, condition.wanted)
