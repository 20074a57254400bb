"""The whole recommendation on random small catalogs: what must hold whatever the facts are (method section 7)."""

import json
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from advisor.candidates.scenario import changed
from advisor.catalog import Catalog
from advisor.cli.schema import named_schema
from advisor.decide import Working, decide
from advisor.option import Scored
from advisor.present.json import render
from advisor.recommend import recommend
from advisor.report import Report
from tests.properties.worlds import CASES, CONSTRAINTS, HOSTS, World, asked, ids, worlds

EXAMPLES = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LATER, NOW, EARLIER = "2026-11-20", "2026-10-01", "2026-05-01"


def answered(world: World, **given: Any) -> Report:
    catalog = world.catalog()
    return recommend(catalog, asked(catalog, **given))


def decided(world: World, **given: Any) -> Working:
    catalog = world.catalog()
    return decide(catalog, asked(catalog, **given), draws=32)


def by_id(working: Working) -> dict[str, Scored]:
    return {one.candidate.id: one for one in working.ranked}


def best(report: Report) -> float:
    return report.options[0].net_benefit.usd_per_1k_calls if report.options else float("-inf")


def total(parts: list[float]) -> Decimal:
    return sum((Decimal(repr(part)) for part in parts), Decimal(0))


def both(case: dict[str, Any], constraints: dict[str, Any]) -> dict[str, Any]:
    """The case under the constraints; a route and residency that contradict each other are no example."""
    assume(not (constraints.get("residency") == "on-prem" and constraints.get("route") == "hosted"))
    return {**case, **constraints}


@EXAMPLES
@given(worlds(), CASES, CONSTRAINTS, st.randoms(use_true_random=False))
def test_the_order_of_the_catalog_changes_nothing(
    world: World, case: dict[str, Any], constraints: dict[str, Any], random: Any
) -> None:
    asked_for = both(case, constraints)
    mixed = World(*(tuple(random.sample(part, len(part))) for part in world))
    assert answered(mixed, **asked_for) == answered(world, **asked_for)


@EXAMPLES
@given(worlds(), CASES, st.data())
def test_options_do_not_depend_on_others(world: World, case: dict[str, Any], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(world.models)).id
    full, less = decided(world, **case), decided(world.without(gone), **case)
    before, after = by_id(full), by_id(less)
    assert all(before[key] == after[key] for key in before.keys() & after.keys())
    rows = [one.candidate.id for one in full.rows if one.candidate.model.id != gone]
    assert rows == [one.candidate.id for one in less.rows] or case.get("all_routes")
    if full.draws is not None and less.draws is not None:
        drawn = dict(zip(full.draws.ids, full.draws.net_benefit, strict=True))
        again = dict(zip(less.draws.ids, less.draws.net_benefit, strict=True))
        assert all(drawn[key] == again[key] for key in drawn.keys() & again.keys())


@EXAMPLES
@given(worlds(), CASES)
def test_parts_sum_to_their_totals(world: World, case: dict[str, Any]) -> None:
    """Exactly, as printed."""
    report = answered(world, **case)
    for option in report.options:
        terms = option.net_benefit.terms
        assert total([term.usd_per_1k_calls for term in terms]) == total([option.net_benefit.usd_per_1k_calls])
        lines = option.cost.lines
        assert total([line.usd_per_1k_calls for line in lines]) == total([option.cost.usd_per_1k_calls])
        serving = next(term.usd_per_1k_calls for term in terms if term.name == "serving")
        assert -serving == pytest.approx(option.cost.usd_per_1k_calls, abs=2e-6)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds(), CASES, CONSTRAINTS)
def test_every_document_meets_the_schema(world: World, case: dict[str, Any], constraints: dict[str, Any]) -> None:
    text = render(answered(world, **both(case, constraints)))
    jsonschema.validate(json.loads(text), named_schema("recommendation"))


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
@given(worlds(), CASES, st.data())
def test_more_capability_never_hurts(world: World, case: dict[str, Any], data: st.DataObject) -> None:
    assume(world.rows)
    place = data.draw(st.integers(0, len(world.rows) - 1))
    row = world.rows[place]
    better = row._replace(logit_mean=row.logit_mean + data.draw(st.sampled_from((0.01, 0.5, 2.0))))
    rows = (*world.rows[:place], better, *world.rows[place + 1 :])
    old, new = by_id(decided(world, **case)), by_id(decided(world._replace(rows=rows), **case))
    for key in old.keys() & new.keys():
        one = old[key]
        if (one.candidate.model.id, one.candidate.effort) == (row.model, row.effort):
            assert new[key].belief.p_mean >= one.belief.p_mean
            assert new[key].net_benefit >= one.net_benefit
        else:
            assert new[key] == one


