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
from tests.properties.test_recommend import EXAMPLES, answered, both, by_id, decided
from tests.properties.worlds import CASES, CONSTRAINTS, World, worlds

HEAVIER = st.sampled_from(
    ({"input_tokens": 4000}, {"output_tokens": 2500}, {"retries": 0.5}, {"peak_to_mean": 12}, {"cached_share": 0.0})
)


@EXAMPLES
@given(worlds(), CASES, HEAVIER)
def test_8_more_tokens_retries_or_peak_never_help(world: World, case: dict[str, Any], more: dict[str, Any]) -> None:
    if "cached_share" in more:  # a cache that costs more than it saves is better left out
        assume(all((offer.cache_read or 0.0) <= (offer.input or 0.0) for offer in world.offers))
    before, after = by_id(decided(world, **case)), by_id(decided(world, **case, **more))
    for key in before.keys() & after.keys():
        assert after[key].net_benefit <= before[key].net_benefit + 1e-9 * abs(before[key].net_benefit)


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
