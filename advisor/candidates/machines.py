"""Machines to run a model on: one's own rig, machines to buy, and instances to rent, cheapest first."""

from collections.abc import Iterable

from advisor.candidates.case import Case
from advisor.catalog import Accelerator, Rent
from advisor.constraints.facts import hardware_facts, own_route, rented_route
from advisor.constraints.policy_logic import Facts
from advisor.estimates.constants import Constants
from advisor.estimates.hosting import Hosting, owned_month, purchase_usd, rented_month
from advisor.estimates.pool import Pool, pool_of
from advisor.estimates.rigs import Rig, parse_rigs
from advisor.known import rents_known
from advisor.tuples import NamedTuple

RENTED_TIERS = ("on-demand", "reserved")
BUYABLE = ("datacenter", "workstation", "consumer", "soc")
BUY_COUNTS = (1, 2, 4, 8)


class Machine(NamedTuple):
    """One host or instance that can be multiplied."""

    rig: Rig
    pool: Pool
    rent: Rent | None
    bought: bool
    most: int | None
    """Nodes there are; None = any number."""
    usd_per_month: float | None
    """Of one node; None when a price or power draw is not known."""
    purchase_usd: float | None
    route_facts: Facts
    hardware_facts: Facts

    @property
    def route(self) -> str:
        return "owned" if self.rent is None else "rented"


def rented_machines(case: Case, hosting: Hosting, hardware: Constants) -> tuple[Machine, ...]:
    """Instances at prices that may lead (all with `--include volatile`), cheapest hour first."""
    volatile = "volatile" in case.requirements.include
    found = []
    for rent in rents_known(case.catalog, case.requirements.as_of):
        accelerator = case.catalog.accelerators[rent.accelerator]
        if rent.tier not in RENTED_TIERS and not (volatile and rent.volatile):
            continue
        rig = Rig(((accelerator, rent.devices),), 1, rent.ram_gb)
        pool = pool_of(rig, hardware)
        if pool is None:
            continue
        month = sum(rented_month(rent.usd_per_hour, 1, hosting))
        country = rent.infers_in[0] if rent.infers_in else None
        route = rented_route(rent.provider, case.providers, country, case.words)
        found.append(Machine(rig, pool, rent, False, None, month, None, route, _chips([accelerator])))
    return _distinct(sorted(found, key=_cheapest_first), case)


def _distinct(machines: Iterable[Machine], case: Case) -> tuple[Machine, ...]:
    """Of equal rigs whose operators the rules cannot tell apart only the cheapest, unless providers are chosen."""
    wanted = case.requirements
    if wanted.only_provider or wanted.policy is not None or wanted.exclude or wanted.all_routes:
        return tuple(machines)
    kept: dict[tuple[str, str], Machine] = {}
    for machine in machines:
        facts = {name: value for name, value in machine.route_facts.items() if not name.startswith("provider")}
        kept.setdefault((machine.rig.label, repr(facts)), machine)
    return tuple(kept.values())


def _cheapest_first(machine: Machine) -> tuple[float, str, str, str]:
    rent = machine.rent
    names = (rent.provider, rent.instance, rent.region or "") if rent else ("", machine.rig.label, "")
    return (machine.usd_per_month or 0.0, *names)


def _chips(accelerators: Iterable[Accelerator]) -> Facts:
    return hardware_facts([(one.id, one.family) for one in accelerators], None)


def owned_machines(case: Case, hosting: Hosting, hardware: Constants) -> tuple[tuple[Machine, ...], tuple[str, ...]]:
    """The rig the user has, or machines within --capex; and notes on how names were understood."""
    wanted = case.requirements
    if wanted.gpus:
        named = parse_rigs(wanted.gpus, case.catalog.accelerators, wanted.ram)
        machine = _own(case, named.rig, False, hosting, hardware)
        return ((machine,) if machine else ()), named.notes
    if wanted.capex is None:
        return (), ()
    bought = [
        _own(case, Rig(((accelerator, count),), 1, wanted.ram), True, hosting, hardware)
        for accelerator in case.catalog.accelerators.values()
        if accelerator.price_usd is not None and accelerator.kind in BUYABLE
        for count in BUY_COUNTS
    ]
    priced = [machine for machine in bought if machine is not None and machine.usd_per_month is not None]
    return tuple(sorted(priced, key=_cheapest_first)), ()


def _own(case: Case, rig: Rig, bought: bool, hosting: Hosting, hardware: Constants) -> Machine | None:
    pool = pool_of(rig, hardware)
    if pool is None:
        return None
    month = owned_month(rig, 1, hosting, bought, case.requirements.horizon)
    return Machine(
        rig=rig,
        pool=pool,
        rent=None,
        bought=bought,
        most=None if bought else 1,
        usd_per_month=None if month is None else sum(month),
        purchase_usd=purchase_usd(rig, hosting),
        route_facts=own_route(case.company.home),
        hardware_facts=_chips(accelerator for accelerator, _ in rig.devices),
    )
