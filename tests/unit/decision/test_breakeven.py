"""Break-even against published tables, a closed form and a scan of the stairs."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from advisor.decision.breakeven import (
    Case,
    breakeven_utilisation,
    hosted_month,
    hosted_price_for,
    own_month,
    payback_days,
    payback_over,
    rigs,
    saving_per_month,
    sensitivities,
)
from advisor.decision.crossings import crossings

DAYS = 365 / 12
TABLES = tomllib.loads((Path(__file__).parents[2] / "data/money/payback_tables.toml").read_text())

CASE = Case(
    calls_per_day=1_000_000,
    hosted_usd_per_call=0.005,
    rigs_per_call_a_day=1 / 400_000,
    spare_rigs=0,
    rig_usd_per_month=5_000.0,
    rig_price_usd=330_000.0,
    value_kept_per_year=0.67,
    set_up_usd=50_000.0,
    horizon_months=24.0,
)


def table_case(table: dict[str, Any], column: int, price: tuple[float, float]) -> Case:
    """One cell's case with the study's constants; staff is per service there, so it is spread over the nodes."""
    tokens, nodes = TABLES["tokens_per_call"][column], table["nodes"][column]
    staff = TABLES["fte"][table["style"]] * TABLES["fte_usd_per_year"] / 365
    if "rent_usd_per_hour" in table:
        node = table["rent_usd_per_hour"] * 24
    else:
        power = table["node_kw"] * TABLES["mean_power_share"] * 24 * TABLES["pue"] * TABLES["usd_per_kwh"]
        node = power + table["node_kw"] * TABLES["colocation_usd_per_kw_month"] / DAYS
    return CASE._replace(
        hosted_usd_per_call=tokens * (0.75 * price[0] + 0.25 * price[1]) / 1e6,
        rigs_per_call_a_day=nodes / TABLES["calls_per_day"],
        rig_usd_per_month=(node + staff / nodes) * DAYS,
        rig_price_usd=table["node_usd"],
        set_up_usd=TABLES["set_up_usd"],
    )


CELLS = [
    pytest.param(table, column, model, days, id=f"{table['name']} {model} {TABLES['tokens_per_call'][column]}")
    for table in TABLES["table"]
    for model, row in table["days"].items()
    for column, days in enumerate(row)
]


@pytest.mark.parametrize(("table", "column", "model", "days"), CELLS)
def test_published_payback_tables(table: dict[str, Any], column: int, model: str, days: float | str) -> None:
    found = payback_days(table_case(table, column, tuple(TABLES["prices"][model])))
    if days == "never":
        assert found is None or found > TABLES["never_after_days"]
    else:
        assert found is not None
        assert round(found) == days


def test_payback_never_while_running_costs_exceed_the_bill() -> None:
    assert payback_days(CASE._replace(rig_usd_per_month=60_000.0)) is None


def test_falling_prices_can_make_a_payback_never() -> None:
    """method.md 4.5: production at 1,300 tokens against GPT-5.2 repays in 388 days flat, never at -50 % a year."""
    case = table_case(TABLES["table"][1], 2, (1.75, 14))
    assert round(payback_days(case) or 0) == 388
    assert payback_days(case, 0.5) is None
    assert payback_days(case, 0.8) is None


def test_payback_under_falling_prices_solves_its_equation() -> None:
    from math import exp, log

    days = payback_days(CASE, 0.3)
    assert days is not None
    rate = -log(0.7) / 365
    recovered = 5_000 * (1 - exp(-rate * days)) / rate - 3 * 5_000 / DAYS * days
    assert recovered == pytest.approx(3 * 330_000 + 50_000)
    assert days > (payback_days(CASE) or 0)


def test_nothing_to_repay_is_repaid_at_once() -> None:
    free = CASE._replace(rig_price_usd=0.0, set_up_usd=0.0)
    assert payback_days(free) == 0
    assert payback_days(free, 0.5) == pytest.approx(0)


def test_crossings_are_where_a_scan_finds_them() -> None:
    case = CASE._replace(hosted_usd_per_call=0.0016)
    found = crossings(case)
    step = 500
    sides = [
        "self-hosted" if own_month(case, volume) < hosted_month(case, volume) else "hosted"
        for volume in range(step, 6_000_000, step)
    ]
    changes = [((index + 1) * step, side) for index, side in enumerate(sides) if index and side != sides[index - 1]]
    assert changes
    for point, (volume, side) in zip(found.points, changes, strict=False):
        assert point.calls_per_day == pytest.approx(volume, abs=step + 1)
        assert point.cheaper_above == side
    assert found.always_above == pytest.approx(changes[-1][0], abs=step + 1)


def test_the_cost_of_both_sides_is_equal_where_they_cross_inside_a_step() -> None:
    point = crossings(CASE).points[0]
    assert own_month(CASE, point.calls_per_day) == pytest.approx(hosted_month(CASE, point.calls_per_day))


def test_never_when_a_full_rig_costs_more_than_it_replaces() -> None:
    cheap = CASE._replace(hosted_usd_per_call=0.0005)
    found = crossings(cheap)
    assert found.points == ()
    assert found.always_above is None
    assert breakeven_utilisation(cheap) is None
    assert all(own_month(cheap, volume) > hosted_month(cheap, volume) for volume in range(10_000, 10_000_000, 77_000))


def test_utilisation_at_which_a_rig_pays_for_itself() -> None:
    share = breakeven_utilisation(CASE)
    assert share is not None
    calls = share * 400_000
    assert hosted_month(CASE, calls) == pytest.approx(own_month(CASE._replace(set_up_usd=0.0), 1.0))


def test_the_price_for_a_payback_gives_that_payback() -> None:
    price = hosted_price_for(CASE, 28.0)
    assert payback_days(CASE._replace(hosted_usd_per_call=price / 1000)) == pytest.approx(28.0)


def test_spare_rigs_are_bought_too() -> None:
    assert rigs(CASE, 1_000_000) == 3
    assert rigs(CASE._replace(spare_rigs=1), 1_000_000) == 4


def test_sensitivity_names_the_strongest_inputs_first() -> None:
    found = sensitivities(CASE, (0.7, 1.5))
    swings = [abs(each.saving_high - each.saving_low) for each in found]
    assert len(found) == 3
    assert swings == sorted(swings, reverse=True)
    assert {"hosted price", "calls per day"} <= {each.input for each in found}
    price = next(each for each in found if each.input == "hosted price")
    assert price.saving_high - saving_per_month(CASE) == pytest.approx(0.25 * hosted_month(CASE, 1_000_000))
    assert (price.low, price.high) == (0.75, 1.25)
    assert price.payback_high is not None
    assert price.payback_high < (payback_days(CASE) or 0)


def test_capacity_moves_within_its_own_range() -> None:
    capacity = next(each for each in sensitivities(CASE, (0.4, 1.5), top=9) if each.input == "capacity of a rig")
    assert (capacity.low, capacity.high) == (0.4, 1.5)
    slower = CASE._replace(rigs_per_call_a_day=CASE.rigs_per_call_a_day / 0.4)
    assert capacity.saving_low == pytest.approx(saving_per_month(slower))
    assert capacity.payback_low == pytest.approx(payback_days(slower))


def test_announced_prices_repay_span_by_span() -> None:
    # 3 rigs and set-up: 1,040,000; running 15,000 a month. 100 days at 0.005, then 0.01 a call for good.
    left = 3 * 330_000 + 50_000 - 100 * (5_000 - 15_000 / DAYS)
    expected = 100 + left / (10_000 - 15_000 / DAYS)
    assert payback_over(CASE, ((100, 0.005), (600, 0.01))) == pytest.approx(expected)
    assert payback_over(CASE, ((10_000, 0.005), (1, 0.01))) == pytest.approx(payback_days(CASE))
    assert payback_over(CASE, ((50, 0.0001), (600, 0.005))) > 50 + (payback_days(CASE) or 0)
    assert payback_over(CASE, ((10, 0.005), (600, 0.0001))) is None


def test_rented_rigs_that_stop_in_quiet_hours_cost_their_mean_number() -> None:
    rented = CASE._replace(rig_price_usd=0.0, running_share=0.5)
    assert rigs(rented, 1e6) == 3
    assert own_month(rented, 1e6) == pytest.approx(1.5 * 5_000 + 50_000 / 24)
    assert own_month(rented, 100_000) == pytest.approx(5_000 + 50_000 / 24)  # one is always on
    none_on = rented._replace(always_on=0.0)
    assert own_month(none_on, 100_000) == pytest.approx(2_500 + 50_000 / 24)
    assert payback_days(rented) == pytest.approx(50_000 / (5_000 - 7_500 / DAYS))
    assert hosted_price_for(rented, payback_days(rented) or 0) == pytest.approx(5.0)


def test_a_minimum_charge_makes_own_rigs_cheaper_at_small_volumes_only() -> None:
    month = 5_000 + 330_000 * (1 - 0.67**2) / 24
    case = CASE._replace(hosted_usd_per_call=0.0005, hosted_minimum_usd_per_month=2.5 * month, set_up_usd=0.0)
    found = crossings(case)
    assert [(point.calls_per_day, point.cheaper_above) for point in found.points] == [
        (0, "self-hosted"),
        (pytest.approx(800_000), "hosted"),
    ]
    assert found.always_above is None
    assert hosted_month(case, 10) == 2.5 * month
