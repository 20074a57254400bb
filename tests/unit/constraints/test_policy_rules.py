"""From rule data to compiled rules: dates and status, sets, and what is refused."""

from typing import Any

import pytest

from advisor.constraints.policy_rules import (
    BLOCK,
    OBLIGATION,
    REVIEW,
    compile_rule,
    day_number,
    resolve_set,
    status_at,
)
from advisor.errors import AdvisorError
from tests.policy_world import AS_OF, shipped

WORDS = shipped().words


def raw(**changed: Any) -> dict[str, Any]:
    return {
        "id": "some-rule",
        "title": "Some rule",
        "kind": "statute",
        "jurisdiction": ["DE"],
        "status": "in_force",
        "effective": {"from": "2025-01-01"},
        "applies": [{"f": "route.operator_hq", "op": "eq", "v": "CN"}],
        "effect": "block",
        "explain": "Because.",
        "citation": {"name": "Act", "section": "1", "url": "https://example.org", "date": "2024-06-01"},
        "read": "nothing",
        "confidence": "general_knowledge",
        **changed,
    }


def compiled(as_of: str = AS_OF, **changed: Any) -> Any:
    return compile_rule(raw(**changed), WORDS, {}, as_of)


@pytest.mark.parametrize(
    ("status", "effect"),
    [
        ("in_force", BLOCK),
        ("contested", BLOCK),
        ("proposed", REVIEW),
        ("suspended", REVIEW),
        ("superseded", OBLIGATION),
    ],
)
def test_the_status_caps_the_effect(status: str, effect: int) -> None:
    assert compiled(status=status).effect == effect


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2024-05-31", None), ("2024-06-01", "future"), ("2024-12-31", "future"), ("2025-01-01", "in_force")],
)
def test_a_rule_is_known_when_published_and_binds_when_effective(as_of: str, status: str | None) -> None:
    assert status_at(raw(), as_of) == status


def test_a_rule_whose_time_is_over_becomes_history() -> None:
    ended = {"from": "2025-01-15", "to": "2025-05-13"}
    assert status_at(raw(effective=ended), "2025-05-13") == "in_force"
    assert status_at(raw(effective=ended), "2025-05-14") == "superseded"
    assert compiled(effective=ended).effect == OBLIGATION


def test_a_future_rule_binds_from_its_date() -> None:
    later = raw(status="future", effective={"from": "2027-12-02"})
    assert status_at(later, AS_OF) == "future"
    assert status_at(later, "2027-12-02") == "in_force"


def test_a_citation_younger_than_the_effect_never_hides_a_rule_in_force() -> None:
    cited_later = raw(citation={"name": "Judgment", "section": "1", "date": "2025-09-25"})
    assert status_at(cited_later, "2025-02-01") == "in_force"


def test_company_policy_has_no_history() -> None:
    assert status_at(raw(kind="policy"), "2001-01-01") == "in_force"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"applies": [{"f": "route.operator", "op": "eq", "v": "CN"}]}, "there is no fact 'route.operator'"),
        ({"applies": [{"f": "route.infer", "op": "near", "v": "CN"}]}, "there is no operator 'near'"),
        ({"applies": [{"f": "route.infer", "op": "any_of", "v": "@EUROPE"}]}, "there is no set 'EUROPE'"),
        ({"applies": [{"f": "ctx.actor", "op": "any_of", "v": ["bank"]}]}, "ctx.actor is never bank"),
        ({"applies": [{"f": "route.kind", "op": "eq", "v": ["rented", "router"]}]}, "takes one value"),
        ({"applies": [{"f": "route.kind", "op": "eq"}]}, "has no value"),
        ({"status": "repealed"}, "there is no status 'repealed'"),
        ({"effect": "forbid"}, "the effect is not known"),
    ],
)
def test_a_rule_that_could_never_fire_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(AdvisorError, match=said) as refused:
        compiled(**changed)
    assert refused.value.fix
    assert refused.value.exit_code == 5


def test_sets_join_names_and_country_codes() -> None:
    assert set(resolve_set("@EU+GB", WORDS.sets, "here")) == {*WORDS.sets["EU"], "GB"}


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [("2026-11-23", "2027-02-21", 90), ("2024-02-28", "2024-03-01", 2), ("2025-12-31", "2026-01-01", 1)],
)
def test_day_numbers_count_days(earlier: str, later: str, days: int) -> None:
    assert day_number(later) - day_number(earlier) == days
