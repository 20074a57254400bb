"""Twelve companies by nine routes on the shipped catalog: A allowed, R allowed with review, B blocked.

Expected verdicts: the shared policy study, section 4. The routes are built from the catalog's own facts.
"""

from typing import Any

import pytest

from advisor.constraints.company import Company, CompanyFacts, company_of
from advisor.constraints.facts import hardware_facts, hosted_route, model_facts, own_route
from advisor.constraints.policy import compile_policy
from advisor.constraints.policy_check import check_facts
from advisor.options import BY_KEY, parse
from tests.policy_world import AS_OF, effects, providers, shipped

ROUTES = (
    "deepseek-api", "own-deepseek", "own-qwen", "bedrock-qwen", "azure-eu-gpt", "govcloud-claude", "own-llama-4",
    "own-kimi-k3", "own-gpt-oss",
)  # fmt: skip
EXPECTED = {
    "eu-hospital": "BRRRRBBRR",
    "us-bank": "BRRRRRARA",
    "german-manufacturer": "BRRRABBRA",
    "us-federal": "BRRRBRARA",
    "indian-payments": "BAARBBAAA",
    "chinese-ecommerce": "ARRBBBBRB",
    "defence-contractor": "BBBBBBBBA",
    "startup": "RAAAABAAA",
    "uk-asset-manager": "BRRRRBARA",
    "us-hospital": "BRRRBAARA",
    "texas-agency": "BBBBBAABA",
    "consumer-app": "BAAAABARA",
}
LETTERS = {"A": "allowed", "R": "review", "B": "blocked"}
NEAREST_REGION = {
    "DE": ("eu-central-1", "DE"), "GB": ("eu-west-2", "GB"), "IN": ("ap-south-1", "IN"), "US": ("us", "US"),
    "CN": ("ap-northeast-1", "JP"),
}  # fmt: skip
MODELS = {
    "deepseek": ("deepseek-v4-pro", "deepseek", "CN", "mit", ("text",)),
    "qwen": ("qwen3.8-27b", "alibaba", "CN", "apache-2.0", ("text", "image")),
    "gpt": ("gpt-5.4", "openai", "US", "proprietary-api", ("text", "image")),
    "claude": ("claude-opus-4.6", "anthropic", "US", "proprietary-api", ("text", "image")),
    "llama-4": ("llama-4-maverick", "meta", "US", "llama-4-community", ("text", "image")),
    "kimi-k3": ("kimi-k3", "moonshot", "CN", "kimi-k3", ("text", "image")),
    "gpt-oss": ("gpt-oss-120b", "openai", "US", "apache-2.0", ("text",)),
}
H100 = hardware_facts([("nvidia-h100-sxm", "nvidia-h100")], None)


def company(preset: str) -> Company:
    requirements = {key: parse(key, value) for key, value in shipped().presets[preset]["requirements"].items()}
    stated = {key: requirements[key] for key in CompanyFacts._fields if key in requirements}
    return company_of(CompanyFacts(**stated), shipped().words)


def model(name: str) -> dict[str, object]:
    model_id, developer, origin, licence, modalities = MODELS[name]
    return model_facts(model_id, developer, (), origin, licence, modalities, shipped().words)


def route(name: str, home: str) -> dict[str, object]:
    region, country = NEAREST_REGION[home]
    endpoints = {
        "deepseek-api": ("deepseek", "default", "CN"),
        "bedrock-qwen": ("aws-bedrock", region, country),
        "azure-eu-gpt": ("azure", "eu", "EU"),
        "govcloud-claude": ("aws-bedrock", "us-gov-west-1", "US"),
    }
    if name not in endpoints:
        return own_route(home)
    provider, region, place = endpoints[name]
    return hosted_route(provider, providers(), region, (place,), shipped().words)


def given(preset: str, name: str) -> Any:
    stated = company(preset)
    assert stated.home is not None
    own = name.startswith("own-")
    weights = "deepseek" if name == "deepseek-api" else name.removeprefix("own-") if own else name.split("-")[-1]
    rules = compile_policy(shipped(), stated.ctx, AS_OF)
    return rules.verdict(route(name, stated.home), model(weights), H100 if own else None)


@pytest.mark.parametrize("preset", EXPECTED)
def test_every_route_of_a_preset(preset: str) -> None:
    found = {name: given(preset, name).status for name in ROUTES}
    assert found == {name: LETTERS[letter] for name, letter in zip(ROUTES, EXPECTED[preset], strict=True)}


def test_every_preset_is_expected_and_uses_requirement_keys() -> None:
    assert set(shipped().presets) == set(EXPECTED)
    for preset in shipped().presets.values():
        assert set(preset["switches_on"]) <= set(preset["requirements"]) <= set(BY_KEY)


@pytest.mark.parametrize(
    ("preset", "name", "rule"),
    [
        ("eu-hospital", "deepseek-api", "de-sgbv-393-c5"),
        ("eu-hospital", "own-llama-4", "llama-4-community"),
        ("us-bank", "deepseek-api", "us-doj-data-security-program"),
        ("us-federal", "govcloud-claude", "us-federal-anthropic-directive"),
        ("indian-payments", "azure-eu-gpt", "in-rbi-payment-localisation"),
        ("chinese-ecommerce", "own-qwen", "us-ear-advanced-gpu-cn"),
        ("chinese-ecommerce", "bedrock-qwen", "cn-genai-foreign-endpoint"),
        ("defence-contractor", "own-deepseek", "us-ndaa26-1532-deepseek"),
        ("defence-contractor", "govcloud-claude", "us-dod-fascsa-anthropic"),
        ("defence-contractor", "own-llama-4", "llama-4-community"),
        ("startup", "govcloud-claude", "aws-govcloud-eligibility"),
        ("startup", "deepseek-api", "vendor-prc-silent-training"),
        ("uk-asset-manager", "azure-eu-gpt", "gb-pra-fca-outsourcing"),
        ("us-hospital", "deepseek-api", "us-hipaa-baa"),
        ("texas-agency", "own-qwen", "us-tx-prohibited-technologies"),
        ("consumer-app", "own-kimi-k3", "kimi-k3"),
    ],
)
def test_the_expected_rule_is_among_the_reasons(preset: str, name: str, rule: str) -> None:
    assert effects(given(preset, name))[rule] in ("review", "block")


def _as_toml(facts: dict[str, object]) -> dict[str, object]:
    """As a FACTS file can hold them: no unknowns, lists for tuples."""
    stated = {name: value for name, value in facts.items() if value is not None}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in stated.items()}


@pytest.mark.parametrize("preset", EXPECTED)
def test_policy_check_of_the_facts_gives_the_same_verdict(preset: str) -> None:
    stated = company(preset)
    assert stated.home is not None
    for name in ("deepseek-api", "azure-eu-gpt", "own-llama-4"):
        own = name.startswith("own-")
        weights = {"deepseek-api": "deepseek", "azure-eu-gpt": "gpt", "own-llama-4": "llama-4"}[name]
        tables = {"ctx": dict(stated.ctx), "route": route(name, stated.home), "model": model(weights)}
        if own:
            tables["hw"] = H100
        checked = check_facts(
            shipped(), {table: _as_toml(facts) for table, facts in tables.items()}, "facts.toml", None, AS_OF
        )
        assert checked.verdict == given(preset, name)
        assert checked.ignored == ()
