"""The flow from facts to report on the shipped catalog: rows, routes, notes, prices of constraints, counts."""

import itertools
from functools import cache
from typing import Any

import pytest

from advisor.candidates.evaluated import Evaluated
from advisor.catalog import Catalog
from advisor.decide import Working, decide
from advisor.ledger import ledger
from advisor.notes import option_warnings
from advisor.recommend import report_of
from advisor.report import Report
from advisor.reprice import price_flip, reprice_of, rivals, volume_scan
from advisor.requirements import resolve
from tests.unit.briefing.changed_catalog import TODAY, shipped


@cache
def decided(*given: tuple[str, Any]) -> Working:
    catalog: Catalog = shipped()
    return decide(catalog, resolve({"workload": "extraction", **dict(given)}, catalog, TODAY), draws=64)


@cache
def reported(*given: tuple[str, Any]) -> Report:
    return report_of(decided(*given))


def test_one_row_a_model_with_its_variants_behind_it() -> None:
    report = reported()
    assert len({option.model for option in report.options}) == len(report.options) == 10
    for option in report.options:
        assert len(option.variants) <= 5
        assert option.id not in {variant.id for variant in option.variants}
        deltas = [variant.delta_usd_per_1k_calls for variant in option.variants]
        assert deltas == sorted(deltas, reverse=True)
        assert all(delta <= 0 for delta in deltas)


def test_all_routes_shows_options_of_one_model_more_than_once() -> None:
    report = reported(("all_routes", True), ("top", 30))
    assert len(report.options) == 30
    assert len({option.model for option in report.options}) < 30
    values = [option.net_benefit.usd_per_1k_calls for option in report.options]
    assert values == sorted(values, reverse=True)


def test_ranks_count_and_tie_groups_only_rise() -> None:
    options = reported().options
    assert [option.rank for option in options] == list(range(1, 11))
    groups = [option.tie_group for option in options]
    assert groups[0] == 1
    assert all(after - before in (0, 1) for before, after in itertools.pairwise(groups))


def test_counts_say_what_became_of_every_option() -> None:
    working, counts = decided(), reported().counts
    passing = sum(len(own) for own in working.passing.values())
    assert counts.allowed + counts.review == passing
    assert counts.excluded == len(ledger(working.survey.options, working.case.requirements))
    assert passing + counts.excluded == len(working.survey.options)


def test_routes_name_their_best_or_why_there_is_none() -> None:
    report = reported()
    assert report.by_route.hosted.option is not None
    assert report.by_route.owned.option is None
    assert "--gpus" in report.by_route.owned.sentence
    hosted_only = reported(("route", "hosted"))
    assert hosted_only.by_route.rented.gate == "route"
    assert "--route hosted" in hosted_only.by_route.rented.sentence


def test_a_route_behind_the_first_says_how_far_and_what_would_put_it_first() -> None:
    report = reported(("gpus", ("8x nvidia-h200",)))
    owned = report.by_route.owned
    assert owned.option is not None
    assert owned.option.endswith("@owned:8xnvidia-h200-sxm")
    best = report.options[0].net_benefit.usd_per_1k_calls
    assert owned.net_benefit_usd_per_1k_calls is not None
    assert owned.distance_usd_per_1k_calls == pytest.approx(best - owned.net_benefit_usd_per_1k_calls, abs=2e-6)


def test_a_self_hosted_row_shows_machine_memory_and_speed() -> None:
    [first, *_] = reported(("route", "rented"), ("calls_per_day", "10M")).options
    assert first.hardware is not None
    assert first.memory_gb is not None
    assert first.memory_gb.available is not None
    assert first.memory_gb.weights is not None
    assert 0 < first.memory_gb.weights <= first.memory_gb.available
    for speed in (first.speed.ttft_s, first.speed.decode_tok_s, first.speed.capacity_calls_per_s):
        assert speed is not None
        assert 0 < speed.low <= speed.typical <= speed.high
    capacity = first.speed.capacity_calls_per_s
    assert capacity is not None
    assert capacity.typical >= 10e6 / 86_400
    assert first.provider is not None


def test_a_hosted_row_claims_no_speed() -> None:
    for option in reported(("route", "hosted")).options:
        assert set(option.speed) == {None}
        assert option.hardware is None
        assert option.memory_gb is None


def test_excluded_ones_are_the_twenty_nearest_unless_all_are_asked_for() -> None:
    near, every = reported().excluded, reported(("excluded", "all")).excluded
    assert len(near) == 20
    assert near == every[:20]
    assert len(every) == reported().counts.excluded


def test_a_leader_whose_announced_price_gives_its_place_to_another_says_when() -> None:
    promoted = reported(("workload", "coding")).options[0]
    assert promoted.id == "gemini-4-argon@google-ai-studio"
    notes = {note.code: note for note in promoted.warnings}
    assert "on average" in notes["price-over-horizon"].text
    catalog = shipped()
    after = decide(catalog, resolve({"workload": "coding"}, catalog, "2026-12-01"), draws=64).ranked[0].candidate.id
    assert notes["price-flip"].text == f"from 2026-12-01 on, at the prices announced for then, {after} would be first"
    assert after != promoted.id


