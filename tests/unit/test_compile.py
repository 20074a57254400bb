"""From TOML to compiled documents: what a valid catalog becomes."""

import json
from pathlib import Path

import pytest

from advisor.catalog import Catalog
from advisor.compile import compile_catalog
from advisor.hydrate import catalog_of

from .tiny_catalog import OFFER, lay, tiny


def compiled(*folders: Path) -> Catalog:
    documents = compile_catalog([str(folder) for folder in folders])
    return catalog_of(
        json.loads(documents["hot"]),
        lambda workload: json.loads(documents[f"quality/{workload}"]),
        lambda kind: json.loads(documents[f"cold/{kind}"]),
    )


def test_hot_facts_keep_their_meaning(tmp_path: Path) -> None:
    catalog = compiled(tiny(tmp_path))
    model = catalog.models["alpha"]
    assert (model.origin, model.released, model.efforts) == ("DE", "2026-01-15", ("none", "high"))
    assert model.architecture is not None
    assert (model.architecture.layers, model.architecture.heads) == (48, None)
    assert dict(model.architecture.extra) == {"max_position": 131072}
    plain, european = catalog.offers
    assert (plain.input, plain.cache_read, plain.infers_in) == (1.0, None, ("DE",))
    assert (european.infers_in, european.tiers[0].above) == (("EU",), 200000)
    assert catalog.newest_read == "2026-05-01"
    assert catalog.overlaid == ()


def test_last_day_of_a_price_becomes_the_first_without_it(tmp_path: Path) -> None:
    assert compiled(tiny(tmp_path)).offers[1].valid_to == "2027-01-01"


def test_cold_facts_are_as_the_file_states_them(tmp_path: Path) -> None:
    facts = compiled(tiny(tmp_path)).cold("models")["alpha"]
    assert facts["architecture"]["max_position"] == 131072
    assert facts["released"] == "2026-01-15"
    with pytest.raises(KeyError):
        compiled(tiny(tmp_path)).cold("nonsense")


def test_a_region_sold_at_a_multiple_is_an_offer_of_its_own(tmp_path: Path) -> None:
    offer = OFFER.replace('source = "sheet"\n', 'source = "sheet"\nregion_uplift = { us = 1.1 }\n', 1)
    catalog = compiled(lay(tiny(tmp_path), {"providers/cloud/offers/alpha.toml": offer}))
    uplifted = next(offer for offer in catalog.offers if offer.region == "us")
    assert (uplifted.uplift, uplifted.input, uplifted.infers_in) == (1.1, 1.0, ("US",))


def test_an_offer_without_a_price_is_a_route_of_unknown_price(tmp_path: Path) -> None:
    catalog = compiled(lay(tiny(tmp_path), {"providers/cloud/offers/alpha.toml": 'note = "on request"\n'}))
    assert [(offer.input, offer.output) for offer in catalog.offers] == [(None, None)]


def test_off_peak_hours_are_a_share_of_the_week(tmp_path: Path) -> None:
    window = "off_peak = [{ weekdays = [1,2,3,4,5,6,7], hours_utc = ['16:30-00:30'], input = 0.5, output = 2.0 }]\n"
    offer = OFFER.replace('source = "sheet"\n', f'source = "sheet"\n{window}', 1)
    catalog = compiled(lay(tiny(tmp_path), {"providers/cloud/offers/alpha.toml": offer}))
    assert catalog.offers[0].off_peak[0].share == pytest.approx(8 / 24, abs=1e-11)


def test_slower_lanes_and_minimum_charges_are_read_and_the_priority_lane_is_not(tmp_path: Path) -> None:
    lanes = "flex = { input = 0.5, output = 2.0 }\npriority = { input = 2.0, output = 8.0 }\n"
    least = "minimum_per_month = 1050\nminimum_per_request = 0.002\n"
    offer = OFFER.replace('source = "sheet"\n', f'source = "sheet"\n{lanes}{least}', 1)
    plain, european = compiled(lay(tiny(tmp_path), {"providers/cloud/offers/alpha.toml": offer})).offers
    assert (plain.flex_input, plain.flex_output) == (0.5, 2.0)
    assert (plain.minimum_per_month, plain.minimum_per_request) == (1050, 0.002)
    assert (plain.input, plain.output) == (1.0, 4.0)
    assert european[-4:] == (None, None, None, None)
