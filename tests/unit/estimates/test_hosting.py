"""Hardware bills against months worked out by hand."""

import pytest

from advisor.errors import AdvisorError
from advisor.estimates.hosting import (
    Hosting,
    billed_nodes,
    nameplate_kw,
    nodes_needed,
    owned_month,
    owned_usd_per_1k,
    purchase_usd,
    rented_month,
    rented_usd_per_1k,
)
from advisor.estimates.hosting_bill import owned_bill, rented_bill
from advisor.estimates.load import Load
from advisor.estimates.rigs import Rig
from tests.unit.samples import H200, RENT
from tests.unit.samples_money import CONSTANTS, LOAD

NODE = Rig(((H200, 8),), 1, 2000.0)
DESK = Rig(((H200._replace(id="desk", kind="consumer", power_w=500.0, price_usd=2000.0), 2),), 1, 128.0)
HOURS = 365 * 24 / 12


def test_a_bought_node_for_two_years() -> None:
    month = owned_month(NODE, 1, CONSTANTS, True, 24)
    assert month is not None
    kilowatts = 8 * 0.7 * 1.5
    price = 8 * 32_000 / 0.8
    assert month.power == pytest.approx(kilowatts * 0.6 * 1.3 * HOURS * 0.1)
    assert month.colocation == pytest.approx(kilowatts * 180)
    assert month.staff == pytest.approx(0.1 * 200_000 / 12)
    assert month.purchase == pytest.approx(price * (1 - 0.7**2) / 24)
    assert month.set_up == pytest.approx(8 * 6250 / 24)
    assert month.lost_resale_value == 0


def test_hardware_one_has_costs_its_lost_resale_value_not_its_price() -> None:
    month = owned_month(NODE, 2, CONSTANTS, False, 24)
    assert month is not None
    assert month.purchase == month.set_up == 0
    assert month.lost_resale_value == pytest.approx(2 * 320_000 * 0.6 * (1 - 0.7 ** (1 / 12)))


def test_a_workstation_stands_in_an_office() -> None:
    month = owned_month(DESK, 1, CONSTANTS, False, 24)
    assert month is not None
    assert month.colocation == 0
    assert month.power == pytest.approx(1.0 * 1.2 * 0.6 * 1.0 * HOURS * 0.1)
    assert month.staff == pytest.approx(0.02 * 200_000 / 12)


def test_more_cards_than_an_office_machine_holds_are_housed_and_staffed_as_a_server() -> None:
    card = DESK.devices[0][0]
    four, eight, spread = (Rig(((card, 4),), 1, None), Rig(((card, 8),), 1, None), Rig(((card, 8),), 2, None))
    for rig in (four, spread):
        month = owned_month(rig, 1, CONSTANTS, True, 24)
        assert month is not None
        assert month.colocation == 0
        assert month.staff == pytest.approx(rig.hosts * 0.02 * 200_000 / 12)
    month = owned_month(eight, 1, CONSTANTS, True, 24)
    assert month is not None
    kilowatts = 8 * 0.5 * 1.2  # rated and priced as the consumer cards they are
    assert month.colocation == pytest.approx(kilowatts * 180)
    assert month.power == pytest.approx(kilowatts * 0.6 * 1.3 * HOURS * 0.1)
    assert month.staff == pytest.approx(0.1 * 200_000 / 12)
    assert month.purchase == pytest.approx(8 * 2000 / 0.5 * (1 - 0.7**2) / 24)
    assert month.set_up == pytest.approx(8 * 6250 / 24)
    cost = owned_bill(eight, 1, LOAD, CONSTANTS, True, 24, 0.9)
    assert cost is not None
    used = {line.name: set(line.inputs) for line in cost.lines}
    assert {"pue_server", "host_power_factor_workstation"} <= used["power"]
    assert "fte_server" in used["staff"]
    assert "accelerator_price_share_workstation" in used["purchase"]


@pytest.mark.parametrize("unknown", ["price_usd", "power_w"])
@pytest.mark.parametrize("bought", [True, False])
def test_an_unknown_price_or_power_is_unknown_not_free(unknown: str, bought: bool) -> None:
    rig = Rig(((H200, 4), (H200._replace(**{unknown: None}), 4)), 1, None)
    assert owned_usd_per_1k(rig, 1, LOAD, CONSTANTS, bought, 24) is None
    assert owned_bill(rig, 1, LOAD, CONSTANTS, bought, 24, 0.9) is None


def test_a_purchase_needs_a_horizon() -> None:
    with pytest.raises(AdvisorError, match="horizon"):
        owned_month(NODE, 1, CONSTANTS, True, 0)


def test_rent_is_by_the_hour_with_staff() -> None:
    month = rented_month(28.0, 3, CONSTANTS)
    assert month.rent == pytest.approx(3 * 28 * HOURS)
    assert month.staff == pytest.approx(3 * 0.05 * 200_000 / 12)
    per_1k = rented_usd_per_1k(28.0, 3, LOAD, CONSTANTS)
    assert per_1k == pytest.approx((3 * 28 * HOURS + 2500) / (LOAD.calls_per_day * 365 / 12) * 1000)


