"""The whole recommendation on random small catalogs: heavier loads, equal weights by two routes, finite figures."""

import json
import re
from itertools import combinations
from typing import Any, NoReturn

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advisor.present import csv, markdown
from advisor.present.json import render
from tests.properties.deciding import EXAMPLES, answered, both, by_id, decided
from tests.properties.worlds import CASES, CONSTRAINTS, World, worlds

PEAK = {"ttft": 60}
"""A target that machines meet and are sized for the busiest hour by: without one the peak costs nothing."""
HEAVIER = st.sampled_from(
    (
        ({}, {"input_tokens": 4000}),
        ({}, {"output_tokens": 2500}),
        ({}, {"retries": 0.5}),
        ({}, {"cached_share": 0.0}),
        (PEAK, {"peak_to_mean": 12}),
    )
)


@EXAMPLES
@given(worlds(), CASES, HEAVIER)
def test_8_more_tokens_retries_or_peak_never_help(
    world: World, case: dict[str, Any], heavier: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    asked, more = {**case, **heavier[0]}, heavier[1]
    before, after = by_id(decided(world, **asked)), by_id(decided(world, **asked, **more))
    dear = {(offer.model, offer.provider) for offer in world.offers if (offer.cache_read or 0.0) > (offer.input or 0.0)}
    for key in before.keys() & after.keys():
        one = before[key].candidate
        if "cached_share" in more and one.offer and (one.model.id, one.offer.provider) in dear:
            continue  # a cache that costs more than it saves is better left out
        assert after[key].net_benefit <= before[key].net_benefit + 1e-9 * abs(before[key].net_benefit)


@EXAMPLES
@given(worlds(), st.sampled_from((1_000_000, 50_000_000)))
def test_8_a_higher_peak_never_takes_fewer_machines(world: World, calls: int) -> None:
    assume(world.rents and any(model.open_weights for model in world.models))
    asked = {**PEAK, "route": "rented", "calls_per_day": calls, "worth": 2, "all_routes": True}
    before, after = by_id(decided(world, **asked)), by_id(decided(world, **asked, peak_to_mean=12))
    for key in before.keys() & after.keys():
        assert after[key].nodes >= before[key].nodes
        assert after[key].serving >= before[key].serving * (1 - 1e-9)


@EXAMPLES
@given(worlds(), CASES, st.sampled_from((0.0001, 0.01, 1.0, 100.0)))
def test_26_two_routes_of_equal_quality_stand_by_their_costs(world: World, case: dict[str, Any], worth: float) -> None:
    ranked = decided(world, **{**case, "worth": worth}).ranked
    pairs = [
        (first, second)
        for first, second in combinations(ranked, 2)
        if first.candidate.model == second.candidate.model and first.belief == second.belief
    ]
    assume(pairs)
    for first, second in pairs:
        costs = [one.serving + one.latency + one.risk for one in (first, second)]
        assert costs[0] <= costs[1] + 1e-9 * max(1.0, abs(first.net_benefit))


@EXAMPLES
@given(worlds(), CASES, CONSTRAINTS)
def test_36_every_figure_is_finite_and_a_second_run_gives_the_same_bytes(
    world: World, case: dict[str, Any], constraints: dict[str, Any]
) -> None:
    asked = both(case, constraints)
    report = answered(world, **asked)
    text = render(report)
    json.loads(text, parse_constant=_refuse)
    assert render(answered(world, **asked)) == text
    for page in (csv.render(report), markdown.render(report)):
        assert not re.search(r"(?<![\w-])[-+$]?(?:nan|inf|infinity)(?![\w-])", page, re.IGNORECASE)


def _refuse(constant: str) -> NoReturn:
    pytest.fail(f"{constant} in the document")
