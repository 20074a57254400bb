"""Whole verdicts: unknown facts, company facts, waivers, sentences."""

from typing import Any

import pytest

from advisor.constraints.facts import hardware_facts, own_route
from advisor.constraints.policy import compile_policy, evaluate
from advisor.constraints.policy_text import headline
from advisor.constraints.policy_waiver import CompanyPolicy, Waiver
from tests.catalog.rule_cases import CASES, CTX, MODEL, ROUTE, case
from tests.policy_world import AS_OF, compiled, effects, reason, shipped, verdict


def test_nothing_known_is_a_review_that_names_the_facts() -> None:
    given = verdict({"gdpr": True, "data": ["PII"]}, {}, MODEL)
    assert given.status == "review"
    assert {"route.kind", "route.dpa", "route.outside_eea"} <= set(given.unknown_facts)


def test_an_unstated_company_fact_skips_the_rule() -> None:
    assert "us-entity-list-zhipu" not in effects(verdict(CTX, ROUTE, {**MODEL, "developer": "zhipu"}))


def test_a_false_condition_beats_an_unknown_one() -> None:
    given = verdict(*case({"gdpr": True, "data": ["PII"]}, {"kind": "self_hosted", "dpa": None}))
    assert "eu-gdpr-art28-dpa" not in effects(given)


def test_a_failed_requirement_beats_an_unknown_one() -> None:
    ctx, _, model, _ = CASES["us-itar-technical-data"]
    given = verdict(ctx, {**ROUTE, "infer": ["DE"], "us_persons_only": None}, model)
    assert effects(given)["us-itar-technical-data"] == "block"


def test_a_met_requirement_leaves_its_obligations() -> None:
    ctx, _, model, _ = CASES["us-hipaa-baa"]
    given = verdict(ctx, ROUTE, model)
    assert given.status == "allowed"
    assert reason(given, "us-hipaa-baa").obligations


def test_no_hardware_table_means_no_chips_and_an_empty_one_means_unknown_chips() -> None:
    in_china = {**ROUTE, "infer": ["CN"]}
    assert verdict(CTX, in_china, MODEL).status == "allowed"
    unknown = verdict(CTX, in_china, MODEL, {})
    assert unknown.status == "review"
    assert "hw.chips" in unknown.unknown_facts


def test_derived_facts_give_way_to_stated_ones() -> None:
    ctx = {**CTX, "gdpr": True, "data": ["PII"]}
    abroad = {**ROUTE, "infer": ["US"], "transfer_mechanism": "none"}
    assert verdict(ctx, abroad, MODEL).status == "blocked"
    assert verdict(ctx, {**abroad, "outside_eea": False}, MODEL).status == "allowed"


@pytest.mark.parametrize(
    ("place", "status"), [("CH", "allowed"), ("GB", "allowed"), ("EU", "allowed"), ("US", "blocked")]
)
def test_adequate_countries_need_no_transfer_mechanism(place: str, status: str) -> None:
    route = {**ROUTE, "infer": [place], "store": [place], "transfer_mechanism": "none"}
    assert verdict({**CTX, "gdpr": True, "data": ["PII"]}, route, MODEL).status == status


def test_own_machines_at_home_are_no_transfer() -> None:
    ctx = {**CTX, "gdpr": True, "data": ["PII"], "country": "US"}
    own = {**ROUTE, "kind": "self_hosted", "infer": ["US"], "store": ["US"], "transfer_mechanism": "none"}
    assert verdict(ctx, own, MODEL).status == "allowed"
    assert verdict({**ctx, "country": "DE"}, own, MODEL).status == "blocked"


def test_four_situations_are_told_apart() -> None:
    ctx = {**CTX, "origin_policy": "no_cn_operator", "review_origin": ["CN"]}
    qwen = {**MODEL, "developer": "alibaba", "lineage": ["alibaba"], "origin": "CN"}
    hosted_there = verdict(ctx, {**ROUTE, "infer": ["CN"]}, MODEL)
    operator_elsewhere = verdict(ctx, {**ROUTE, "operator_hq": "CN"}, MODEL)
    weights_here = verdict(ctx, ROUTE, qwen)
    weights_at_home = verdict(ctx, {**ROUTE, "kind": "self_hosted", "operator_hq": "self"}, qwen)
    assert effects(hosted_there)["pol-no-cn-hosted-api"] == "block"
    assert effects(operator_elsewhere)["pol-no-cn-operator"] == "block"
    assert effects(weights_here)["pol-review-origin"] == "review"
    assert effects(weights_at_home)["pol-review-origin"] == "review"
    assert hosted_there.gates == operator_elsewhere.gates == ("origin",)


def test_a_lineage_nobody_listed_is_unknown() -> None:
    given = verdict({**CTX, "exclude_origin": ["CN"]}, ROUTE, {**MODEL, "lineage": ["mistral-ai", "new-lab"]})
    assert given.status == "review"
    assert given.unknown_facts == ("model.lineage_origins",)