@pytest.mark.parametrize("bought", [True, False])
def test_owned_lines_sum_to_the_score_and_cite_their_constants(bought: bool) -> None:
    cost = owned_bill(NODE, 2, LOAD, CONSTANTS, bought, 36, 0.9)
    assert cost is not None
    assert cost.usd_per_1k_calls == pytest.approx(owned_usd_per_1k(NODE, 2, LOAD, CONSTANTS, bought, 36), abs=1e-6)
    assert round(sum(line.usd_per_1k_calls for line in cost.lines), 6) == cost.usd_per_1k_calls
    assert all(line.sources for line in cost.lines)
    assert cost.lines[0].name == "power"
    assert cost.lines[0].inputs["power_usd_per_kwh"] == 0.1


def test_rented_lines_sum_to_the_score() -> None:
    cost = rented_bill(RENT, 2, LOAD, CONSTANTS, False, 0.9)
    assert cost.usd_per_1k_calls == pytest.approx(rented_usd_per_1k(RENT.usd_per_hour, 2, LOAD, CONSTANTS), abs=1e-6)
    assert {line.name for line in cost.lines} == {"rent", "staff"}
    rent = next(line for line in cost.lines if line.name == "rent")
    assert rent.sources == (RENT.source,)
    assert (rent.inputs["tier"], rent.inputs["region"]) == (RENT.tier, RENT.region)


def test_the_rent_of_nodes_for_the_busiest_hour_says_how_many_run_and_why() -> None:
    cost = rented_bill(RENT, 6, LOAD, CONSTANTS, True, 0.9)
    assert cost.usd_per_1k_calls == pytest.approx(rented_usd_per_1k(RENT.usd_per_hour, 3, LOAD, CONSTANTS), abs=1e-6)
    inputs = next(line for line in cost.lines if line.name == "rent").inputs
    assert (inputs["nodes"], inputs["nodes_in_the_busiest_hour"], inputs["autoscaling_floor"]) == (3, 6, 0.5)


def load(**changes: float) -> Load:
    return LOAD._replace(**changes)


@pytest.mark.parametrize(
    ("calls", "capacity", "peak", "nodes"),
    [
        (86_400, 1.0, False, 2),  # 1 call/s of capacity 1 at 85 % use
        (86_400 * 0.85, 1.0, False, 1),  # exactly full
        (86_400, 3.0, True, 1),  # the busiest hour is three times the mean: exactly full
        (86_400, 2.9, True, 2),
        (86_400, 100.0, True, 1),
    ],
)
def test_nodes_are_whole_and_a_full_node_is_enough(calls: float, capacity: float, peak: bool, nodes: int) -> None:
    assert nodes_needed(load(calls_per_day=calls, retries=0), capacity, peak, CONSTANTS) == nodes


def test_spares_come_on_top() -> None:
    spare = CONSTANTS._replace(spare_nodes=1.0)
    assert nodes_needed(load(calls_per_day=1000), 10.0, True, spare) == 2


def test_rented_nodes_beyond_the_mean_are_let_go_down_to_the_floor() -> None:
    assert billed_nodes(6, load(peak_to_mean=3), True, CONSTANTS) == 3
    assert billed_nodes(6, load(peak_to_mean=1.5), True, CONSTANTS) == pytest.approx(4)
    assert billed_nodes(1, load(peak_to_mean=3), True, CONSTANTS) == 1
    assert billed_nodes(6, load(peak_to_mean=3), False, CONSTANTS) == 6
    assert billed_nodes(1, load(peak_to_mean=3), True, CONSTANTS._replace(rented_nodes_always_on=0.0)) == 0.5
    assert billed_nodes(2, load(peak_to_mean=9), True, CONSTANTS._replace(rented_nodes_always_on=4.0)) == 2


def test_price_of_a_node_includes_its_host() -> None:
    assert purchase_usd(NODE, CONSTANTS) == pytest.approx(320_000)


def test_a_system_on_a_chip_is_priced_as_the_whole_machine() -> None:
    studio = H200._replace(id="studio", kind="soc", power_w=180.0, price_usd=9500.0)
    rig = Rig(((studio, 1),), 1, None)
    assert purchase_usd(rig, CONSTANTS) == 9500
    assert nameplate_kw(rig, CONSTANTS) == pytest.approx(0.18)


def test_a_host_without_accelerators_is_not_free() -> None:
    rig = Rig((), 2, 128.0)
    assert purchase_usd(rig, CONSTANTS) == 6000
    assert nameplate_kw(rig, CONSTANTS) == pytest.approx(0.8)
    assert (owned_usd_per_1k(rig, 1, LOAD, CONSTANTS, False, 24) or 0) > 0


def test_constants_keep_their_sources() -> None:
    assert isinstance(CONSTANTS, Hosting)
    assert CONSTANTS.sources["pue_server"] == ("test",)
