"""Facts computed from other facts where they are absent: locations outside a set, countries of a model's lineage.

Never overrides a stated fact and never guesses: a missing place or an unlisted developer leaves the result unknown.
"""

from collections.abc import Mapping
from typing import Any

from advisor.constraints.policy_logic import OPERATORS, UNKNOWN_ITEM, Facts, Truth, items
from advisor.constraints.policy_rules import Vocabulary, resolve_set

REGIONS = ("EU",)


def expanded(value: object, words: Vocabulary) -> tuple[object, ...]:
    """Places with `EU` written out as its member states, so that "somewhere in the EU" is never read as one country."""
    return tuple(one for place in items(value) for one in (words.sets[str(place)] if place in REGIONS else (place,)))


def _leaves(rule: Mapping[str, Any], route: Mapping[str, object], ctx: Facts, words: Vocabulary) -> Truth:
    """Whether any of the places the derived fact is made from lies outside its set."""
    allowed = {*resolve_set(rule["inside"], words.sets, "derived fact")}
    if route.get("kind") in rule["home_kinds"] and isinstance(ctx.get("country"), str):
        allowed.update(str(place) for place in expanded(ctx["country"], words))
    stays = []
    for fact in rule["of"]:
        places = route.get(fact.split(".", 1)[1])
        known = places not in (None, "unknown", (), [])
        stays.append(OPERATORS["subset_of"](places, frozenset(allowed)) if known else None)
    if False in stays:
        return True
    return None if None in stays else False


def with_derived_route_facts(route: Facts, ctx: Facts, words: Vocabulary) -> Facts:
    """The route's facts with regions written out and the derived facts of the vocabulary added."""
    known: dict[str, object] = dict(route)
    for place in ("infer", "store"):
        if known.get(place) is not None:
            known[place] = expanded(known[place], words)
    if known.get("provider_names") is None and known.get("provider") is not None:
        known["provider_names"] = (known["provider"],)
    for fact, rule in words.derived.items():
        name = fact.split(".", 1)[1]
        if known.get(name) is None:
            known[name] = _leaves(rule, known, ctx, words)
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
