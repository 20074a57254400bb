"""From a model's name in a log to what was tested. Guesses only what is unique, and says so; never a mock model."""

from collections.abc import Mapping
from typing import NamedTuple

from advisor.candidates.case import default_effort, offered_efforts
from advisor.candidates.evaluated import offer_place
from advisor.catalog import Catalog, Model, Offer
from advisor.errors import AdvisorError, bad_input
from advisor.evaluate.endpoints import provider_named
from advisor.evidence.own_store import Key
from advisor.resolve import Wanted, parse

MOCKS = ("mockllm", "dummy", "echo", "none", "exec", "python", "http", "https", "file")
"""Providers of other tools that are no model of anybody's."""
EFFORTS = {"minimal": "low", "xhigh": "max"}
"""Other tools' efforts in ours."""


class Named(NamedTuple):
    key: Key
    note: str | None
    """What was guessed."""


def name_of(name: str, effort: str | None, given: Mapping[str, str], catalog: Catalog) -> Named:
    """What a log's model name stands for; `given` is NAME -> OPTION as the user maps them.

    bad-input with suggestions where the name does not say, or the option is none of the catalog's.
    """
    if name in given:
        return _as_given(f"--map {name}={given[name]}", parse(given[name]), effort, catalog)
    wanted = parse(name)
    if wanted.model in catalog.models:
        return _as_given(name, wanted, effort, catalog)
    parts = name.lower().replace(":", "/").split("/")
    if parts[0] in MOCKS:
        raise bad_input(f"{name[:80]!r} is no model of the catalog but a stand-in", f"say which: --map '{name}=OPTION'")
    models, offer = _matches(parts, catalog)
    if len(models) != 1:
        raise _unknown(name, models, catalog)
    model = catalog.models[models[0]]
    place = offer_place(offer) if offer else None
    chosen, assumed = _effort(model, effort, name)
    key = Key(model.id, chosen, None, place)
    return Named(key, f"{name} is taken as {key.option}{assumed}")


def _as_given(shown: str, wanted: Wanted, stated: str | None, catalog: Catalog) -> Named:
    model = catalog.models.get(wanted.model)
    if model is None:
        raise _unknown(wanted.model, [], catalog)
    if wanted.quantization and wanted.quantization not in catalog.quantizations:
        raise bad_input(f"{shown[:80]}: no precision {wanted.quantization[:40]!r}", "for example fp8 or q4_k_m")
    if wanted.place and not _is_place(wanted.place, catalog):
        raise bad_input(f"{shown[:80]}: no provider {wanted.place[:40]!r}", "see `advisor catalog list providers`")
    effort, assumed = _effort(model, wanted.effort or stated, shown)
    key = Key(model.id, effort, wanted.quantization or None, wanted.place or None)
    return Named(key, f"{key.option}{assumed}" if assumed else None)


def _is_place(place: str, catalog: Catalog) -> bool:
    return place.partition(":")[0] in ("owned", "rented") or place.partition(".")[0] in catalog.providers


def _effort(model: Model, stated: str | None, shown: str) -> tuple[str, str]:
    """(effort, what was assumed of it)."""
    offered = offered_efforts(model)
    if not stated:
        chosen = default_effort(model)
        return chosen, f"; the log states no effort, {chosen} is assumed" if len(offered) > 1 else ""
    effort = EFFORTS.get(stated, stated)
    if effort not in offered:
        problem = f"{shown[:80]}: {model.id} is not offered at effort {stated[:20]!r}"
        raise bad_input(problem, f"one of {', '.join(offered)}: --map 'NAME={model.id}~EFFORT'")
    return effort, ""


def _matches(parts: list[str], catalog: Catalog) -> tuple[list[str], Offer | None]:
    """Models that are sold under the name or its end, and the offer of the provider it begins with, where it does."""
    provider = provider_named(parts[0])
    for start in range(1, len(parts)):
        tail = "/".join(parts[start:])
        here = [offer for offer in catalog.offers if offer.provider == provider and _sold_as(offer, tail)]
        if here:
            return sorted({offer.model for offer in here}), _usual(here)
    for start in range(len(parts)):
        tail = "/".join(parts[start:])
        offers = [offer for offer in catalog.offers if _sold_as(offer, tail)]
        models = sorted({offer.model for offer in offers} | ({tail} & catalog.models.keys()))
        if models:
            return models, None
    return [], None


def _usual(offers: list[Offer]) -> Offer:
    """The default region's offer, or the first."""
    return next((offer for offer in offers if offer.region == "default"), offers[0])


def _sold_as(offer: Offer, tail: str) -> bool:
    sold = offer.provider_model_id.lower()
    return sold == tail or sold.endswith(f"/{tail}")


def closest(name: str, catalog: Catalog) -> list[str]:
    """Up to three models whose ids are like a name of a log."""
    from difflib import get_close_matches

    return get_close_matches(name.lower().replace(":", "/").split("/")[-1], catalog.models, n=3, cutoff=0.4)


def _unknown(name: str, several: list[str], catalog: Catalog) -> AdvisorError:
    near = several or closest(name, catalog)
    hint = f"closest: {', '.join(near)}; " if near else "see `advisor catalog list models`; "
    return bad_input(f"the model {name[:80]!r} of the log is unknown", f"{hint}say which: --map '{name}=OPTION'")