def test_no_announced_price_takes_the_first_place_of_extraction() -> None:
    assert "price-flip" not in {note.code for note in reported().options[0].warnings}
    assert price_flip(decided(("horizon", 0.1), ("workload", "coding"))) is None


def warned(working: Working, code: str) -> list[Evaluated]:
    options = [option for own in working.passing.values() for option in own if option.belief is not None]
    return [option for option in options if code in {note.code for note in option_warnings(working.case, option)}]


def test_warnings_tell_what_was_not_known_or_may_end() -> None:
    working = decided()
    for option in warned(working, "precision-unknown"):
        assert option.offer is not None
        assert option.offer.quantization is None
    for option in warned(working, "offer-retires"):
        assert option.offer is not None
        assert (option.offer.retires or "") > TODAY
    for option in warned(working, "preview"):
        assert option.model.status == "preview"
    assert warned(working, "precision-unknown")
    assert not warned(working, "volatile-price")
    assert warned(decided(("include", "volatile")), "volatile-price")


def test_more_rented_accelerators_than_a_price_list_promises_are_a_warning() -> None:
    working = decided(("calls_per_day", "30M"), ("route", "rented"))
    told = {option.id for option in warned(working, "capacity-unconfirmed")}
    many, few = set(), set()
    for option in (option for own in working.passing.values() for option in own):
        assert option.hosting is not None
        count = option.hosting.nodes * sum(count for _, count in option.hosting.rig.devices)
        (many if count > 64 else few).add(option.id)
    assert told == many
    assert many
    assert few


def test_repricing_under_the_same_requirements_changes_nothing() -> None:
    working = decided(("gpus", ("8x nvidia-h200",)))
    price = reprice_of(working)
    for one in working.ranked[:40]:
        found = price(one.candidate, working.case.requirements)
        assert found == pytest.approx((one.serving, one.latency, one.risk))


def test_repricing_follows_the_volume_and_the_context() -> None:
    working = decided(("route", "rented"))
    price, first = reprice_of(working), working.ranked[0]
    wanted = working.case.requirements
    busy = price(first.candidate, wanted._replace(calls_per_day=wanted.calls_per_day * 10))
    assert busy is not None
    assert busy[0] < first.serving
    assert price(first.candidate, wanted._replace(context=1e9)) is None


def test_a_volume_is_scanned_only_where_prices_depend_on_it() -> None:
    assert volume_scan(decided(("route", "hosted"))) == ()
    assert len(volume_scan(decided(("calls_per_day", "1M")))) == 1
    assert len(volume_scan(decided(("route", "hosted"), ("budget", 5000.0)))) == 1
    routes = {rival.candidate.route for rival in rivals(decided())}
    assert routes == {"hosted", "rented"}


@pytest.mark.parametrize(
    "given",
    [(("workload", "web-agent"), ("calls_per_day", "1M")), (("context", "64k"), ("calls_per_day", "10M"))],
    ids=["several requests a call", "rare long requests"],
)
def test_the_memory_shown_is_that_of_the_batch_it_is_sized_for(given: tuple[tuple[str, Any], ...]) -> None:
    shown = [option.memory_gb for option in reported(("route", "rented"), *given).options]
    assert any(memory is not None and memory.total is not None for memory in shown)
    for memory in shown:
        assert memory is None or memory.total is None or memory.total <= (memory.available or 0.0)


def test_repricing_keeps_within_the_budget_and_the_money_there_is_to_buy() -> None:
    within = decided(("budget", 1000.0))
    first = within.ranked[0]
    reprice, wanted = reprice_of(within), within.case.requirements
    most = wanted.calls_per_day * 1000 / (first.serving * wanted.calls_per_day * 365 / 12 / 1000)
    assert reprice(first.candidate, wanted._replace(calls_per_day=most * 0.99)) is not None
    assert reprice(first.candidate, wanted._replace(calls_per_day=most * 1.01)) is None
    bought = decided(("route", "owned"), ("capex", 100_000.0))
    rig = bought.ranked[0]
    asked = bought.case.requirements
    assert reprice_of(bought)(rig.candidate, asked) is not None
    assert reprice_of(bought)(rig.candidate, asked._replace(calls_per_day=1e9)) is None


@pytest.mark.parametrize(("key", "lever"), [("budget", "price"), ("quality_floor", "quality")])
def test_the_first_option_stops_at_a_limit_it_would_break_before_another_is_worth_more(key: str, lever: str) -> None:
    free = reported().options[0]
    month, right = free.cost.usd_per_month, free.quality.p_success.mean
    tight = reported((key, month * 1.001 if key == "budget" else right - 0.001)).options[0]
    [anyhow], [found] = ([flip for flip in one.flips if flip.lever == lever] for one in (free, tight))
    assert tight.id == free.id
    limit = 1.001 * found.from_ if key == "budget" else found.from_ - 0.001
    assert found.to == pytest.approx(limit, abs=2e-6)
    assert abs(found.to - found.from_) < abs(anyhow.to - anyhow.from_)
