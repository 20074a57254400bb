"""The expert's cases: every verdict, and the rules that must be among its reasons."""

from typing import Any

import pytest

from tests.policy_world import OWN_MACHINES, at_home, cases, effects, verdict

SCENARIOS = [(one, route) for one in cases()["scenario"] for route in one["expect"]]


def _verdict(scenario: dict[str, Any], name: str, **changed: Any) -> Any:
    case = cases()["routes"][name]
    facts = {**at_home(case["route"], scenario), **changed.get("route", {})}
    return verdict(scenario["ctx"], facts, {**case["model"], **changed.get("model", {})}, case.get("hw"))


@pytest.mark.parametrize(("scenario", "route"), SCENARIOS, ids=[f"{one['id']}-{route}" for one, route in SCENARIOS])
def test_company_and_route(scenario: dict[str, Any], route: str) -> None:
    given = _verdict(scenario, route)
    assert given.status == scenario["expect"][route], [(one.rule, one.effect) for one in given.reasons]
    assert set(scenario["why"].get(route, ())) <= set(effects(given))


@pytest.mark.parametrize("case", cases()["licence_case"], ids=lambda case: f"{case['license']}-{case['expect']}")
def test_licence(case: dict[str, Any]) -> None:
    org = dict(case["org"])
    model = {"license": case["license"], "modality": org.pop("modality", None)}
    assert verdict(org, OWN_MACHINES, model).status == case["expect"]


@pytest.mark.parametrize("case", cases()["micro"], ids=lambda case: case["id"])
def test_single_rule(case: dict[str, Any]) -> None:
    facts = case["facts"]
    given = verdict(facts.get("ctx", {}), facts.get("route", {}), facts.get("model", {}), facts.get("hw"))
    assert effects(given)[case["id"]] == case["effect"]


def _scenario(name: str) -> dict[str, Any]:
    return next(one for one in cases()["scenario"] if one["id"] == name)


def test_inference_outside_the_union_stops_the_european_deployment() -> None:
    manufacturer = _scenario("S03")
    assert _verdict(manufacturer, "gpt_azure_eu").status == "allowed"
    assert _verdict(manufacturer, "gpt_azure_eu", route={"infer": ["US"]}).status == "blocked"


def test_a_global_deployment_stops_the_european_one() -> None:
    given = _verdict(_scenario("S03"), "gpt_azure_eu", route={"infer": ["*"], "scope": "global"})
    assert effects(given)["pol-residency-eu"] == "block"


def test_a_distilled_model_keeps_its_lineage() -> None:
    contractor = _scenario("S07")
    assert _verdict(contractor, "gptoss_self").status == "allowed"
    distilled = _verdict(contractor, "gptoss_self", model={"lineage": ["openai", "deepseek"]})
    assert effects(distilled)["us-ndaa26-1532-deepseek"] == "block"


@pytest.mark.parametrize("fact", ["operator_hq", "infer", "store", "dpa", "trains_on_data"])
def test_without_a_provider_fact_the_verdict_names_it(fact: str) -> None:
    given = _verdict(_scenario("S03"), "gpt_azure_eu", route={fact: None})
    assert given.status == "review"
    assert f"route.{fact}" in given.unknown_facts
