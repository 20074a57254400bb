"""Facts computed from other facts where they are absent: locations outside a set, countries of a model's lineage.

Never overrides a stated fact and never guesses: a missing place or an unlisted developer leaves the result unknown.
"""

from collections.abc import Mapping
from typing import Any

from advisor.constraints.policy_logic import UNKNOWN_ITEM, Facts, Truth, items
from advisor.constraints.policy_rules import Vocabulary, resolve_set

REGIONS = {"EU": "EU"}


def _expanded(value: object, words: Vocabulary) -> list[object]:
    """Places with `EU` written out as its member states, so that "somewhere in the EU" is never read as one country."""
    places: list[object] = []
    for place in items(value):
        places.extend(words.sets[REGIONS[str(place)]] if place in REGIONS else [place])
    return places


def _outside(places: list[object] | None, inside: frozenset[object]) -> Truth:
    if not places:
        return None
    if any(place not in inside and place != UNKNOWN_ITEM for place in places):
        return True
    return None if UNKNOWN_ITEM in places else False


def _leaves(rule: Mapping[str, Any], route: Mapping[str, object], ctx: Facts, words: Vocabulary) -> Truth:
    """Whether any of the places the derived fact is made from lies outside its set."""
    inside = {*resolve_set(rule["inside"], words.sets, "derived fact")}
    if route.get("kind") in rule["home_kinds"] and isinstance(ctx.get("country"), str):
        inside.add(str(ctx["country"]))
    truths = []
    for fact in rule["from"]:
        value = route.get(fact.split(".", 1)[1])
        places = None if value is None or value == "unknown" else list(items(value))
        truths.append(_outside(places, frozenset(inside)))
    if True in truths:
        return True
    return None if None in truths else False


def with_derived_route_facts(route: Facts, ctx: Facts, words: Vocabulary) -> Facts:
    """The route's facts with regions written out and the derived facts of the vocabulary added."""
    known: dict[str, object] = dict(route)
    for place in ("infer", "store"):
        if known.get(place) is not None:
            known[place] = tuple(_expanded(known[place], words))
    for fact, rule in words.derived.items():
        name = fact.split(".", 1)[1]
        if known.get(name) is None:
            known[name] = _leaves(rule, known, ctx, words)
    return known


def with_derived_model_facts(model: Facts, words: Vocabulary) -> Facts:
    """The model's facts with the countries of every developer it derives from."""
    if model.get("lineage_origins") is not None or model.get("lineage") is None:
        return dict(model)
    origins = {words.developers.get(str(developer), UNKNOWN_ITEM) for developer in items(model["lineage"])}
    if model.get("origin") is not None:
        origins.add(str(model["origin"]))
    return {**model, "lineage_origins": tuple(sorted(origins))}
