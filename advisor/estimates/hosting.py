"""What rented and own accelerators cost, as steps of volume.

All figures beside the hardware's own come from `catalog/hosting.toml`. An unknown price or power draw gives None,
never 0. It does not estimate speed: the capacity of a node comes in. Formulas: method.md 4.1.
"""

from collections.abc import Mapping
from math import ceil

from advisor.errors import bad_input
from advisor.estimates.load import SECONDS_PER_DAY, Load
from advisor.estimates.rigs import Rig
from advisor.hints import Any
from advisor.quantities import DAYS_PER_MONTH
from advisor.tuples import NamedTuple

HOURS_PER_MONTH = DAYS_PER_MONTH * 24
EPSILON = 1e-9
"""Slack of a step, so that a load that is exactly full does not need one more node."""


WHOLE_MACHINES = frozenset({"soc", "edge"})


class Hosting(NamedTuple):
    """Constants by the names of `catalog/hosting.toml`, each in the unit given there."""

    power_usd_per_kwh: float
    pue_server: float
    pue_workstation: float
    mean_power_share: float
    host_power_factor_server: float
    host_power_factor_workstation: float
    colocation_usd_per_kw_month: float
    fte_usd_per_year: float
    fte_server: float
    fte_workstation: float
    fte_rented: float
    value_kept_per_year: float
    resale_now: float
    accelerator_price_share_server: float
    accelerator_price_share_workstation: float
    set_up_usd_per_accelerator_server: float
    set_up_usd_per_accelerator_workstation: float
    max_utilisation: float
    spare_nodes: float
    autoscaling_floor: float
    rented_nodes_always_on: float
    rentable_accelerators: float
    workstation_accelerators: float
    wait_months: float
    discount_per_year: float
    cpu_host_kw: float
    cpu_host_usd: float
    sources: Mapping[str, tuple[str, ...]]
    """Constant -> its source ids."""


def hosting_of(constants: Mapping[str, Any]) -> Hosting:
    """The constants as `catalog.constants["hosting"]` holds them: name -> {value, sources, read...}."""
    names = [name for name in Hosting._fields if name != "sources"]
    fields: dict[str, Any] = {name: float(constants[name]["value"]) for name in names}
    return Hosting(**fields, sources={name: tuple(constants[name]["sources"]) for name in names})


def rigs_per_call_a_day(load: Load, capacity_calls_per_s: float, peak: bool, constants: Hosting) -> float:
    """Rigs each daily call takes: the mean within the highest utilisation and, with `peak` (a latency target is
    given), the busiest hour within the capacity. Capacity is of one rig and must be above 0."""
    strain = 1 / constants.max_utilisation
    if peak:
        strain = max(strain, load.peak_to_mean)
    return (1 + load.retries) / SECONDS_PER_DAY / capacity_calls_per_s * strain


def nodes_needed(load: Load, capacity_calls_per_s: float, peak: bool, constants: Hosting) -> int:
    """Rigs that carry the load, spares included; steps of `rigs_per_call_a_day`."""
    return nodes_at(load.calls_per_day * rigs_per_call_a_day(load, capacity_calls_per_s, peak, constants), constants)


def nodes_at(rigs: float, constants: Hosting) -> int:
    """Whole rigs for a need of `rigs`, at least one, and the spares."""
    return max(1, ceil(rigs - EPSILON)) + int(constants.spare_nodes)


def running_share(load: Load, peak: bool, constants: Hosting) -> float:
    """Share of the rented nodes that run on average: with `peak` those beyond the mean load are let go in quiet hours,
    down to the autoscaling floor; nodes for the mean load never stop."""
    return max(constants.autoscaling_floor, 1 / load.peak_to_mean) if peak else 1.0


def billed_nodes(nodes: int, load: Load, peak: bool, constants: Hosting) -> float:
    """Mean number of rented nodes that run, those that are always on included."""
    return max(min(float(nodes), constants.rented_nodes_always_on), nodes * running_share(load, peak, constants))


def is_server(rig: Rig) -> bool:
    return "datacenter" in [accelerator.kind for accelerator, _ in rig.devices]


def in_hall(rig: Rig, constants: Hosting) -> bool:
    """Whether a host is housed and looked after as a server: by its accelerators, or because an office machine does
    not hold so many."""
    if is_server(rig):
        return True
    return not is_whole_machine(rig) and rig.accelerators > constants.workstation_accelerators * rig.hosts


def is_whole_machine(rig: Rig) -> bool:
    """Systems on a chip are sold and rated as whole machines."""
    return all(accelerator.kind in WHOLE_MACHINES for accelerator, _ in rig.devices)


