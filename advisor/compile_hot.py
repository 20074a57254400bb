"""Builds the hot document: everything a ranking reads, as the NamedTuples of `advisor.catalog`.

JSON writes them as arrays in field order; offers and rents, most of the document, stand in columns, which is half the
work to parse. This module only renames, picks and converts; absent stays None.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from advisor.catalog import (
    Accelerator,
    Architecture,
    Checkpoint,
    Model,
    Offer,
    Provider,
    Quantization,
    Rent,
    Workload,
)
from advisor.columns import Column, packed
from advisor.compile_offers import offers_of
from advisor.compile_shape import Thing, Things
from advisor.compile_values import plain
from advisor.constraints.policy_rules import lacks_company_fact

MID_SIZE_B = 32.0
"""Billions of parameters of the model that `Quantization.error_mean` speaks of."""
NOT_IN_EXTRA = frozenset({"config_type", "config_of", "attention_detail", *Architecture._fields})


def hot_document(things: Things) -> dict[str, Any]:
    """All hot fields of Catalog but `digest`, JSON-ready."""
    offers = offers_of(things)
    rents = [rent for thing in things["instances"].values() for rent in _rents(thing)]
    newest = max([*(offer.read for offer in offers), *(rent.read for rent in rents), ""])
    return {
        "as_of": newest,
        "newest_read": newest,
        "models": [_model(thing, things) for thing in things["models"].values()],
        "offers": _columns(offers, len(Offer._fields)),
        "providers": [_provider(thing) for thing in things["providers"].values()],
        "accelerators": [_accelerator(thing) for thing in things["accelerators"].values()],
        "rents": _columns(rents, len(Rent._fields)),
        "quantizations": list(_quantizations(things)),
        "workloads": [_workload(thing) for thing in things["workloads"].values()],
        "policy": policy_of(things),
        "constants": _constants(things),
        "overlaid": sorted(
            thing.file.relative for by_id in things.values() for thing in by_id.values() if thing.file.overlaid
        ),
    }


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> list[Column]:
    return [packed(values) for values in zip(*rows, strict=True)] or [packed(()) for _ in range(width)]


def _model(thing: Thing, things: Things) -> Model:
    data = plain(thing.data)
    return Model(
        id=thing.id,
        name=data["name"],
        developer=data["developer"],
        origin=developers(things).get(data["developer"], {}).get("country"),
        lineage=tuple(data["lineage"]),
        released=data.get("released"),
        open_weights=data.get("open_weights"),
        license=data.get("license"),
        params_total=data.get("params_total_b"),
        params_active=data.get("params_active_b"),
        params_checkpoint=data.get("params_checkpoint_b"),
        native=data.get("native"),
        context=data.get("context"),
        max_output=data.get("max_output"),
        modalities=data.get("modalities_in"),
        tool_call=data.get("tool_call"),
        structured_output=data.get("structured_output"),
        reasoning=data.get("reasoning"),
        efforts=tuple(effort for effort in EFFORTS if effort in data.get("efforts", ())),
        status=data.get("status", "unknown"),
        retires=data.get("retires"),
        architecture=_architecture(data["architecture"]) if "architecture" in data else None,
        checkpoints=tuple(map(_checkpoint, data.get("checkpoint", ()))),
    )


EFFORTS = ("none", "low", "medium", "high", "max")


def developers(things: Things) -> Mapping[str, Any]:
    """Developer id -> facts, over all files of that kind."""
    return {key: facts for thing in things["developers"].values() for key, facts in thing.data["developer"].items()}


def _architecture(data: Mapping[str, Any]) -> Architecture:
    known = {name: data.get(name) for name in Architecture._fields if name != "extra"}
    return Architecture(**known, extra={key: value for key, value in data.items() if key not in NOT_IN_EXTRA})


def _checkpoint(data: Mapping[str, Any]) -> Checkpoint:
    return Checkpoint(data["quantization"], data.get("gb"), data.get("vram_min_gb"), data["source"])


def _provider(thing: Thing) -> Provider:
    data = plain(thing.data)
    facts = {key: value for key, value in data.items() if key not in Provider._fields}
    return Provider(thing.id, data["name"], data["kind"], facts)


def _accelerator(thing: Thing) -> Accelerator:
    data = plain(thing.data)
    renamed = {
        "id": thing.id,
        "power_w": data.get("tdp_w", data.get("power_est_w")),
        "price_usd": data.get("msrp_usd"),
        "source": data["sources"][0],
    }
    return Accelerator(**{name: renamed.get(name, data.get(name)) for name in Accelerator._fields})


def _rents(thing: Thing) -> Iterator[Rent]:
    """Rents of known accelerators at prices nobody doubts."""
    for entry in plain(thing.data["rent"]):
        if "accelerator" in entry and "suspect" not in entry:
            renamed = {"provider": thing.id, "devices": entry["count"]}
            yield Rent(**{name: renamed.get(name, entry.get(name)) for name in Rent._fields})


def _quantizations(things: Things) -> Iterator[Quantization]:
    for thing in things["quantizations"].values():
        for key, data in sorted(thing.data["quantization"].items()):
            classes = [(float(c.get("up_to_b", 1e9)), c["mean"], c["sd"]) for c in data.get("error", ())]
            mean, sd = next(((mean, sd) for up_to, mean, sd in classes if up_to >= MID_SIZE_B), (None, None))
            yield Quantization(
                id=key,
                bits_per_weight=data["bits_per_weight"],
                family=data["family"],
                engines=tuple(data["engines"]),
                error_mean=mean,
                error_sd=sd,
                by_size=tuple(classes),
                source=data["sources"][0],
            )


def _workload(thing: Thing) -> Workload:
    data = plain(thing.data)
    renamed = {
        "id": thing.id,
        "source": data["sources"][0],
        "flex_share": data.get("flex_share", 0.0),
        "worth_presets": [(preset["label"], preset["usd"]) for preset in data["worth_presets"]],
    }
    return Workload(**{name: renamed.get(name, data.get(name)) for name in Workload._fields})


def policy_of(things: Things) -> dict[str, Any]:
    """What every ranking asks of the rules: those that wait for a company fact only by what keeps them waiting."""
    rules = _with_ids(things["rules"].values())
    return {
        "vocabulary": {
            key: value for thing in things["policy_sets"].values() for key, value in plain(thing.data).items()
        },
        "rules": [rule for rule in rules if not lacks_company_fact(rule, {})],
        "waiting": [_waiting(rule) for rule in rules if lacks_company_fact(rule, {})],
        "licences": _with_ids(things["licenses"].values()),
        "developers": {
            name: facts["country"]
            for thing in things["developers"].values()
            for name, facts in thing.data["developer"].items()
            if "country" in facts
        },
    }


def rulebook_of(things: Things) -> dict[str, Any]:
    """The rest: all rules with their texts, and presets."""
    return {
        "rules": _with_ids(things["rules"].values()),
        "waiting": [],
        "presets": {thing.id: plain(thing.data) for thing in things["presets"].values()},
    }


def _waiting(rule: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a rule that `status_at` and `lacks_company_fact` read."""
    known = {key: rule[key] for key in ("id", "kind", "status", "effective") if key in rule}
    asked = [{"f": one["f"]} for one in rule["applies"] if one["f"].startswith("ctx.")]
    return {**known, "citation": {"date": rule["citation"]["date"]}, "applies": asked}


def _with_ids(of_kind: Iterable[Thing]) -> list[dict[str, Any]]:
    return [{"id": thing.id, **plain(thing.data)} for thing in of_kind]


def _constants(things: Things) -> dict[str, Any]:
    """Fitted and judged constants: single files as their tables, folders by file name."""
    parameters = things["evidence"].get("parameters")
    return {
        "hosting": {key: value for thing in things["hosting"].values() for key, value in plain(thing.data).items()},
        "decision": {key: value for thing in things["decision"].values() for key, value in plain(thing.data).items()},
        "hardware": {thing.id: plain(thing.data) for thing in things["hardware"].values()},
        "evidence": plain(parameters.data["runtime"]) if parameters else {},
    }
