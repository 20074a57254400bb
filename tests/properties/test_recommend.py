"""The whole recommendation on random small catalogs: what must hold whatever the facts are (method section 7)."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from advisor.cli.schema import named_schema
from advisor.present.json import render
from tests.properties.deciding import EXAMPLES, answered, best, both, by_id, decided, total
from tests.properties.worlds import CASES, CONSTRAINTS, World, ids, worlds


@EXAMPLES
@given(worlds(), CASES, CONSTRAINTS, st.randoms(use_true_random=False))
def test_the_order_of_the_catalog_changes_nothing(
    world: World, case: dict[str, Any], constraints: dict[str, Any], random: Any
) -> None:
    asked_for = both(case, constraints)
    mixed = World(*(tuple(random.sample(part, len(part))) for part in world))
    assert answered(mixed, **asked_for) == answered(world, **asked_for)


@EXAMPLES
@given(worlds(), CASES, st.data())
def test_options_do_not_depend_on_others(world: World, case: dict[str, Any], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(world.models)).id
    full, less = decided(world, **case), decided(world.without(gone), **case)
    before, after = by_id(full), by_id(less)
    assert all(before[key] == after[key] for key in before.keys() & after.keys())
    rows = [one.candidate.id for one in full.rows if one.candidate.model.id != gone]
    assert rows == [one.candidate.id for one in less.rows] or case.get("all_routes")
    if full.draws is not None and less.draws is not None:
        drawn = dict(zip(full.draws.ids, full.draws.net_benefit, strict=True))
        again = dict(zip(less.draws.ids, less.draws.net_benefit, strict=True))
        assert all(drawn[key] == again[key] for key in drawn.keys() & again.keys())


@EXAMPLES
@given(worlds(), CASES)
def test_parts_sum_to_their_totals(world: World, case: dict[str, Any]) -> None:
    """Exactly, as printed."""
    report = answered(world, **case)
    for option in report.options:
        terms = option.net_benefit.terms
        assert total([term.usd_per_1k_calls for term in terms]) == total([option.net_benefit.usd_per_1k_calls])
        lines = option.cost.lines
        assert total([line.usd_per_1k_calls for line in lines]) == total([option.cost.usd_per_1k_calls])
        serving = next(term.usd_per_1k_calls for term in terms if term.name == "serving")
        assert -serving == pytest.approx(option.cost.usd_per_1k_calls, abs=2e-6)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds(), CASES, CONSTRAINTS)
def test_every_document_meets_the_schema(world: World, case: dict[str, Any], constraints: dict[str, Any]) -> None:
    text = render(answered(world, **both(case, constraints)))
    jsonschema.validate(json.loads(text), named_schema("recommendation"))


@EXAMPLES
@given(worlds(), CASES, st.data())
def test_more_capability_never_hurts(world: World, case: dict[str, Any], data: st.DataObject) -> None:
    assume(world.rows)
    place = data.draw(st.integers(0, len(world.rows) - 1))
    row = world.rows[place]
    better = row._replace(logit_mean=row.logit_mean + data.draw(st.sampled_from((0.01, 0.5, 2.0))))
    rows = (*world.rows[:place], better, *world.rows[place + 1 :])
    old, new = by_id(decided(world, **case)), by_id(decided(world._replace(rows=rows), **case))
    for key in old.keys() & new.keys():
        one = old[key]
        if (one.candidate.model.id, one.candidate.effort) == (row.model, row.effort):
            assert new[key].belief.p_mean >= one.belief.p_mean
            assert new[key].net_benefit >= one.net_benefit
        else:
            assert new[key] == one


@EXAMPLES
@given(worlds(), CASES, CONSTRAINTS)
def test_what_is_excluded_is_recommended_nowhere(
    world: World, case: dict[str, Any], constraints: dict[str, Any]
) -> None:
    asked_for = both(case, constraints)
    report = answered(world, **asked_for, excluded="all")
    assert not ids(report) & {one.id for one in report.excluded}
    assert sum(report.excluded_counts.values()) == len(report.excluded) == report.counts.excluded
    for option in report.options:
        assert option.verdict.status in {"allowed", "review"}
        assert option.cost.usd_per_1k_calls > 0
        if "budget" in constraints:
            assert option.cost.usd_per_month <= report.requirements["budget"] * (1 + 1e-9)
        if "quality_floor" in constraints:
            assert option.quality.p_success.mean >= constraints["quality_floor"] - 1e-6
        if "route" in constraints:
            assert option.route in constraints["route"].split(",")
        if "allowed_only" in constraints:
            assert option.verdict.status == "allowed"
        if "only_provider" in constraints:
            assert option.provider in {constraints["only_provider"], None}
        if option.memory_gb is not None and option.memory_gb.total is not None:
            assert option.memory_gb.total <= (option.memory_gb.available or 0)


@EXAMPLES
@given(worlds(), CASES, CONSTRAINTS)
def test_a_constraint_never_pays(world: World, case: dict[str, Any], constraints: dict[str, Any]) -> None:
    free, bound = answered(world, **case), answered(world, **both(case, constraints))
    assert best(bound) <= best(free)
    assert all(
        price.usd_per_1k_calls is None or price.usd_per_1k_calls >= 0
        for price in (*free.constraint_prices, *bound.constraint_prices)
    )


@EXAMPLES
@given(worlds(), CASES, st.sampled_from(({"residency": "us"}, {"residency": "eu"}, {"exclude_operator": "CN"})))
def test_the_best_allowed_is_the_best_of_those_allowed(
    world: World, case: dict[str, Any], constraint: dict[str, Any]
) -> None:
    every, allowed = answered(world, **case, **constraint), answered(world, **case, **constraint, allowed_only=True)
    assert every.answer.best_allowed == allowed.answer.option
