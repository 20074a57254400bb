"""Thresholds and clauses of licences, on the shipped texts."""

from typing import Any

import pytest

from advisor.constraints.policy import compile_policy
from tests.policy_world import AS_OF, OWN_MACHINES, effects, shipped, verdict

ORG: dict[str, Any] = {
    "country": "US", "mau": 10, "revenue_month_usd": 1e3, "revenue_12m_usd": 12e3, "maas": False,
    "internal_use": False, "commercial": True, "licence_uses": [],
}  # fmt: skip


def status(licence: object, modality: str | None = "text", route: dict[str, Any] | None = None, **org: Any) -> str:
    model = {"license": licence, "modality": modality}
    return verdict({**ORG, **org}, route or OWN_MACHINES, model).status


@pytest.mark.parametrize(
    ("licence", "org", "expected"),
    [
        ("apache-2.0", {"mau": 9e9, "revenue_12m_usd": 9e12, "maas": True}, "allowed"),
        ("llama-4-community", {"mau_at_release": 7e8}, "allowed"),
        ("llama-4-community", {"mau_at_release": 7e8 + 1}, "blocked"),
        ("llama-4-community", {"mau": 8e8, "mau_at_release": 6e8}, "allowed"),
        ("llama-4-community", {"mau": 8e8}, "review"),
        ("llama-4-community", {"mau": None}, "review"),
        ("kimi-k3", {"revenue_12m_usd": 3e7, "maas": True}, "blocked"),
        ("kimi-k3", {"revenue_12m_usd": 3e7, "maas": None}, "review"),
        ("kimi-k3", {"revenue_12m_usd": None, "maas": True}, "review"),
        ("kimi-k3", {"mau": 2e8, "internal_use": True}, "allowed"),
        ("kimi-k2-modified-mit", {"mau": 2e8}, "review"),
        ("qwen-community-1.0", {"maas": True}, "blocked"),
        ("qwen-community-1.0", {"maas": None}, "review"),
        ("qwen-community-1.0", {"maas": None, "internal_use": True}, "allowed"),
        ("qwen-community-1.0", {"maas": True, "internal_use": True, "mau": 2e8}, "review"),
        ("qwen-license-2024", {"mau": 1.5e8}, "blocked"),
        ("mistral-modified-mit", {"revenue_month_usd": 2.1e7}, "blocked"),
        ("mistral-modified-mit", {"revenue_month_usd": 2e7}, "allowed"),
        ("mistral-modified-mit", {"revenue_month_usd": None}, "review"),
        ("glm-5.3", {"revenue_12m_usd": 2e10, "maas": True}, "review"),
        ("minimax-m2.7-nc", {}, "blocked"),
        ("minimax-m2.7-nc", {"commercial": None}, "blocked"),
        ("minimax-m2.7-nc", {"commercial": False}, "allowed"),
        ("minimax-m3-community", {}, "review"),
        ("cohere-cc-by-nc-4.0", {}, "blocked"),
    ],
)
def test_thresholds(licence: str, org: dict[str, Any], expected: str) -> None:
    assert status(licence, **org) == expected


@pytest.mark.parametrize(
    ("licence", "country", "modality", "expected"),
    [
        ("llama-4-community", "DE", "multimodal", "blocked"),
        ("llama-4-community", "EU", "multimodal", "blocked"),
        ("llama-4-community", "GB", "multimodal", "allowed"),
        ("llama-4-community", None, "multimodal", "review"),
        ("llama-4-community", "DE", None, "review"),
        ("llama-3.2-community", "FR", "text", "allowed"),
        ("tencent-hunyuan-community", "KR", "text", "blocked"),
        ("tencent-hunyuan-community", "PL", "text", "blocked"),
        ("tencent-hunyuan-community", "US", "text", "allowed"),
    ],
)
def test_territories(licence: str, country: str | None, modality: str | None, expected: str) -> None:
    assert status(licence, modality, country=country, countries=[]) == expected


def test_a_licence_of_the_place_of_use_reads_where_inference_runs() -> None:
    assert status("tencent-hunyuan-community", route={**OWN_MACHINES, "infer": ["EU"]}) == "blocked"


def test_a_makers_own_service_is_exempt_where_the_licence_says_so() -> None:
    makers = {**OWN_MACHINES, "kind": "vendor_api", "provider": "moonshot-api"}
    assert status("kimi-k3", mau=2e8) == "review"
    assert status("kimi-k3", route=makers, mau=2e8) == "allowed"


def test_a_barred_field_of_use_blocks() -> None:
    assert status("llama-3.3-community", licence_uses=["itar"]) == "blocked"
    assert status("llama-3.3-community", licence_uses=["law_enforcement"]) == "allowed"


@pytest.mark.parametrize(
    ("licence", "needs", "expected"),
    [
        ("mit", ["redistribute", "fine_tune"], "allowed"),
        ("proprietary-api", ["redistribute"], "blocked"),
        ("proprietary-api", ["fine_tune"], "review"),
        ("mistral-research-mnpl", ["fine_tune"], "blocked"),
        ("gemma-terms", ["redistribute"], "review"),
    ],
)
def test_rights_the_user_needs(licence: str, needs: list[str], expected: str) -> None:
    assert status(licence, license_needs=needs) == expected


def test_an_agreement_on_file_turns_a_block_into_an_obligation() -> None:
    assert status("qwen-license-2024", mau=2e8, licence_agreements=["qwen-license-2024"]) == "allowed"
    assert status("qwen-license-2024", mau=2e8, licence_agreements=["kimi-k3"]) == "blocked"


def test_a_licence_without_commercial_rights_needs_no_threshold_to_bar() -> None:
    shared = next(one for one in shipped().licences if one["id"] == "mit")
    data = shipped()._replace(licences=({**shared, "commercial": "no"},))
    for commercial, expected in ((None, "blocked"), (True, "blocked"), (False, "allowed")):
        rules = compile_policy(data, {**ORG, "commercial": commercial}, AS_OF)
        assert rules.verdict(OWN_MACHINES, {"license": "mit", "modality": "text"}, None).status == expected


@pytest.mark.parametrize("licence", [None, "lfm1.0"])
def test_a_licence_that_is_not_on_record_is_a_review(licence: str | None) -> None:
    given = verdict(ORG, OWN_MACHINES, {"license": licence})
    assert given.status == "review"
    assert "model.license" in given.unknown_facts


def test_letter_case_of_the_licence_never_matters() -> None:
    assert effects(verdict(ORG, OWN_MACHINES, {"license": "Apache-2.0"})) == {"apache-2.0": "obligation"}
