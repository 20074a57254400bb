"""A session's cases: what is taken from the one before never changes an answer."""

from typing import Any

from advisor.decide import Working, decide
from advisor.present.json import render
from advisor.recommend import recommend, report_of
from advisor.requirements import Requirements, resolve
from tests.unit.briefing.changed_catalog import TODAY, shipped

STEPS: tuple[dict[str, Any], ...] = (
    {},
    {"worth": "0.5"},
    {"workload": "rag"},
    {"residency": "eu"},
    {"residency": "eu", "jurisdiction": "DE", "gpus": ["2x nvidia-rtx-5090"]},
    {"jurisdiction": "US", "gpus": ["2x nvidia-rtx-5090"]},
    {"policy": {"deny": {"origins": ["CN"]}}},
    {"scenario": {"price_decline": 0.5, "years": 1}},
    {"as_of": "2026-03-11"},
    {},
)


def asked(given: dict[str, Any]) -> Requirements:
    return resolve({"workload": "extraction", **given}, shipped(), TODAY)


def test_a_case_before_changes_no_byte_of_an_answer() -> None:
    before: Working | None = None
    for step in STEPS:
        wanted = asked(step)
        before = decide(shipped(), wanted, before=before.case if before else None)
        assert render(report_of(before)) == render(recommend(shipped(), wanted)), step


def test_what_a_change_leaves_alone_is_kept() -> None:
    first = decide(shipped(), asked({})).case
    second = decide(shipped(), asked({"worth": "0.5"}), before=first).case
    assert (second.rules, second.sheets, second.offers) == (first.rules, first.sheets, first.offers)
    moved = decide(shipped(), asked({"jurisdiction": "DE"}), before=first).case
    assert moved.rules is not first.rules
    assert moved.offers is first.offers
    assert decide(shipped(), asked({"as_of": "2026-03-11"}), before=first).case.offers is not first.offers
