"""Money invariants (method.md 7: 6, 8, 12, 13, 27, 28) over generated offers, loads and break-even cases."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalog import Offer, OffPeak, Tier
from advisor.decision.breakeven import (
    Case,
    breakeven_utilisation,
    hosted_month,
    own_month,
    payback_days,
    rig_month,
    rigs,
    running,
)
from advisor.decision.crossings import CROSSINGS_SHOWN, crossings
from advisor.decision.price_paths import PricePath, Stakes, plans
from advisor.estimates.cost import hosted_usd_per_1k
from advisor.estimates.hosted_bill import hosted_bill
from advisor.estimates.hosting import nodes_needed, owned_usd_per_1k, rented_usd_per_1k
from advisor.estimates.load import Load
from advisor.estimates.rigs import Rig
from advisor.quantities import per_day
from advisor.rounding import rounded_parts
from tests.unit.samples import H200, offer
from tests.unit.samples_money import CONSTANTS

PRICE = st.one_of(st.floats(0.01, 200), st.floats(0.1, 10))
MAYBE = st.one_of(st.none(), PRICE)
SHARE = st.floats(0, 1)
NODE = Rig(((H200, 8),), 1, 2000.0)

LANES = st.tuples(SHARE, SHARE).map(lambda two: (two[0], (1 - two[0]) * two[1]))
LOADS = st.builds(
    lambda lanes, **fields: Load(batch_share=lanes[0], flex_share=lanes[1], **fields),
    LANES,
    calls_per_day=st.floats(1, 1e8),
    input_tokens=st.floats(1, 1e6),
    output_tokens=st.floats(1, 1e5),
    reasoning_tokens=st.floats(0, 1e5),
    cached_share=SHARE,
    retries=st.floats(0, 0.5),
    turns=st.floats(1, 100),
    peak_to_mean=st.floats(1, 10),
)
TIERS = st.lists(st.builds(Tier, st.integers(1, 1_000_000), PRICE, PRICE, MAYBE, MAYBE), max_size=2)
WINDOWS = st.lists(st.builds(OffPeak, st.just("night"), st.floats(0, 0.5), PRICE, PRICE, MAYBE), max_size=2)
NAMES = ("input", "output", "cache_read", "cache_write", "batch_input", "batch_output", "flex_input", "flex_output")
MINIMUMS = ("minimum_per_month", "minimum_per_request")


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    prices = {name: draw(PRICE if name in {"input", "output"} else MAYBE) for name in NAMES}
    extras: dict[str, Any] = {"tiers": tuple(draw(TIERS)), "off_peak": tuple(draw(WINDOWS))}
    least = st.one_of(st.none(), st.floats(0.001, 0.1))
    extras.update(minimum_per_month=draw(st.one_of(st.none(), st.floats(1, 1e5))), minimum_per_request=draw(least))
    return offer(**prices, **extras, uplift=draw(st.sampled_from((1.0, 1.1))))


CASES = st.builds(
    Case,
    calls_per_day=st.floats(100, 1e7),
    hosted_usd_per_call=st.floats(1e-6, 1),
    rigs_per_call_a_day=st.floats(1e-7, 1e-2),
    spare_rigs=st.integers(0, 2),
    rig_usd_per_month=st.floats(10, 1e5),
    rig_price_usd=st.floats(0, 1e6),
    value_kept_per_year=st.floats(0.1, 1),
    set_up_usd=st.floats(0, 1e5),
    horizon_months=st.floats(1, 60),
    running_share=st.one_of(st.just(1.0), st.floats(0.1, 1)),
    always_on=st.sampled_from((0.0, 1.0, 2.0)),
    hosted_minimum_usd_per_month=st.one_of(st.just(0.0), st.floats(0, 1e6)),
)


def priced(one: Offer, load: Load) -> float:
    usd = hosted_usd_per_1k(one, load)
    assert usd is not None
    return usd


@given(offers(), LOADS, st.floats(0.1, 1))
def test_6_a_lower_price_never_costs_more(one: Offer, load: Load, factor: float) -> None:
    """Also of an offer without tiers, so that its discounts count."""
    for offered in (one, one._replace(tiers=())):
        for name in (*NAMES, *MINIMUMS):
            if getattr(offered, name) is not None:
                lower = offered._replace(**{name: getattr(offered, name) * factor})
                assert priced(lower, load) <= priced(offered, load) * (1 + 1e-9), name


@given(offers(), LOADS, st.floats(1, 3))
def test_8_more_tokens_or_retries_never_cost_less(one: Offer, load: Load, factor: float) -> None:
    flat = one._replace(tiers=())
    for name in ("input_tokens", "output_tokens", "reasoning_tokens", "retries"):
        more = load._replace(**{name: getattr(load, name) * factor})
        assert priced(flat, more) >= priced(flat, load) * (1 - 1e-9)


@given(offers(), LOADS, st.floats(0.01, 100))
def test_12_another_currency_scales_every_bill(one: Offer, load: Load, rate: float) -> None:
    scaled = one._replace(
        **{name: value * rate for name in (*NAMES, *MINIMUMS) if (value := getattr(one, name)) is not None},
        tiers=tuple(Tier(tier.above, *(p and p * rate for p in tier[1:])) for tier in one.tiers),
        off_peak=tuple(OffPeak(w.window, w.share, *(p and p * rate for p in w[2:])) for w in one.off_peak),
    )
    assert priced(scaled, load) == pytest.approx(priced(one, load) * rate, rel=1e-9)


@given(CASES, st.floats(0.01, 100))
def test_12_another_currency_leaves_break_even_where_it_is(case: Case, rate: float) -> None:
    money = (
        "hosted_usd_per_call", "rig_usd_per_month", "rig_price_usd", "set_up_usd", "hosted_minimum_usd_per_month"
    )  # fmt: skip
    scaled = case._replace(**{name: getattr(case, name) * rate for name in money})
    days, scaled_days = payback_days(case), payback_days(scaled)
    if days is not None and scaled_days is not None:
        assert scaled_days == pytest.approx(days, rel=1e-6)
    share, scaled_share = breakeven_utilisation(case), breakeven_utilisation(scaled)
    if share is not None and scaled_share is not None:
        assert scaled_share == pytest.approx(share, rel=1e-9)


@given(st.floats(1, 1e9))
def test_13_a_volume_is_the_same_by_the_day_month_or_second(calls: float) -> None:
    assert per_day(f"{calls * 365 / 12!r}/mo") == pytest.approx(calls)
    assert per_day(f"{calls / 86400!r}/s") == pytest.approx(calls)


@given(offers(), LOADS, st.floats(1, 1e8))
def test_13_the_price_of_1000_calls_does_not_depend_on_how_many_there_are(one: Offer, load: Load, calls: float) -> None:
    one = one._replace(minimum_per_month=None)
    cost, other = hosted_bill(one, load, 0.9), hosted_bill(one, load._replace(calls_per_day=calls), 0.9)
    assert cost is not None
    assert other is not None
    assert other.usd_per_1k_calls == cost.usd_per_1k_calls
    assert other.usd_per_month == pytest.approx(cost.usd_per_1k_calls * calls * 365 / 12 / 1000, rel=1e-9, abs=1e-6)


@given(offers(), LOADS, st.floats(1, 1e8))
def test_27_a_month_never_costs_less_than_its_minimum_nor_less_for_more_calls(
    one: Offer, load: Load, calls: float
) -> None:
    quiet, busy = sorted((load.calls_per_day, calls))
    low, high = (priced(one, load._replace(calls_per_day=each)) * each * 365 / 12 / 1000 for each in (quiet, busy))
    assert low >= (one.minimum_per_month or 0.0) * (1 - 1e-9)
    assert high >= low * (1 - 1e-9)


@given(offers(), LOADS)
def test_5_lines_sum_to_the_total_and_the_total_is_the_score(one: Offer, load: Load) -> None:
    cost = hosted_bill(one, load, 0.9)
    assert cost is not None
    assert math.isclose(
        sum(line.usd_per_1k_calls for line in cost.lines), cost.usd_per_1k_calls, abs_tol=5e-7, rel_tol=1e-12
    )
    assert cost.usd_per_1k_calls == pytest.approx(priced(one, load), rel=1e-9, abs=1e-6)
    assert all(line.usd_per_1k_calls >= 0 for line in cost.lines)


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=12))
def test_5_rounded_parts_sum_to_the_rounded_total(parts: list[float]) -> None:
    values, total = rounded_parts(parts)
    assert sum(round(value * 1e6) for value in values) == round(total * 1e6)
    assert total == pytest.approx(sum(parts), abs=1.1e-6)


@given(LOADS, st.floats(0.01, 100), st.floats(1, 3), st.booleans())
def test_27_nodes_never_fall_with_volume_peak_or_spares(load: Load, capacity: float, more: float, peak: bool) -> None:
    nodes = nodes_needed(load, capacity, peak, CONSTANTS)
    assert nodes >= 1
    for name in ("calls_per_day", "peak_to_mean", "retries"):
        assert nodes_needed(load._replace(**{name: getattr(load, name) * more}), capacity, peak, CONSTANTS) >= nodes
    assert nodes_needed(load, capacity, True, CONSTANTS) >= nodes_needed(load, capacity, False, CONSTANTS)
    assert nodes_needed(load, capacity, peak, CONSTANTS._replace(spare_nodes=1.0)) == nodes + 1
    assert nodes_needed(load, capacity * more, peak, CONSTANTS) <= nodes


@given(LOADS, st.integers(1, 50), st.floats(1, 5), st.booleans())
def test_27_own_cost_per_call_falls_with_volume_between_steps(
    load: Load, nodes: int, more: float, bought: bool
) -> None:
    busier = load._replace(calls_per_day=load.calls_per_day * more)
    few, many = (owned_usd_per_1k(NODE, nodes, each, CONSTANTS, bought, 24) for each in (load, busier))
    assert few is not None
    assert many is not None
    assert many <= few * (1 + 1e-9)
    assert rented_usd_per_1k(28, nodes, busier, CONSTANTS) <= rented_usd_per_1k(28, nodes, load, CONSTANTS) * (1 + 1e-9)


@given(CASES, st.one_of(st.just(0.5), st.floats(0.001, 100)), st.floats(1, 3))
def test_27_a_month_of_ones_own_never_falls_with_volume_nor_exceeds_always_on(
    case: Case, rigs_needed: float, more: float
) -> None:
    volume = rigs_needed / case.rigs_per_call_a_day
    month = own_month(case, volume)
    assert own_month(case, volume * more) >= month * (1 - 1e-9)
    assert running(case, rigs(case, volume)) <= rigs(case, volume)
    every_rig = rigs(case, volume) * rig_month(case) + case.set_up_usd / case.horizon_months
    assert month <= every_rig * (1 + 1e-9)


@given(CASES, st.floats(1.0, 3), st.floats(0, 0.95))
def test_28_payback_grows_with_the_price_of_hardware_and_shrinks_with_the_hosted_price(
    case: Case, more: float, decline: float
) -> None:
    days = payback_days(case, decline)
    dearer = payback_days(case._replace(rig_price_usd=case.rig_price_usd * more), decline)
    hosted_up = payback_days(case._replace(hosted_usd_per_call=case.hosted_usd_per_call * more), decline)
    if days is None:
        assert dearer is None
    else:
        assert dearer is None or dearer >= days * (1 - 1e-6)
        assert hosted_up is not None
        assert hosted_up <= days * (1 + 1e-6) + 1e-6


@given(CASES)
def test_28_never_when_running_costs_reach_the_bill_and_no_decline_is_the_closed_form(case: Case) -> None:
    count = max(1, math.ceil(case.calls_per_day * case.rigs_per_call_a_day - 1e-9)) + case.spare_rigs
    hosted, own = hosted_month(case, case.calls_per_day), running(case, count) * case.rig_usd_per_month
    days = payback_days(case, 0.0)
    if hosted <= own:
        assert days is None
    else:
        spent = count * case.rig_price_usd + case.set_up_usd
        assert days == pytest.approx(spent / (hosted - own) * 365 / 12, rel=1e-6)
        slow = payback_days(case, 1e-7)
        assert slow is None or slow >= (days or 0) * (1 - 1e-4)


@given(CASES)
def test_own_is_cheaper_everywhere_above_the_last_crossing(case: Case) -> None:
    found = crossings(case)
    if found.always_above is None:
        last = found.points[-1].calls_per_day if found.points else 0.0
        assert not found.points or found.points[-1].cheaper_above == "hosted"
        for volume in (1e2, 1e4, 1e6, 1e9):
            assert own_month(case, last + volume) >= hosted_month(case, last + volume) * (1 - 1e-9)
        return
    step = 1 / case.rigs_per_call_a_day
    for factor in (1e-6, 0.3, 0.999, 1.001, 5.5, 1000.5):
        volume = found.always_above * (1 + 1e-6) + factor * step
        assert own_month(case, volume) <= hosted_month(case, volume) * (1 + 1e-6)
    assert [point.cheaper_above for point in found.points[:2]] in (["self-hosted"], ["self-hosted", "hosted"])


@given(CASES, st.lists(st.floats(0.001, 30), min_size=1, max_size=5))
def test_the_cheaper_side_is_the_one_the_last_crossing_names(case: Case, steps: list[float]) -> None:
    points = crossings(case).points
    for volume in (step / case.rigs_per_call_a_day for step in steps):
        if len(points) == CROSSINGS_SHOWN and volume > points[-1].calls_per_day:
            continue
        own, hosted = own_month(case, volume), hosted_month(case, volume)
        near = any(math.isclose(volume, point.calls_per_day, rel_tol=1e-6) for point in points)
        if near or math.isclose(own, hosted, rel_tol=1e-6):
            continue
        named = [point.cheaper_above for point in points if point.calls_per_day <= volume]
        assert (named[-1] if named else "hosted") == ("self-hosted" if own < hosted else "hosted")


STAKES = st.builds(
    Stakes,
    hosted_per_day=st.floats(1, 1e5),
    own_per_day=st.floats(0, 1e4),
    rent_per_day=st.one_of(st.none(), st.floats(1, 1e5)),
    hardware=st.floats(0, 1e7),
    set_up=st.floats(0, 1e5),
    value_kept_per_year=st.floats(0.1, 1),
    horizon=st.floats(0.5, 5),
    wait=st.floats(0, 0.5),
    discount_per_year=st.floats(0, 0.3),
)
HALVES = (PricePath("flat", 0.0, 0.5), PricePath("halving", 0.5, 0.5))


@given(STAKES, st.floats(1, 3))
def test_plans_never_lose_from_a_cheaper_rig_and_waiting_hosted_is_free(stakes: Stakes, more: float) -> None:
    found = plans(stakes, HALVES)
    dearer = plans(stakes._replace(own_per_day=stakes.own_per_day * more), HALVES)
    assert dearer.buy_now <= found.buy_now + 1e-6
    assert found.wait_then_choose >= -1e-6
    assert dearer.wait_then_choose <= found.wait_then_choose + 1e-6
