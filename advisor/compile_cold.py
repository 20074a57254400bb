"""Builds the cold documents: full facts of each kind by id, read only when something is shown."""

from collections.abc import Mapping
from typing import Any

from advisor.compile_hot import rulebook_of
from advisor.compile_shape import Things
from advisor.compile_values import plain
from advisor.snapshot import dumps

TABLES = {"sources": "source", "quantizations": "quantization", "developers": "developer", "units": "unit"}
"""Kinds whose files hold many things: the table they stand in."""


def cold_documents(things: Things) -> dict[str, bytes]:
    """One document a kind: id -> facts as the files state them, dates as ISO text."""
    documents = {kind: facts_of(kind, things) for kind in things}
    documents["history"] = {"prices": past_prices(things)}
    documents["rulebook"] = rulebook_of(things)
    return {f"cold/{kind}": dumps(facts) for kind, facts in documents.items()}


def facts_of(kind: str, things: Things) -> dict[str, Any]:
    """Id -> facts of one kind."""
    table = TABLES.get(kind)
    if table is None:
        return {thing.id: plain(thing.data) for thing in things[kind].values()}
    return {key: plain(facts) for thing in things[kind].values() for key, facts in sorted(thing.data[table].items())}


def past_prices(things: Things) -> list[dict[str, Any]]:
    """Dated list prices with the model, and the maker's own service, that their names stand for; None for none."""
    names = _aliases("price_history", things)
    prices: list[dict[str, Any]] = []
    for thing in things["history"].values():
        service = _own_service(thing.id, things)
        for entry in thing.data["price"]:
            name = entry["name"]
            model = name if name in things["models"] else names.get(name)
            found = {"model": model if service else None, "provider": service, "end_date": entry.get("end")}
            prices.append(plain({**entry, **found}))
    return prices


def _aliases(of: str, things: Things) -> Mapping[str, str]:
    thing = things["aliases"].get(of)
    return thing.data["names"] if thing else {}


def _own_service(publisher: str, things: Things) -> str | None:
    """The provider a publisher of prices is, or the one that another name of the same developer is."""
    if publisher in things["providers"]:
        return publisher
    names = sorted(name for name, developer in _aliases("developers", things).items() if developer == publisher)
    return next((name for name in names if name in things["providers"]), None)
