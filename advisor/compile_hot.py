"""Builds the hot document: everything a ranking reads, as the NamedTuples of `advisor.catalog`.

JSON writes them as arrays in field order. This module only renames, picks and converts; absent stays None.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from advisor.catalog import (
    Accelerator,
    Architecture,
    Checkpoint,
    Model,
    Offer,
    OffPeak,
    Provider,
    Quantization,
    Rent,
    Tier,
    Workload,
)
from advisor.compile_shape import Thing, Things

HOURS_A_WEEK = 168
MID_SIZE_B = 32.0
"""Billions of parameters of the model that `Quantization.error_mean` speaks of."""
NOT_IN_EXTRA = frozenset({"config_type", "config_of", "attention_detail", *Architecture._fields})
WEEKDAYS = ("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def plain(value: Any) -> Any:
    """The value with dates as ISO text, ready for JSON."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def hot_document(things: Things) -> dict[str, Any]:
    """All hot fields of Catalog but `digest`, JSON-ready."""
    offers = [offer for thing in things["offers"].values() for offer in _offers(thing, things)]
    rents = [rent for thing in things["instances"].values() for rent in _rents(thing)]
    newest = max([*(offer.read for offer in offers), *(rent.read for rent in rents), ""])
    return {
        "as_of": newest,
        "newest_read": newest,
        "models": [_model(thing, things) for thing in things["models"].values()],
        "offers": sorted(offers, key=_offer_order),
        "providers": [_provider(thing) for thing in things["providers"].values()],
        "accelerators": [_accelerator(thing) for thing in things["accelerators"].values()],
        "rents": rents,
        "quantizations": list(_quantizations(things)),
        "workloads": [_workload(thing) for thing in things["workloads"].values()],
        "rules": _rules(things),
        "constants": _constants(things),
        "overlaid": sorted(
            thing.file.relative for by_id in things.values() for thing in by_id.values() if thing.file.overlaid
        ),
    }


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
        sources=data["sources"],
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


def _offers(thing: Thing, things: Things) -> Iterator[Offer]:
    """Rows of one offer file, and one for each region that is sold at a multiple; without a price, one bare row."""
    model, _, provider = thing.id.partition("@")
    data = plain(thing.data)
    facts = things["providers"][provider].data
    for entry in data.get("price", ()):
        yield _offer(provider, model, entry, facts)
        for region, multiple in entry.get("region_uplift", {}).items():
            place = {"region": region, "infers_in": _country(region), "region_uplift": {}}
            yield _offer(provider, model, {**entry, **place}, facts)._replace(uplift=multiple)
    if not data.get("price"):
        yield _offer(provider, model, {"region": "default", **data}, facts)


def _country(region: str) -> list[str] | None:
    """An uplift's region when it is a country code or the Union."""
    return [region.upper()] if len(region) == 2 else None


def _offer(provider: str, model: str, entry: Mapping[str, Any], facts: Mapping[str, Any]) -> Offer:
    return Offer(
        provider=provider,
        model=model,
        region=entry["region"],
        quantization=entry.get("quantization"),
        provider_model_id=entry.get("provider_model_id", model),
        infers_in=entry.get("infers_in") or _inherited(facts),
        input=entry.get("input"),
        output=entry.get("output"),
        cache_read=entry.get("cache_read"),
        cache_write=entry.get("cache_write"),
        batch_input=entry.get("batch_input"),
        batch_output=entry.get("batch_output"),
        tiers=tuple(_tier(tier) for tier in entry.get("tiers", ())),
        off_peak=tuple(_off_peak(window) for window in entry.get("off_peak", ())),
        uplift=1.0,
        context=entry.get("context"),
        max_output=entry.get("max_output"),
        valid_from=entry.get("valid_from"),
        valid_to=_day_after(entry.get("valid_to")),
        read=entry.get("read") or "",
        retires=entry.get("retires"),
        status=entry.get("status", "active"),
        volatile=entry.get("volatile"),
        suspect=entry.get("suspect"),
        conflicts=sum(not other["agrees"] for other in entry.get("others", ())),
        source=entry.get("source") or "",
        from_history=False,
    )


def _inherited(facts: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Where a provider computes, when that is one place: of several nobody knows which one a region means."""
    places = facts.get("regions_infer", ())
    return tuple(places) if len(places) == 1 else None


def _day_after(last_day: str | None) -> str | None:
    """Files state the last day a price holds, the hot rows the first day it no longer does."""
    return (date.fromisoformat(last_day) + timedelta(days=1)).isoformat() if last_day else None


def _tier(data: Mapping[str, Any]) -> Tier:
    return Tier(data["above"], data["input"], data["output"], data.get("cache_read"), data.get("cache_write"))


def _off_peak(data: Mapping[str, Any]) -> OffPeak:
    days = "".join(f"{WEEKDAYS[day]} " for day in data["weekdays"])
    share = len(data["weekdays"]) * sum(map(_hours, data["hours_utc"])) / HOURS_A_WEEK
    window = f"{days}{', '.join(data['hours_utc'])} UTC"
    return OffPeak(window, round(share, 6), data["input"], data["output"], data.get("cache_read"))


def _hours(window: str) -> float:
    """Length of `HH:MM-HH:MM`; 00:00 as an end is midnight."""
    start, end = (int(part[:2]) + int(part[3:5]) / 60 for part in window.split("-"))
    return (end - start) % 24 or 24.0


def _offer_order(offer: Offer) -> tuple[str, ...]:
    return offer.model, offer.provider, offer.region, offer.quantization or "", offer.valid_from or "", offer.read


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
    renamed = {"id": thing.id, "source": data["sources"][0]}
    return Workload(**{name: renamed.get(name, data.get(name)) for name in Workload._fields})


def _rules(things: Things) -> dict[str, Any]:
    """Vocabulary, rules, licences and presets as the rules engine takes them."""
    return {
        "vocabulary": {
            key: value for thing in things["policy_sets"].values() for key, value in plain(thing.data).items()
        },
        "rules": _with_ids(things["rules"].values()),
        "licences": _with_ids(things["licenses"].values()),
        "presets": {thing.id: plain(thing.data) for thing in things["presets"].values()},
        "developers": {
            name: facts["country"]
            for thing in things["developers"].values()
            for name, facts in thing.data["developer"].items()
            if "country" in facts
        },
    }


def _with_ids(of_kind: Iterable[Thing]) -> list[dict[str, Any]]:
    return [{"id": thing.id, **plain(thing.data)} for thing in of_kind]


def _constants(things: Things) -> dict[str, Any]:
    """Fitted and judged constants: single files as their tables, folders by file name."""
    parameters = things["evidence"].get("parameters")
    return {
        "hosting": {key: value for thing in things["hosting"].values() for key, value in plain(thing.data).items()},
        "decision": {key: value for thing in things["decision"].values() for key, value in plain(thing.data).items()},
        "hardware": {thing.id: plain(thing.data) for thing in things["hardware"].values()},
        "evidence": plain(parameters.data) if parameters else {},
    }
