"""From what the user says to company facts: what is implied, what is refused."""

from typing import Any

import pytest

from advisor.constraints.company import Company, CompanyFacts, company_of
from advisor.constraints.countries import is_place
from advisor.errors import AdvisorError
from tests.policy_world import shipped

WORDS = shipped().words


def company(**stated: Any) -> Company:
    return company_of(CompanyFacts(**stated), WORDS)


def test_nothing_said_is_not_asked() -> None:
    nothing = company()
    assert not nothing.asked
    assert nothing.home is None
    assert set(nothing.ctx) == set(nothing.implied)


@pytest.mark.parametrize(
    ("sector", "jurisdiction", "actor"),
    [
        ("healthcare", ("DE",), ("de_health_provider",)),
        ("healthcare", ("US",), ("hipaa_entity",)),
        ("healthcare", ("DE", "US"), ("de_health_provider", "hipaa_entity")),
        ("finance", ("US-NY",), ("bank_us", "nydfs_entity")),
        ("finance", ("FR",), ("eu_financial_entity",)),
        ("government", ("US",), ("us_federal_civilian",)),
        ("government", ("US-TX",), ("us_state_agency", "us_state_agency_TX")),
        ("defence", ("US",), ("dod_contractor",)),
        ("government", ("TW",), ("tw_gov",)),
    ],
)
def test_sector_and_jurisdiction_imply_actors(
    sector: str, jurisdiction: tuple[str, ...], actor: tuple[str, ...]
) -> None:
    given = company(sector=sector, jurisdiction=jurisdiction)
    assert given.ctx["actor"] == actor
    assert "actor" in given.implied
    assert given.ctx["regulated"] is True


def test_a_stated_actor_is_never_replaced() -> None:
    given = company(sector="finance", jurisdiction=("US",), actor=("broker_dealer_us",))
    assert given.ctx["actor"] == ("broker_dealer_us",)
    assert "actor" not in given.implied


def test_places() -> None:
    given = company(jurisdiction=("us-tx", "UK"))
    assert (given.ctx["country"], given.ctx["countries"]) == ("US", ("US", "GB"))
    assert (given.ctx["us_state"], given.ctx["us_states"]) == ("TX", ("TX",))
    assert given.ctx["gdpr"] is True
    assert given.ctx["us_person"] is True


@pytest.mark.parametrize(
    ("given", "residency", "countries"),
    [
        (("eu",), "eu_only", None),
        (("uk-eu",), "uk_eu", None),
        (("us",), "us_only", None),
        (("on-prem",), "on_prem", None),
        (("DE", "fr"), "countries", ("DE", "FR")),
    ],
)
def test_residency(given: tuple[str, ...], residency: str, countries: tuple[str, ...] | None) -> None:
    ctx = company(residency=given).ctx
    assert ctx["residency"] == residency
    assert ctx.get("residency_countries") == countries


def test_residency_may_mix_the_union_and_countries() -> None:
    mixed = company(residency=("eu", "CH")).ctx["residency_countries"]
    assert isinstance(mixed, tuple)
    assert {"CH", "DE", "SE"} <= set(mixed)


def test_scale_and_terms() -> None:
    ctx = company(revenue=120e6, mau=5e6, public_facing=True, require=("zdr", "baa"), license_needs=("maas",)).ctx
    assert (ctx["revenue_12m_usd"], ctx["revenue_month_usd"], ctx["mau"]) == (120e6, 10e6, 5e6)
    assert (ctx["require_zdr"], ctx["require_baa"], ctx["maas"], ctx["internal_use"]) == (True, True, True, False)


def test_internal_use_implies_no_users_of_a_product() -> None:
    given = company(sector="general")
    assert given.ctx["mau"] == 0
    assert {"mau", "internal_use", "commercial"} <= set(given.implied)


def test_words_are_taken_in_any_spelling() -> None:
    assert company(data=("payment-in", "phi"), use_case=("Customer-Support",)).ctx["data"] == ("PAYMENT_IN", "PHI")


def test_a_company_file_sets_any_fact_by_name() -> None:
    given = company(jurisdiction=("DE",), company={"file": "c.toml", "gdpr": False, "licence_agreements": ["kimi-k3"]})
    assert given.ctx["gdpr"] is False
    assert given.ctx["licence_agreements"] == ["kimi-k3"]
    assert company(company={"ctx": {"us_state": "NY"}}).ctx["us_state"] == "NY"


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"sector": "hospital"}, "--sector 'hospital'"),
        ({"data": ("medical",)}, "--data 'medical'"),
        ({"actor": ("bank",)}, "--actor 'bank'"),
        ({"jurisdiction": ("Germany",)}, "--jurisdiction 'Germany'"),
        ({"residency": ("on-prem", "DE")}, "stand alone"),
        ({"residency": ("europe",)}, "--residency 'europe'"),
        ({"require": ("soc2",)}, "--require 'soc2'"),
        ({"company": {"gpdr": True}}, "'ctx.gpdr'"),
        ({"company": {"gdpr": "yes"}}, "ctx.gdpr is 'yes'"),
        ({"company": {"mau": -1}}, "ctx.mau is -1"),
        ({"company": {"actor": ["dod_contracter"]}}, "ctx.actor"),
        ({"company": {"ctx": 1}}, "not a table"),
    ],
)
def test_what_cannot_be_understood_is_refused(stated: dict[str, Any], said: str) -> None:
    with pytest.raises(AdvisorError) as refused:
        company(**stated)
    assert said in refused.value.message
    assert refused.value.fix
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("key", "place"),
    [("jurisdiction", "XX"), ("jurisdiction", "US-ZZ"), ("jurisdiction", "DE-"), ("exclude_origin", "US-TX"),
     ("residency", "US-TX"), ("review_origin", "ZZ")],
)  # fmt: skip
def test_a_place_that_does_not_exist_is_refused_not_a_rule_that_never_fires(key: str, place: str) -> None:
    with pytest.raises(AdvisorError, match="is not a country code"):
        company_of(CompanyFacts(**{key: (place,)}), WORDS)


def test_every_country_a_rule_names_is_one() -> None:
    named = {one for rule in shipped().rules for one in rule["jurisdiction"]} - {"GLOBAL", "COMPANY"}
    named |= {place for name in ("EEA", "GDPR_ADEQUATE", "US_COUNTRIES_OF_CONCERN") for place in WORDS.sets[name]}
    assert not [place for place in sorted(named) if not is_place(*place.partition("-")[::2])]


def test_places_of_a_company_file_are_read_in_any_letter_case() -> None:
    given = company(company={"country": "de", "countries": ["de", "uk"], "us_states": []})
    assert (given.ctx["country"], given.ctx["countries"], given.home) == ("DE", ["DE", "GB"], "DE")
    assert given.ctx["gdpr"] is True
