"""Offers of the hot document: one row for each dated price, region and multiple.

Makes no price up: a price that is not stated stays None, and a region that names no place infers nowhere known.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from advisor.catalog import Offer, OffPeak, Tier
from advisor.compile_shape import Thing, Things
from advisor.compile_values import plain

HOURS_A_WEEK = 168
WEEKDAYS = ("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def offers_of(things: Things) -> list[Offer]:
    """All rows by model, provider, region, precision and date."""
    return sorted((row for thing in things["offers"].values() for row in _offers(thing, things)), key=_order)


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
        flex_input=entry.get("flex", {}).get("input"),
        flex_output=entry.get("flex", {}).get("output"),
        minimum_per_month=entry.get("minimum_per_month"),
        minimum_per_request=entry.get("minimum_per_request"),
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
    return OffPeak(window, round(share, 12), data["input"], data["output"], data.get("cache_read"))


def _hours(window: str) -> float:
    """Length of `HH:MM-HH:MM`; 00:00 as an end is midnight."""
    start, end = (int(part[:2]) + int(part[3:5]) / 60 for part in window.split("-"))
    return (end - start) % 24 or 24.0


def _order(offer: Offer) -> tuple[str, ...]:
    return offer.model, offer.provider, offer.region, offer.quantization or "", offer.valid_from or "", offer.read
