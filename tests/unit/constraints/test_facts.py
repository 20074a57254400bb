"""Route, model and hardware facts from the catalog's own entries."""

from typing import Any

import pytest

from advisor.constraints.facts import hardware_facts, hosted_route, model_facts, own_route, rented_route
from tests.policy_world import providers, shipped

WORDS = shipped().words


def hosted(provider: str, region: str = "default", infers_in: tuple[str, ...] | None = None) -> dict[str, Any]:
    return hosted_route(provider, providers(), region, infers_in, WORDS)


def test_a_provider_goes_by_the_name_the_rules_use_and_by_its_own() -> None:
    route = hosted("deepseek", infers_in=("CN",))
    assert route["provider"] == "deepseek-api"
    assert set(route["provider_names"]) == {"deepseek", "deepseek-api"}
    assert (route["operator_hq"], route["covered_person"], route["infer"]) == ("CN", True, ("CN",))


def test_a_region_may_take_its_facts_from_another_provider() -> None:
    route = hosted("aws-bedrock", "us-gov-west-1", ("US",))
    assert route["provider"] == "aws-bedrock-govcloud"
    assert (route["fedramp"], route["us_persons_only"], route["store"]) == ("high", True, ["US"])


def test_a_european_data_zone_stores_in_the_union_and_is_no_fedramp_offering() -> None:
    route = hosted("azure", "eu", ("EU",))
    assert (route["infer"], route["store"], route["fedramp"], route["scope"]) == (("EU",), ["EU"], "none", "data_zone")


def test_a_global_deployment_may_compute_anywhere_and_keeps_no_certificate() -> None:
    route = hosted("azure", "global")
    assert route["infer"] == ["*"]
    assert route["fedramp"] is None
    assert route["c5"] is None


def test_a_pinned_region_of_a_cloud_stores_where_it_infers() -> None:
    assert hosted("aws-bedrock", "ap-south-1", ("IN",))["store"] == ("IN",)
    assert hosted("aws-bedrock", "default")["store"] is None


def test_several_possible_places_are_a_choice_nobody_has_made() -> None:
    assert hosted("openai")["infer"] == ("|", "US", "EU")


def test_the_authorization_of_a_government_build_does_not_cover_the_public_api() -> None:
    assert hosted("openai")["fedramp"] == "none"


@pytest.mark.parametrize("fact", ["trains_on_data", "dpa", "operator_hq", "covered_person"])
def test_what_an_entry_does_not_say_stays_unknown(fact: str) -> None:
    assert hosted("novita").get(fact) is None


def test_a_developer_that_serves_its_own_models_is_its_own_operator() -> None:
    assert hosted("xiaomi")["operator_hq"] == "CN"
    assert hosted("xiaomi")["covered_person"] is True


@pytest.mark.parametrize(("provider", "place"), [("scaleway", "FR"), ("ovhcloud", "FR"), ("ionos", "DE")])
def test_a_provider_of_one_site_stores_there(provider: str, place: str) -> None:
    assert hosted(provider, infers_in=(place,))["store"] == (place,)


def test_a_provider_without_an_entry_is_unknown_throughout() -> None:
    route = hosted("nobody")
    assert route["kind"] is None
    assert route["operator_hq"] is None


def test_gateways_and_hosts_have_kinds_the_rules_know() -> None:
    kinds = set(WORDS.facts["route.kind"]["values"])
    assert {hosted(name)["kind"] for name in providers()} <= kinds


def test_rented_machines_keep_their_operator_and_place() -> None:
    route = rented_route("aws-bedrock", providers(), "DE", WORDS)
    assert (route["kind"], route["operator_hq"], route["infer"]) == ("rented", "US", ("DE",))
    assert "baa" not in route
    assert rented_route("nobody", providers(), None, WORDS)["infer"] is None


def test_own_machines_stand_at_home() -> None:
    assert own_route("DE")["infer"] == ("DE",)
    assert own_route(None)["infer"] is None


def test_a_model_knows_its_developers_facts_and_its_lineage() -> None:
    facts = model_facts("m", "meta", ("deepseek",), "US", "mit", ("text", "image"), WORDS)
    assert facts["lineage"] == ("deepseek", "meta")
    assert facts["modality"] == "multimodal"
    assert facts["gpai_code_signed"] is False
    unknown = model_facts("m", None, (), None, None, None, WORDS)
    assert (unknown["lineage"], unknown["modality"], unknown.get("cn_filed")) == (None, None, None)


def test_chips_go_by_id_and_family() -> None:
    assert hardware_facts([("nvidia-h200-sxm", "nvidia-h200")], None)["chips"] == ("nvidia-h200", "nvidia-h200-sxm")