def nameplate_kw(rig: Rig, constants: Hosting) -> float | None:
    """Draw of all hosts of one rig at full load; None when an accelerator's is not known."""
    if not rig.devices:
        return constants.cpu_host_kw * rig.hosts
    watts = 0.0
    for accelerator, count in rig.devices:
        if accelerator.power_w is None:
            return None
        watts += accelerator.power_w * count
    if is_server(rig):
        return watts * constants.host_power_factor_server / 1000
    return watts / 1000 if is_whole_machine(rig) else watts * constants.host_power_factor_workstation / 1000


def purchase_usd(rig: Rig, constants: Hosting) -> float | None:
    """Price of one new rig, hosts included; None when an accelerator's price is not known."""
    if not rig.devices:
        return constants.cpu_host_usd * rig.hosts
    price = 0.0
    for accelerator, count in rig.devices:
        if accelerator.price_usd is None:
            return None
        price += accelerator.price_usd * count
    if is_server(rig):
        return price / constants.accelerator_price_share_server
    return price if is_whole_machine(rig) else price / constants.accelerator_price_share_workstation


def set_up_usd(rig: Rig, constants: Hosting) -> float:
    """One-off work to bring the first rig into service."""
    return _set_up(rig, in_hall(rig, constants), constants)


def _set_up(rig: Rig, hall: bool, constants: Hosting) -> float:
    server, workstation = constants.set_up_usd_per_accelerator_server, constants.set_up_usd_per_accelerator_workstation
    return (server if hall else workstation) * max(1, rig.accelerators)


class Month(NamedTuple):
    """USD a month by line; a line that does not apply is 0 and is not shown."""

    power: float = 0.0
    colocation: float = 0.0
    staff: float = 0.0
    lost_resale_value: float = 0.0
    purchase: float = 0.0
    set_up: float = 0.0
    rent: float = 0.0


def owned_month(rig: Rig, nodes: int, constants: Hosting, bought: bool, horizon_months: float) -> Month | None:
    """A month of `nodes` rigs. Bought: price less residual, and set-up, spread over the horizon. Had: the price is
    sunk and the month costs what the hardware loses in resale value. None when a price or power draw is not known."""
    kilowatts, price = nameplate_kw(rig, constants), purchase_usd(rig, constants)
    if kilowatts is None or price is None:
        return None
    housed = in_hall(rig, constants)
    if housed:
        pue, fte, colocation = constants.pue_server, constants.fte_server, constants.colocation_usd_per_kw_month
    else:
        pue, fte, colocation = constants.pue_workstation, constants.fte_workstation, 0.0
    drawn = kilowatts * constants.mean_power_share * pue * HOURS_PER_MONTH
    power = nodes * drawn * constants.power_usd_per_kwh
    hall = nodes * kilowatts * colocation
    staff = nodes * rig.hosts * fte * constants.fte_usd_per_year / 12
    if not bought:
        lost = 1 - constants.value_kept_per_year ** (1 / 12)
        return Month(power, hall, staff, nodes * price * constants.resale_now * lost)
    months = checked_horizon(horizon_months)
    lost = 1 - constants.value_kept_per_year ** (months / 12)
    return Month(power, hall, staff, 0.0, nodes * price * lost / months, _set_up(rig, housed, constants) / months)


def checked_horizon(months: float) -> float:
    """The horizon, or bad input when there is nothing to spread a purchase over."""
    if months <= 0:
        raise bad_input("--horizon 0 leaves no time to use what is bought", "for example --horizon 24mo")
    return months


def rented_month(usd_per_hour: float, nodes: float, constants: Hosting) -> Month:
    """A month of `nodes` rented rigs, each at `usd_per_hour`; `nodes` may be a mean (see `billed_nodes`)."""
    return Month(
        rent=nodes * usd_per_hour * HOURS_PER_MONTH,
        staff=nodes * constants.fte_rented * constants.fte_usd_per_year / 12,
    )


def per_1k(usd_per_month: float, load: Load) -> float:
    """USD per 1,000 calls of a monthly sum."""
    return usd_per_month / DAYS_PER_MONTH / load.calls_per_day * 1000


def owned_usd_per_1k(
    rig: Rig, nodes: int, load: Load, constants: Hosting, bought: bool, horizon_months: float
) -> float | None:
    """USD per 1,000 calls on `nodes` own rigs; None when a price or power draw is not known."""
    month = owned_month(rig, nodes, constants, bought, horizon_months)
    return None if month is None else per_1k(sum(month), load)


def rented_usd_per_1k(rent_usd_per_hour: float, nodes: float, load: Load, constants: Hosting) -> float:
    """USD per 1,000 calls on `nodes` rented rigs at `rent_usd_per_hour` each."""
    return per_1k(sum(rented_month(rent_usd_per_hour, nodes, constants)), load)