@EXAMPLES
@given(worlds(), CASES, CONSTRAINTS)
def test_what_is_excluded_is_recommended_nowhere(
    world: World, case: dict[str, Any], constraints: dict[str, Any]
) -> None:
    asked_for = both(case, constraints)
    report = answered(world, **asked_for, excluded="all")
    assert not ids(report) & {one.id for one in report.excluded}
    assert sum(report.excluded_counts.values()) == len(report.excluded) == report.counts.excluded
    for option in report.options:
        assert option.verdict.status in {"allowed", "review"}
        assert option.cost.usd_per_1k_calls > 0
        if "budget" in constraints:
            assert option.cost.usd_per_month <= report.requirements["budget"] * (1 + 1e-9)
        if "quality_floor" in constraints:
            assert option.quality.p_success.mean >= constraints["quality_floor"] - 1e-6
        if "route" in constraints:
            assert option.route in constraints["route"].split(",")
        if "allowed_only" in constraints:
            assert option.verdict.status == "allowed"
        if "only_provider" in constraints:
            assert option.provider in {constraints["only_provider"], None}
        if option.memory_gb is not None and option.memory_gb.total is not None:
            assert option.memory_gb.total <= (option.memory_gb.available or 0)


@EXAMPLES
@given(worlds(), CASES, CONSTRAINTS)
def test_a_constraint_never_pays(world: World, case: dict[str, Any], constraints: dict[str, Any]) -> None:
    free, bound = answered(world, **case), answered(world, **both(case, constraints))
    assert best(bound) <= best(free)
    assert all(
        price.usd_per_1k_calls is None or price.usd_per_1k_calls >= 0
        for price in (*free.constraint_prices, *bound.constraint_prices)
    )


@EXAMPLES
@given(worlds(), CASES, st.sampled_from(({"residency": "us"}, {"residency": "eu"}, {"exclude_operator": "CN"})))
def test_the_best_allowed_is_the_best_of_those_allowed(
    world: World, case: dict[str, Any], constraint: dict[str, Any]
) -> None:
    every, allowed = answered(world, **case, **constraint), answered(world, **case, **constraint, allowed_only=True)
    assert every.answer.best_allowed == allowed.answer.option


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


@EXAMPLES
@given(worlds(), CASES)
def test_an_unknown_price_never_ranks(world: World, case: dict[str, Any]) -> None:
    blank = tuple(offer._replace(input=None, output=None) for offer in world.offers)
    report = answered(world._replace(offers=blank), **{**case, "route": "hosted"}, excluded="all")
    assert report.options == ()
    assert all("price-unknown" in one.gates for one in report.excluded if one.provider in HOSTS)


@EXAMPLES
@given(worlds(), CASES)
def test_an_unknown_place_is_never_allowed(world: World, case: dict[str, Any]) -> None:
    offers = tuple(offer._replace(infers_in=None) for offer in world.offers)
    rents = tuple(rent._replace(infers_in=None) for rent in world.rents)
    catalog = world._replace(offers=offers, rents=rents).catalog()
    nowhere = {name: one._replace(facts={"hq": "US"}) for name, one in catalog.providers.items()}
    catalog = changed(catalog, providers=nowhere)
    report = recommend(catalog, asked(catalog, **{**case, "route": "hosted,rented"}, residency="eu"))
    for option in report.options:
        assert option.verdict.status == "review"
        assert any("residency" in reason.rule or "region" in reason.explain for reason in option.verdict.reasons)


@EXAMPLES
@given(worlds(), CASES)
def test_an_unknown_licence_is_never_allowed(world: World, case: dict[str, Any]) -> None:
    models = tuple(model._replace(license=None) for model in world.models)
    asked_for = {**case, "route": "rented,owned", "license_needs": "commercial"}
    report = answered(world._replace(models=models), **asked_for)
    for option in report.options:
        assert option.verdict.status == "review"
        assert any("licence" in f"{reason.rule} {reason.explain}" for reason in option.verdict.reasons)


@EXAMPLES
@given(worlds(), CASES)
def test_an_unknown_size_never_ranks(world: World, case: dict[str, Any]) -> None:
    blank = tuple(
        model._replace(architecture=model.architecture and model.architecture._replace(attention=None))
        for model in world.models
    )
    report = answered(world._replace(models=blank), **{**case, "route": "rented,owned"}, excluded="all")
    assert report.options == ()
    assert all({"size-unknown", "memory"} & set(one.gates) for one in report.excluded if "owned:" in one.id)


@EXAMPLES
@given(worlds(), CASES, st.data())
def test_what_was_not_known_yet_is_not_seen(world: World, case: dict[str, Any], data: st.DataObject) -> None:
    """A view of a day is the view of a catalog that holds nothing later."""
    days = st.sampled_from((EARLIER, NOW, LATER))
    offers = tuple(
        offer._replace(read=data.draw(days), valid_from=data.draw(st.none() | days)) for offer in world.offers
    )
    rents = tuple(rent._replace(read=data.draw(days)) for rent in world.rents)
    models = tuple(model._replace(released=data.draw(days)) for model in world.models)
    dated = world._replace(offers=offers, rents=rents, models=models)
    then = World(
        tuple(model for model in models if (model.released or "") <= NOW),
        tuple(offer for offer in offers if (offer.valid_from or offer.read) <= NOW),
        tuple(rent for rent in rents if rent.read <= NOW),
        world.rows,
    )
    assume(then.models)
    reports = []
    for part in (dated, then):
        catalog = changed(part.catalog(), newest_read=EARLIER)
        reports.append(recommend(catalog, asked(catalog, **case, as_of=NOW)))
    assert reports[0]._replace(catalog=reports[1].catalog) == reports[1]
