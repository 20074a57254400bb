"""The verdict on a FACTS file."""

from typing import Any

import pytest

from advisor.constraints.policy_check import Check, check_facts
from advisor.errors import AdvisorError
from tests.catalog.rule_cases import CASES
from tests.policy_world import AS_OF, cases, shipped, verdict


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