def test_a_reason_says_who_and_what_would_change_it() -> None:
    found = reason(verdict(*CASES["us-hipaa-baa"]), "us-hipaa-baa")
    assert (found.kind, found.gate, found.badge) == ("law", "policy", "Read in a secondary source")
    assert found.would_change == (
        "would pass with a business associate agreement (BAA) for that exact feature (route.baa): "
        "one of on_request, yes"
    )
    assert reason(verdict(*CASES["pol-zdr"]), "pol-zdr").badge == "Your policy"


def test_reasons_are_sentences_whatever_the_fact_is() -> None:
    """Facts are things to have, yes-or-no questions or values; each is worded as what it is."""
    ctx = {**CASES["de-sgbv-393-c5"][0], **CASES["pol-no-training"][0], "gdpr": True}
    found = verdict(ctx, {"kind": "vendor_api", "provider": "x"}, MODEL)
    texts = {one.rule: one.explain for one in found.reasons}
    assert texts["de-sgbv-393-c5"].startswith(
        "We do not know whether there is a C5 attestation that names the AI service (route.c5); "
        "nor whether data leaves the EEA"
    )
    changes = {one.rule: one.would_change for one in found.reasons}
    assert changes["de-sgbv-393-c5"] == (
        "would pass with a C5 attestation that names the AI service (route.c5): type2; "
        "and unless data leaves the EEA and adequate countries (route.outside_eea)"
    )
    assert changes["pol-no-training"] == "would pass unless the provider trains on API data (route.trains_on_data)"


def test_every_label_reads_in_a_sentence() -> None:
    openings = ("whether ", "the ", "a ", "an ", "your ", "who ", "what ")
    labels = {name: fact["label"] for name, fact in shipped().words.facts.items() if not name.startswith("ctx.")}
    assert not {name for name, label in labels.items() if not label.startswith((*openings, "every developer"))}


def test_headlines_never_promise_anything() -> None:
    assert headline("allowed", 85, AS_OF) == "No blocking rule found in our set of 85 as of 2026-11-23."


def _waived(rule: str, ctx: dict[str, Any], *option: Any, **scope: Any) -> Any:
    waiver = Waiver(
        rule, "tested", "CISO", scope.pop("expires", "2027-01-31"), **{"models": (), "providers": (), **scope}
    )
    return compile_policy(shipped(), ctx, AS_OF, CompanyPolicy((), (waiver,))).verdict(*option)


def test_a_waiver_lowers_your_own_policy_and_is_shown() -> None:
    given = _waived("pol-zdr", *CASES["pol-zdr"])
    assert given.status == "allowed"
    assert reason(given, "pol-zdr").explain.startswith("Waived until 2027-01-31 by CISO: tested.")


@pytest.mark.parametrize(
    ("rule", "scope"),
    [
        ("us-hipaa-baa", {}),
        ("pol-zdr", {"expires": "2026-11-22"}),
        ("pol-zdr", {"models": ("other-model",)}),
        ("pol-zdr", {"providers": ("other-cloud",)}),
    ],
)
def test_a_waiver_never_lifts_a_law_nor_reaches_beyond_its_scope(rule: str, scope: dict[str, Any]) -> None:
    assert _waived(rule, *CASES[rule], **scope).status == "blocked"


def test_a_waiver_records_a_review_but_never_an_unknown() -> None:
    rule = "us-bank-third-party-risk"
    assert _waived(rule, *CASES[rule]).status == "allowed"
    ctx, route, model, hw = CASES[rule]
    assert _waived(rule, ctx, {**route, "kind": None}, model, hw).status == "review"


def test_equal_facts_are_evaluated_once() -> None:
    rules = compiled(CTX)
    assert rules.verdict(ROUTE, MODEL, None) is rules.verdict(dict(ROUTE), {**MODEL, "id": "another"}, None)


def test_evaluate_takes_plain_data_and_compiled_rules_alike() -> None:
    ctx, route, model, hw = CASES["pci-dss-chd"]
    from_data = evaluate(shipped(), ctx, route, model, hw, AS_OF)
    assert evaluate(compiled(ctx), ctx, route, model, hw, AS_OF) == from_data
    assert from_data.rules_checked == len(shipped().rules)


@pytest.mark.parametrize("chips", ["nvidia-h200-sxm", "nvidia-rtx-5090"])
def test_where_own_machines_stand_is_a_company_fact_and_unstated_skips_the_rule(chips: str) -> None:
    machines = hardware_facts([(chips, chips.removesuffix("-sxm"))], None)
    rules = compile_policy(shipped(), {}, AS_OF)
    assert not [one for one in rules.verdict(own_route(None), MODEL, machines).reasons if one.rule.startswith("us-ear")]
    assert rules.verdict(own_route("CN"), MODEL, machines).status != "allowed"
    somewhere = {**own_route(None), "home_unstated": False}
    assert "route.infer" in rules.verdict(somewhere, MODEL, machines).unknown_facts


def test_a_residency_still_asks_where_own_machines_stand() -> None:
    rules = compile_policy(shipped(), {"residency": "eu_only"}, AS_OF)
    assert "route.infer" in rules.verdict(own_route(None), MODEL, None).unknown_facts
