"""The verdict on a FACTS file."""

from typing import Any

import pytest

from advisor.constraints.policy_check import Check, check_facts
from advisor.errors import AdvisorError
from tests.catalog.rule_cases import CASES
from tests.policy_world import AS_OF, cases, effects, shipped, verdict


def check(tables: dict[str, Any], policy: dict[str, Any] | None = None) -> Check:
    return check_facts(shipped(), tables, "FACTS.toml", policy, AS_OF)


@pytest.mark.parametrize("rule", CASES)
def test_the_same_facts_give_the_same_verdict_as_in_a_recommendation(rule: str) -> None:
    ctx, route, model, hw = CASES[rule]
    tables = {"ctx": ctx, "route": route, "model": model, **({} if hw is None else {"hw": hw})}
    assert check(tables).verdict == verdict(ctx, route, model, hw)


@pytest.mark.parametrize("case", cases()["licence_case"], ids=lambda case: f"{case['license']}-{case['expect']}")
def test_a_licence_alone(case: dict[str, Any]) -> None:
    found = check({"licence": {"id": case["license"], **case["org"]}}).verdict
    assert found.status == case["expect"]
    assert {one.kind for one in found.reasons} <= {"licence"}


def test_the_organisations_facts_may_stand_beside_the_licence() -> None:
    ctx, route, model, _ = CASES["us-tx-traiga"]
    nameless = {key: value for key, value in model.items() if key != "license"}
    tables = {"ctx": {**ctx, "mau": 5}, "route": route, "model": nameless}
    assert check(tables).verdict.unknown_facts == ("model.license",)
    assert check({**tables, "licence": {"id": "qwen-license-2024"}}).verdict.status == "allowed"
    assert check({**tables, "licence": {"id": "qwen-license-2024", "mau": 2e8}}).verdict.status == "blocked"


def test_an_empty_file_never_passes() -> None:
    assert check({}).verdict.status == "review"


def test_misspelt_facts_are_reported() -> None:
    assert check({"ctx": {"gpdr": True}}).ignored == ("ctx.gpdr",)


def test_a_policy_file_counts() -> None:
    ctx, route, model, _ = CASES["us-tx-traiga"]
    tables = {"ctx": ctx, "route": route, "model": model}
    assert check(tables).verdict.status == "allowed"
    assert check(tables, {"deny": {"models": ["some-model"]}}).verdict.status == "blocked"


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"company": {}}, "unknown table [company]"),
        ({"ctx": 3}, "ctx is not a table"),
        ({"ctx": {"gdpr": "yes"}}, "ctx.gdpr is 'yes'"),
        ({"ctx": {"mau": True}}, "ctx.mau is True"),
        ({"route": {"infer": [1]}}, "route.infer is [1]"),
        ({"route": {"provider": ["a"]}}, "route.provider is ['a']"),
    ],
)
def test_facts_that_cannot_be_used(tables: dict[str, Any], said: str) -> None:
    with pytest.raises(AdvisorError) as refused:
        check(tables)
    assert said in refused.value.message
    assert refused.value.exit_code == 2


def test_unknown_may_be_written_out() -> None:
    ctx, route, model, _ = CASES["us-hipaa-baa"]
    assert check({"ctx": ctx, "route": {**route, "baa": "unknown"}, "model": model}).verdict.status == "review"


@pytest.mark.parametrize(("data", "baa"), [("phi", "No"), ("Phi ", "no"), ("PHI", "NO")])
def test_a_value_in_another_letter_case_is_the_rules_value_and_not_one_that_never_fires(data: str, baa: str) -> None:
    facts = {
        "ctx": {"actor": ["HIPAA-entity"], "data": [data]},
        "route": {"kind": "vendor-api", "provider": "some-api", "baa": baa},
        "model": {"developer": "openai", "lineage": ["openai"], "license": "mit"},
    }
    given = check_facts(shipped(), facts, "facts.toml", None, AS_OF)
    assert effects(given.verdict)["us-hipaa-baa"] == "block"
    assert given.ignored == ()


def test_a_value_that_no_rule_knows_is_reported() -> None:
    facts = {"ctx": {"actor": ["hospital"], "data": ["PHI", "telemetry"], "sector": "health"}}
    given = check_facts(shipped(), facts, "facts.toml", None, AS_OF)
    assert given.ignored == ("ctx.actor = hospital", "ctx.data = telemetry", "ctx.sector = health")


def test_places_and_developers_are_read_in_any_letter_case() -> None:
    facts = {
        "ctx": {"actor": ["dod_contractor"], "country": "us", "residency": "us-only"},
        "route": {"kind": "vendor_api", "provider": "DeepSeek-API", "infer": ["cn"], "store": ["cn"]},
        "model": {"developer": "DeepSeek", "lineage": ["DeepSeek"], "origin": "cn", "license": "MIT"},
    }
    found = effects(check_facts(shipped(), facts, "facts.toml", None, AS_OF).verdict)
    assert found["us-ndaa26-1532-deepseek"] == found["pol-residency-us"] == "block"
    assert found["vendor-prc-silent-training"] == "review"


def test_a_developer_that_no_rule_knows_is_reported() -> None:
    facts = {"model": {"developer": "deepseek-ai", "lineage": ["deepseek"], "license": "mit"}}
    assert check_facts(shipped(), facts, "facts.toml", None, AS_OF).ignored == ("model.developer = deepseek-ai",)
