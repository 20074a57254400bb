"""The whole recommendation on random small catalogs: what is not known, or not yet (method section 7)."""

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from advisor.candidates.scenario import changed
from advisor.recommend import recommend
from tests.properties.deciding import EXAMPLES, answered
from tests.properties.worlds import CASES, HOSTS, World, asked, worlds

LATER, NOW, EARLIER = "2026-11-20", "2026-10-01", "2026-05-01"


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
