"""Prices of the shipped offers are plausible, dated, and marked where they must not lead."""

from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import Any

from advisor.catalog import Offer
from advisor.estimates.hosted_bill import hosted_bill
from advisor.store import open_catalog
from tests.catalog.shipped import by_id, files, prices, providers
from tests.unit.samples_money import LOAD

AMOUNTS = ("input", "output", "cache_read", "cache_write", "batch_input", "batch_output")
AS_OF = date(2026, 11, 23)


def offers() -> tuple[Offer, ...]:
    return open_catalog().offers


def test_no_price_is_zero() -> None:
    for provider, model, entry in prices():
        nested = [*entry.get("tiers", ()), *entry.get("off_peak", ()), *entry.get("others", ())]
        nested += [entry[key] for key in ("flex", "priority") if key in entry]
        for table in (entry, *nested):
            assert all(table[key] > 0 for key in AMOUNTS if key in table), (provider, model)


def test_discounts_are_below_the_base_price() -> None:
    for provider, model, entry in prices():
        assert entry.get("cache_read", 0) <= entry["input"], (provider, model)
        assert entry.get("batch_input", 0) <= entry["input"], (provider, model)
        flex = entry.get("flex", entry)
        assert (flex["input"], flex["output"]) <= (entry["input"], entry["output"]), (provider, model)
        assert flex["output"] <= entry["output"], (provider, model)


def test_extreme_ratios_are_suspect() -> None:
    steep = [entry for *_, entry in prices() if entry["output"] / entry["input"] > 20]
    assert steep
    assert all("suspect" in entry for entry in steep)


def test_gateways_are_volatile_and_nobody_else() -> None:
    for provider, model, entry in prices():
        assert ("volatile" in entry) == (providers()[provider]["kind"] == "gateway"), (provider, model)


def test_dates_are_in_order() -> None:
    released = {name: model.get("released") for name, model in by_id("models/*/*.toml").items()}
    for provider, model, entry in prices():
        assert entry["read"] <= AS_OF
        since = entry.get("valid_from")
        if since and released[model]:
            assert since >= released[model], (provider, model)
        assert entry.get("valid_to", date.max) >= (since or date.min), (provider, model)


def test_entries_of_one_region_do_not_overlap() -> None:
    grouped: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for provider, model, entry in prices():
        grouped[provider, model, entry["region"], entry.get("quantization")].append(entry)
    for key, entries in grouped.items():
        for earlier, later in pairwise(entries):
            assert earlier["valid_to"] < later["valid_from"], key


def test_tiers_can_be_reached() -> None:
    for provider, model, entry in prices():
        above = [tier["above"] for tier in entry.get("tiers", ())]
        assert above == sorted(above), (provider, model)
        assert all(value < entry.get("context", float("inf")) for value in above), (provider, model)


def test_offers_past_their_date_are_not_active() -> None:
    past = [entry for *_, entry in prices() if entry.get("retires", date.max) < AS_OF]
    assert past
    assert all("status" in entry for entry in past)


def test_only_rents_of_a_fixed_price_may_lead() -> None:
    rents = [rent for content in files("instances/*.toml").values() for rent in content["rent"]]
    for rent in rents:
        assert rent.get("volatile") == (rent["tier"] if rent["tier"] in ("spot", "marketplace", "community") else None)
    assert {rent["tier"] for rent in rents} >= {"on-demand", "reserved", "spot", "index"}


def test_history_is_sorted_and_dated_after_2023() -> None:
    for path, content in files("history/*.toml").items():
        rows = [(row["name"], str(row.get("date", ""))) for row in content["price"]]
        assert rows == sorted(rows), path
        assert all(not day or day >= "2023-03" for _, day in rows), path


def test_the_priority_lane_is_on_no_bill_and_flex_only_where_asked() -> None:
    lanes: dict[str, int] = defaultdict(int)
    entries = [(provider, model, entry) for provider, model, entry in prices() if "tiers" not in entry]
    rows = {(row.provider, row.model, row.region, row.quantization, row.read, row.valid_from): row for row in offers()}
    for provider, model, entry in entries:
        key = (provider, model, entry["region"], entry.get("quantization"), str(entry["read"]))
        row = rows[*key, str(entry["valid_from"]) if "valid_from" in entry else None]
        for lane, load in (("list", LOAD), ("flex", LOAD._replace(flex_share=1.0))):
            cost = hosted_bill(row, load, 0.9)
            assert cost is not None
            paid = next(line for line in cost.lines if line.name.startswith("output") and "peak" not in line.name)
            wanted = entry.get(lane, entry)["output"]
            assert paid.inputs["usd_per_million"] == wanted, (provider, model, lane)
            lanes[lane] += lane in entry
            lanes["priority"] += "priority" in entry and entry["priority"]["output"] != wanted
    assert lanes["flex"] > 80
    assert lanes["priority"] > 200
