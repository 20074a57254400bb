"""The search for machines finds what trying every machine would find, and tries far fewer."""

from typing import Any

import pytest

from advisor.candidates.beliefs import Beliefs
from advisor.candidates.case import Case, case_of, efforts_of
from advisor.candidates.evaluated import Evaluated
from advisor.candidates.machines import owned_machines, rented_machines
from advisor.candidates.selfhosted import Shelf, Tables, Verdicts, deployment_on, holds, place_on, placeable
from advisor.candidates.survey import survey
from advisor.decide import decide
from advisor.estimates.constants import read
from advisor.estimates.hosting import hosting_of
from advisor.requirements import Requirements, resolve
from tests.unit.briefing.changed_catalog import TODAY, shipped

MODELS = "qwen3.8-27b,mimo-v2.6-flash,glm-5,qwen3.5-9b"


def asked(**given: Any) -> Requirements:
    return resolve({"workload": "extraction", "only_model": MODELS, **given}, shipped(), TODAY)


def everything(case: Case, route: str) -> list[Evaluated]:
    """Every model, precision and effort on every machine of a route that holds it."""
    tables = Tables(hosting_of(shipped().constants["hosting"]), read(shipped().constants["hardware"]))
    beliefs, verdicts, shelf = Beliefs(case), Verdicts(case), Shelf(case, tables)
    if route == "rented":
        machines = rented_machines(case, tables.hosting, tables.hardware)
    else:
        machines = owned_machines(case, tables.hosting, tables.hardware)[0]
    found = []
    for model, quantization in placeable(case, consumer=False):
        weights = shelf.weights(model, quantization) if model.id in case.requirements.only_model else None
        if weights is None:
            continue
        for machine in machines:
            deployment = deployment_on(weights, machine, tables.hardware)
            if deployment is None:
                continue
            needed, there = holds(deployment, tables.hardware)
            if needed <= there:
                found += [
                    place_on(case, beliefs, weights, machine, deployment, effort, tables, verdicts)
                    for effort in efforts_of(model, case.requirements)
                ]
    return found


def best(options: list[Evaluated], wanted: Requirements, *, allowed: bool) -> float | None:
    """The highest net benefit of those that nothing excludes."""
    values = [
        option.net_benefit
        for option in options
        if option.net_benefit is not None
        and not option.gates
        and option.id not in wanted.exclude
        and (option.status == "allowed" or not (allowed or wanted.allowed_only))
    ]
    return max(values, default=None)


CASES: list[dict[str, Any]] = [
    {},
    {"calls_per_day": "1M"},
    {"calls_per_day": "1M", "p95": 3, "latency_price": 0.01},
    {"ttft": 0.2, "latency_price": 1.0},
    {"residency": "us"},
    {"residency": "us", "allowed_only": True},
    {"residency": "eu", "calls_per_day": "100M", "allowed_only": True},
    {"exclude_operator": "CN"},
    {"only_provider": "nebius", "calls_per_day": "100M"},
    {"only_provider": "aws-bedrock,nebius", "residency": "us", "allowed_only": True},
    {"ttft": 0.5, "calls_per_day": "1M"},
    {"budget": "20000/mo", "calls_per_day": "10M"},
]


@pytest.mark.parametrize("given", CASES, ids=str)
def test_rented_machines(given: dict[str, Any]) -> None:
    wanted = asked(route="rented", **given)
    case = case_of(shipped(), wanted)
    tried = everything(case, "rented")
    found = [option for option in survey(case).options if option.route == "rented"]
    assert best(found, wanted, allowed=False) == best(tried, wanted, allowed=False)
    assert best(found, wanted, allowed=True) == best(tried, wanted, allowed=True)


def test_machines_to_buy() -> None:
    wanted = asked(route="owned", capex="3000000", calls_per_day="10M")
    case = case_of(shipped(), wanted)
    found = [option for option in survey(case).options if option.route == "owned"]
    expected = best(everything(case, "owned"), wanted, allowed=False)
    assert expected is not None
    assert best(found, wanted, allowed=False) == expected


def test_an_option_left_out_gives_way_to_the_next_machine() -> None:
    first = decide(shipped(), asked(route="rented")).ranked[0].candidate
    wanted = asked(route="rented", exclude=first.id)
    ranked = decide(shipped(), wanted).ranked
    assert first.id not in {one.candidate.id for one in ranked}
    case = case_of(shipped(), wanted)
    assert ranked[0].net_benefit == best(everything(case, "rented"), wanted, allowed=False)


def test_the_best_allowed_option_is_found_behind_a_leader_under_review() -> None:
    wanted = resolve({"workload": "extraction", "route": "rented", "residency": "us"}, shipped(), TODAY)
    open_to_all = decide(shipped(), wanted)
    alone = decide(shipped(), wanted._replace(allowed_only=True))
    assert open_to_all.ranked[0].status == "review"
    first_allowed = next(one for one in open_to_all.ranked if one.status == "allowed")
    assert first_allowed.candidate.id == alone.ranked[0].candidate.id


def test_few_placements_are_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, so that a lost bound is seen on any machine: every machine and model would be some 60,000."""
    calls = []
    place = place_on

    def counted(*given: Any) -> Evaluated:
        calls.append(1)
        return place(*given)

    monkeypatch.setattr("advisor.candidates.search.place_on", counted)
    decide(shipped(), resolve({"workload": "extraction"}, shipped(), TODAY))
    assert len(calls) < 1500


def test_machines_beyond_the_money_are_not_tried_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of them says what is missing; the others could only say the same."""
    tried: dict[tuple[str, str, str], int] = {}

    def counted(case: Case, beliefs: Beliefs, weights: Any, *rest: Any) -> Evaluated:
        option = place_on(case, beliefs, weights, *rest)
        if option.route == "owned":
            key = (option.model.id, option.quantization or "", option.effort)
            tried[key] = tried.get(key, 0) + 1
        return option

    monkeypatch.setattr("advisor.candidates.search.place_on", counted)
    case = case_of(shipped(), asked(capex=0.0))
    out = [option for option in survey(case).sifted.out if option.route == "owned" and option.serving is not None]
    assert out
    assert all({gate.gate for gate in option.gates} >= {"capex"} for option in out)
    assert max(tried.values()) == 1
