"""The whole recommendation on random small catalogs: prices, money and units (method section 7)."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advisor.candidates.scenario import changed
from advisor.catalog import Catalog
from advisor.decide import decide
from tests.properties.deciding import EXAMPLES, answered, by_id, decided
from tests.properties.worlds import CASES, World, asked, worlds

MONEY = ("input", "output", "cache_read", "batch_input")


ASKED_MONEY = ("worth", "migration_cost", "capex")


def in_other_money(world: World, times: float) -> Catalog:
    """Every price, rent and hosting constant of money multiplied."""
    offers = tuple(
        offer._replace(**{name: getattr(offer, name) * times for name in MONEY if getattr(offer, name) is not None})
        for offer in world.offers
    )
    rents = tuple(rent._replace(usd_per_hour=rent.usd_per_hour * times) for rent in world.rents)
    catalog = world._replace(offers=offers, rents=rents).catalog()
    hosting = {
        name: {**entry, "value": entry["value"] * times} if "usd" in name else entry
        for name, entry in catalog.constants["hosting"].items()
    }
    devices = {
        name: one if one.price_usd is None else one._replace(price_usd=one.price_usd * times)
        for name, one in catalog.accelerators.items()
    }
    return changed(catalog, accelerators=devices, constants={**catalog.constants, "hosting": hosting})


@EXAMPLES
@given(worlds(), CASES, st.data())
def test_a_lower_price_never_hurts(world: World, case: dict[str, Any], data: st.DataObject) -> None:
    assume(world.offers)
    place = data.draw(st.integers(0, len(world.offers) - 1))
    offer = world.offers[place]
    name = data.draw(st.sampled_from(("input", "output", "cache_read", "batch_input")))
    price = getattr(offer, name)
    assume(price is not None)
    lower = offer._replace(**{name: price * data.draw(st.sampled_from((0.1, 0.5, 0.99)))})
    offers = (*world.offers[:place], lower, *world.offers[place + 1 :])
    before, after = decided(world, **case), decided(world._replace(offers=offers), **case)
    old, new = by_id(before), by_id(after)
    order = list(new)
    for key, one in old.items():
        if one.candidate.offer != offer:
            assert key not in new or new[key].net_benefit == one.net_benefit
            continue
        assert new[key].net_benefit >= one.net_benefit
        ahead = {other for other in order[: order.index(key)] if new[other].candidate.offer != lower}
        assert ahead & old.keys() <= set(list(old)[: list(old).index(key)])


@EXAMPLES
@given(worlds(), CASES, st.sampled_from((0.25, 0.7, 8.0)))
def test_the_unit_of_money_does_not_matter(world: World, case: dict[str, Any], times: float) -> None:
    plain = decided(world, **case)
    catalog = in_other_money(world, times)
    scaled = {name: value * times if name in ASKED_MONEY else value for name, value in case.items()}
    other = by_id(decide(catalog, asked(catalog, **scaled), draws=8))
    before = by_id(plain)
    assert other.keys() == before.keys()
    for key, one in before.items():
        assert other[key].net_benefit == pytest.approx(one.net_benefit * times, rel=1e-9, abs=1e-9)


@EXAMPLES
@given(worlds(), st.sampled_from(({}, {"gpus": ["2x nvidia-rtx-5090"]})))
def test_units_of_quantities_do_not_matter(world: World, case: dict[str, Any]) -> None:
    for one, other in (
        ({"calls_per_day": 1e6}, {"calls_per_day": "365M/yr"}),
        ({"budget": "$5,000/mo"}, {"budget": "$60k/yr"}),
        ({"ram": "128GiB"}, {"ram": "137.438953472GB"}),
        ({"horizon": "2y"}, {"horizon": "24mo"}),
        ({"cached_share": "30%"}, {"cached_share": 0.3}),
    ):
        before, after = answered(world, **case, **one), answered(world, **case, **other)
        assert [option.id for option in before.options] == [option.id for option in after.options]
        assert [option.net_benefit.usd_per_1k_calls for option in before.options] == pytest.approx(
            [option.net_benefit.usd_per_1k_calls for option in after.options], abs=2e-6
        )
