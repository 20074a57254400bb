"""Facts computed from other facts where they are absent: locations outside a set, countries of a model's lineage.

Never overrides a stated fact and never guesses: a missing place or an unlisted developer leaves the result unknown.
"""

from collections.abc import Iterable

from advisor.constraints.policy_logic import OPERATORS, UNKNOWN_ITEM, Facts, Truth, items
from advisor.constraints.policy_rules import Vocabulary, resolve_set
from advisor.tuples import NamedTuple

REGIONS = ("EU",)
OTHER_INPUTS = {
    ("route", "infer"): ("home_unstated",),
    ("route", "store"): ("home_unstated",),
    ("route", "provider_names"): ("provider",),
    ("model", "lineage_origins"): ("lineage", "origin"),
}


def expanded(value: object, words: Vocabulary) -> tuple[object, ...]:
    """Places with `EU` written out as its member states, so that "somewhere in the EU" is never read as one country."""
    return tuple(one for place in items(value) for one in (words.sets[str(place)] if place in REGIONS else (place,)))


class Derived(NamedTuple):
    """A derived route fact of one company: whether any of the places it is made from lies outside a set."""

    name: str
    places: tuple[str, ...]
    inside: frozenset[object]
    home_kinds: frozenset[str]
    inside_at_home: frozenset[object]
    """For routes of those kinds, whose home counts as inside."""


def derived_of(words: Vocabulary, ctx: Facts) -> tuple[Derived, ...]:
    """The vocabulary's derived facts with their sets written out for the company, once for all routes."""
    country = ctx.get("country")
    home = frozenset(str(place) for place in expanded(country, words)) if isinstance(country, str) else frozenset()
    found = []
    for fact, rule in words.derived.items():
        inside = frozenset(resolve_set(rule["inside"], words.sets, "derived fact"))
        places = tuple(map(_local, rule["of"]))
        found.append(Derived(_local(fact), places, inside, frozenset(rule["home_kinds"]), inside | home))
    return tuple(found)


def inputs_of(name: str, group: str, words: Vocabulary) -> tuple[str, ...]:
    """The facts of its group that a derived fact is made from, or that settle what its absence means."""
    rule = words.derived.get(f"{group}.{name}")
    if rule is not None:
        return ("kind", *map(_local, rule["of"]))
    return OTHER_INPUTS.get((group, name), ())


def _local(fact: str) -> str:
    return fact.split(".", 1)[1]


def _leaves(derived: Derived, route: Facts) -> Truth:
    allowed = derived.inside_at_home if route.get("kind") in derived.home_kinds else derived.inside
    stays = []
    for name in derived.places:
        places = route.get(name)
        known = places not in (None, "unknown", (), [])
        stays.append(OPERATORS["subset_of"](places, allowed) if known else None)
    if False in stays:
        return True
    return None if None in stays else False


def with_derived_route_facts(route: Facts, derived: Iterable[Derived], words: Vocabulary) -> Facts:
    """The route's facts with regions written out and the derived facts of the vocabulary added."""
    known: dict[str, object] = dict(route)
    for place in ("infer", "store"):
        if known.get(place) is not None:
            known[place] = expanded(known[place], words)
    if known.get("provider_names") is None and known.get("provider") is not None:
        known["provider_names"] = (known["provider"],)
    for fact in derived:
        if known.get(fact.name) is None:
            known[fact.name] = _leaves(fact, known)
    return known


def _country(developer: str, words: Vocabulary) -> str:
    if developer in words.developers:
        return words.developers[developer]
    return "CN" if developer in words.sets["CN_DEVELOPERS"] else UNKNOWN_ITEM


def with_derived_model_facts(model: Facts, words: Vocabulary) -> Facts:
    """The model's facts with the countries of every developer it derives from."""
    if model.get("lineage_origins") is not None or model.get("lineage") is None:
        return dict(model)
    origins = {_country(str(developer), words) for developer in items(model["lineage"])}
    if model.get("origin") is not None:
        origins.add(str(model["origin"]))
    return {**model, "lineage_origins": tuple(sorted(origins))}
