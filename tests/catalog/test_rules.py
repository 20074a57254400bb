"""Facts about the shipped rules, licences and presets: each is cited, exercised, dated, and worded with care."""

import re
from typing import Any

import pytest

from advisor.constraints.policy import compile_policy
from advisor.constraints.policy_rules import SEVERITY, compile_rules, is_stale
from advisor.constraints.policy_text import UNVERIFIED_BLOCK
from advisor.constraints.policy_verdict import Verdict
from tests.catalog.rule_cases import CASES, case
from tests.policy_world import AS_OF, effects, reason, shipped, verdict

RANK = {"allowed": 0, "review": 1, "blocked": 2}
RULES = {rule["id"]: rule for rule in shipped().rules}
FORBIDDEN_WORDS = re.compile(r"\b(is|are|fully) (compliant|safe|approved)\b", re.IGNORECASE)


SHADOWED_BY = {"us-bill-no-adversarial-ai": "us-gsa-american-ai-clause"}
"""A rule whose options another one always sends to review as well, so that both are taken away from the comparison."""


def _given(ctx: dict[str, object], option: tuple[Any, ...], *left_out: str) -> Verdict:
    rules = tuple(one for one in shipped().rules if one["id"] not in left_out)
    return compile_policy(shipped()._replace(rules=rules), ctx, AS_OF).verdict(*option)


def test_no_rule_objects_to_the_plain_option() -> None:
    assert verdict(*case({})).status == "allowed"


def test_every_rule_has_a_case() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("rule", CASES)
def test_removing_a_rule_changes_a_verdict_or_an_obligation(rule: str) -> None:
    ctx, *option = CASES[rule]
    shadow = SHADOWED_BY.get(rule, "")
    with_it = _given(ctx, tuple(option), shadow)
    without = _given(ctx, tuple(option), shadow, rule)
    effect = effects(with_it)[rule]
    assert SEVERITY[effect] <= SEVERITY[RULES[rule]["effect"]]
    if effect == "obligation":
        assert rule not in effects(without)
        assert reason(with_it, rule).explain
    else:
        assert RANK[without.status] < RANK[with_it.status]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule["id"])
def test_a_rule_is_cited(rule: dict[str, object]) -> None:
    citation = rule["citation"]
    assert isinstance(citation, dict)
    assert citation["name"]
    assert citation["section"]
    assert citation["date"] <= AS_OF
    assert rule["kind"] == "policy" or citation["url"].startswith("https://")
    assert rule["read"]
    assert rule["explain"]
    assert not FORBIDDEN_WORDS.search(str(rule["explain"]))


@pytest.mark.parametrize("licence", shipped().licences, ids=lambda licence: licence["id"])
def test_a_licence_is_cited(licence: dict[str, object]) -> None:
    source = licence["source"]
    assert isinstance(source, dict)
    assert source["url"].startswith("https://")
    assert source["read"]
    assert source["date"] <= AS_OF


def test_contested_rules_say_why() -> None:
    contested = [rule for rule in RULES.values() if rule["status"] == "contested"]
    assert contested
    assert all(rule["caveat"] for rule in contested)


def test_the_check_dates_are_younger_than_ninety_days_on_the_day_of_the_set() -> None:
    words = shipped().words
    entries = (*shipped().rules, *shipped().licences)
    assert not [one["id"] for one in entries if is_stale(str(one.get("checked") or words.as_of), words.as_of, words)]


def test_ninety_days_later_every_legal_rule_is_marked_and_loses_a_badge() -> None:
    ctx, route, model, hw = CASES["us-itar-technical-data"]
    later = compile_policy(shipped(), ctx, "2027-02-22").verdict(route, model, hw)
    found = reason(later, "us-itar-technical-data")
    assert found.stale
    assert found.badge == "Read in a secondary source; may be out of date"
    assert not reason(verdict(ctx, route, model, hw), "us-itar-technical-data").stale


UNVERIFIED_BLOCKS = {
    "aws-govcloud-eligibility",
    "cn-genai-foreign-endpoint",
    "cz-nukib-deepseek",
    "eu-gdpr-art28-dpa",
    "fr-hds",
    "in-gov-office-devices",
    "pci-dss-chd",
    "us-cjis-policy",
}


def test_blocks_on_general_knowledge_are_known_and_say_so() -> None:
    found = {
        rule["id"]
        for rule in RULES.values()
        if rule["effect"] == "block" and rule["kind"] != "policy" and rule["confidence"] == "general_knowledge"
    }
    assert found == UNVERIFIED_BLOCKS
    for rule in found:
        assert UNVERIFIED_BLOCK in reason(verdict(*CASES[rule]), rule).explain


def test_bills_and_suspended_rules_never_block() -> None:
    rules = compile_rules(shipped().rules, shipped().words, {}, AS_OF)
    capped = {rule.id: rule.effect for rule in rules if rule.status in ("proposed", "suspended")}
    assert capped
    assert max(capped.values()) == SEVERITY["review"]


FLAGGED_CHIPS = (
    "nvidia-a800-80gb", "nvidia-h800", "nvidia-h20", "nvidia-gh200", "nvidia-r200", "amd-mi350x", "amd-mi300a",
    "amd-mi250x", "intel-gaudi-3", "nvidia-l40", "nvidia-l40s", "nvidia-rtx-4090", "nvidia-rtx-5090",
)  # fmt: skip


@pytest.mark.parametrize("chip", [*FLAGGED_CHIPS, "nvidia-h200-nvl", "nvidia-a100-40gb-pcie", "nvidia-gb200"])
def test_an_export_controlled_chip_in_china_never_passes(chip: str) -> None:
    ctx, route, model, _ = CASES["us-ear-advanced-gpu-cn"]
    assert verdict(ctx, route, model, {"chips": [chip]}).status == "review"


@pytest.mark.parametrize("chip", ["nvidia-rtx-4090d", "nvidia-rtx-3090", "nvidia-l4"])
def test_a_chip_in_no_set_is_not_caught_by_a_similar_name(chip: str) -> None:
    ctx, route, model, _ = CASES["us-ear-advanced-gpu-cn"]
    assert verdict(ctx, route, model, {"chips": [chip]}).status == "allowed"
