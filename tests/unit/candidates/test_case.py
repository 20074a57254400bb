"""A session's cases: what is taken from the one before never changes an answer."""

from typing import Any

from advisor.decide import Working, decide
from advisor.present.json import render
from advisor.recommend import recommend, report_of
from advisor.requirements import Requirements, resolve
from tests.unit.briefing.changed_catalog import TODAY, shipped

STEPS: tuple[dict[str, Any], ...] = (
    {},
    {"calls_per_day": "1M"},
    {"calls_per_day": "1M", "ttft": "2"},
    {"calls_per_day": "70k", "budget": "5000/mo"},
    {"calls_per_day": "10k", "budget": "500/mo"},
    {"calls_per_day": "10k", "migration_cost": "10000"},
    {"calls_per_day": "20k", "migration_cost": "10000"},
    {"worth": "0.5"},
    {"worth": "0.03", "quality_floor": "0.8"},
    {"worth": "0.3", "quality_floor": "0.8", "residency": "eu"},
    {"worth": "0.2", "quality_floor": "0.8", "residency": "eu"},
    {"right_of_100": "80"},
    {"worth": "0.5", "peak_to_mean": "6", "capex": "300000", "horizon": "36mo"},
    {"workload": "rag"},
    {"residency": "eu"},
    {"residency": "eu", "jurisdiction": "DE", "gpus": ["2x nvidia-rtx-5090"]},
    {"jurisdiction": "US", "gpus": ["2x nvidia-rtx-5090"]},
    {"route": "owned", "gpus": ["1x apple-m3-ultra"], "ram": "96GB", "calls_per_day": "50"},
    {"route": "owned", "gpus": ["1x apple-m3-ultra"], "ram": "512GB", "calls_per_day": "50"},
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
    third = decide(shipped(), asked({"worth": "0.5", "calls_per_day": "1M"}), before=second)
    hosted = [option for option in third.ranked if option.candidate.route == "hosted"]
    again = decide(shipped(), asked({"worth": "0.5"}), before=third.case).ranked
    assert all(any(one.belief is other.belief for other in again) for one in hosted)
    moved = decide(shipped(), asked({"jurisdiction": "DE"}), before=first).case
    assert moved.rules is not first.rules
    assert moved.offers is first.offers
    assert decide(shipped(), asked({"as_of": "2026-03-11"}), before=first).case.offers is not first.offers
