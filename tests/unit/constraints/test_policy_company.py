"""A company's own policy file: lists, rules, waivers, and everything that makes it unusable."""

import tomllib
from typing import Any

import pytest

from advisor.constraints.policy import compile_policy
from advisor.constraints.policy_company import company_policy_of, locate_in
from advisor.constraints.policy_waiver import CompanyPolicy
from advisor.errors import AdvisorError
from tests.catalog.rule_cases import CTX, MODEL, ROUTE
from tests.policy_world import AS_OF, effects, reason, shipped

RULE_IDS = [rule["id"] for rule in shipped().rules]


def policy(text: str) -> CompanyPolicy:
    table = {**tomllib.loads(text), "file": "policy.toml", "lines": _lines(text)}
    return company_policy_of(table, shipped().words, RULE_IDS, AS_OF, locate_in(table))


def _lines(text: str) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            lines.setdefault(line.strip("[]"), []).append(number)
    return lines


def given(text: str, route: dict[str, Any] | None = None, model: dict[str, Any] | None = None) -> Any:
    rules = compile_policy(shipped(), CTX, AS_OF, policy(text))
    return rules.verdict({**ROUTE, **(route or {})}, {**MODEL, **(model or {})}, None)


OWN = {"kind": "self_hosted", "provider": "self-hosted", "operator_hq": "self"}


@pytest.mark.parametrize(
    ("text", "option", "status"),
    [
        ('deny = { models = ["some-model"] }', {}, "blocked"),
        ('deny = { models = ["another"] }', {}, "allowed"),
        ('deny = { providers = ["some-cloud"] }', {}, "blocked"),
        ('deny = { origins = ["FR"] }', {}, "blocked"),
        ('deny = { operators = ["CH"] }', {}, "blocked"),
        ('deny = { licences = ["mit"] }', {}, "blocked"),
        ('review = { licences = ["mit"] }', {}, "review"),
        ('allow = { models = ["another"] }', {}, "blocked"),
        ('allow = { models = ["some-model", "another"] }', {}, "allowed"),
        ('allow = { providers = ["some-cloud"] }', {}, "allowed"),
        ('allow = { providers = ["another"] }', {}, "blocked"),
        ('allow = { providers = ["another"] }', {"route": OWN}, "allowed"),
        ('allow = { origins = ["FR", "US"] }', {}, "allowed"),
        ('allow = { origins = ["US"] }', {}, "blocked"),
        ('allow = { models = ["some-model"] }', {"model": {"id": None}}, "review"),
    ],
)
def test_lists(text: str, option: dict[str, Any], status: str) -> None:
    assert given(text, **option).status == status


def test_a_list_is_shown_as_your_policy() -> None:
    found = reason(given('deny = { origins = ["FR"] }'), "your-deny-origins")
    assert (found.kind, found.gate, found.badge) == ("policy", "origin", "Your policy")
    assert found.explain == "Your policy rejects origins: FR."


OWN_RULE = """
[[rule]]
id = "only-with-c5"
effect = "block"
explain = "We use only attested clouds."
applies = [{ f = "route.kind", op = "ne", v = "self_hosted" }]
require = [{ f = "route.c5", op = "eq", v = "type2" }]
citation = { name = "IT handbook", section = "4.2" }
"""


def test_a_rule_of_your_own_decides_like_any_other() -> None:
    assert given(OWN_RULE).status == "allowed"
    assert effects(given(OWN_RULE, {"c5": "type1"}))["only-with-c5"] == "block"
    assert given(OWN_RULE, {"c5": None}).unknown_facts == ("route.c5",)


WAIVER = """
[[waiver]]
rule = "only-with-c5"
reason = "pilot"
approver = "CISO"
expires = 2027-03-31
providers = ["some-cloud"]
"""


def test_a_waiver_takes_a_date() -> None:
    found = given(OWN_RULE + WAIVER, {"c5": "type1"})
    assert found.status == "allowed"
    assert reason(found, "only-with-c5").explain.startswith("Waived until 2027-03-31 by CISO: pilot.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[denny]\nmodels = ['x']", "policy.toml:1: unknown key 'denny'"),
        ("[deny]\nmodel = ['x']", "policy.toml:1: [deny] takes"),
        ("[deny]\nmodels = 'x'", "policy.toml:1: models is not a list"),
        ("[allow]\nmodels = ['x']\n[deny]\nmodels = ['x']", "policy.toml:3: x is both allowed and denied"),
        (WAIVER.replace("expires = 2027-03-31", ""), "policy.toml:2: the waiver has no expires"),
        (OWN_RULE + WAIVER.replace("2027-03-31", '"soon"'), "policy.toml:10: expires is 'soon'"),
        (WAIVER.replace("approver", "aprover"), "the waiver has no approver"),
        (WAIVER.replace("only-with-c5", "no-such-rule"), "there is no rule 'no-such-rule'"),
        (OWN_RULE + WAIVER + 'until = "x"', "unknown key 'until'"),
        (OWN_RULE.replace("route.c5", "route.c4"), "policy.toml:2: only-with-c5: there is no fact 'route.c4'"),
        (OWN_RULE.replace('"ne"', '"unlike"'), "there is no operator 'unlike'"),
        (OWN_RULE.replace('"self_hosted"', '"@OURS"'), "there is no set 'OURS'"),
        (OWN_RULE.replace("citation", "# citation"), "has no citation"),
        (OWN_RULE.replace("explain", "# explain"), "the rule has no explain"),
        (OWN_RULE.replace("only-with-c5", "us-hipaa-baa"), "there is a rule 'us-hipaa-baa' already"),
        (OWN_RULE.replace('"block"', '"forbid"'), "the effect is not known"),
        (OWN_RULE + 'status = "repealed"', "there is no status 'repealed'"),
        ('[[rule]]\nid = "x"\neffect = "block"\nexplain = "y"\ncitation = { name = "z" }', "has no condition"),
    ],
)
def test_a_policy_that_cannot_be_used_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(AdvisorError) as refused:
        policy(text)
    assert said in refused.value.message
    assert refused.value.fix
    assert refused.value.exit_code == 2
