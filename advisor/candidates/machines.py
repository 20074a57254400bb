"""Machines to run a model on: one's own rig, machines to buy, and instances to rent, cheapest first."""

from advisor.candidates.case import Case
from advisor.catalog import Rent
from advisor.constraints.policy_logic import Facts
from advisor.errors import AdvisorError, bad_input
from advisor.estimates.constants import Constants
from advisor.estimates.hosting import Hosting, owned_month, purchase_usd, rented_month
from advisor.estimates.pool import Pool, pool_of
from advisor.estimates.rigs import Named, Rig, in_hosts, parse_rigs
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
    """Instances at prices that may lead (all with `--include volatile`), cheapest hour first.

    Of equal rigs whose operators the rules cannot tell apart only the cheapest, unless providers are chosen.
    """
    wanted = case.requirements
    every = bool(wanted.only_provider or wanted.policy is not None or wanted.exclude or wanted.all_routes)
    routes: dict[tuple[str, str | None], tuple[Facts, str]] = {}
    kept: dict[tuple[object, ...], Machine | None] = {}
    for rent in sorted(_may_lead(case), key=_cheapest_hour):
        country = rent.infers_in[0] if rent.infers_in else None
        if (rent.provider, country) not in routes:
            facts = case.sheets.rented(rent.provider, country)
            routes[rent.provider, country] = facts, repr({**facts, "provider": "", "provider_names": ""})
        route, kind = routes[rent.provider, country]
        key = (rent.accelerator, rent.devices, kind, rent if every else None)
        if key not in kept:
            kept[key] = _rented(case, rent, route, hosting, hardware)
    return tuple(machine for machine in kept.values() if machine is not None)


def _cheapest_hour(rent: Rent) -> tuple[float, str, str, str, str, int, str]:
    """Names settle equal prices, so that the order never depends on the catalog's."""
    where = (rent.provider, rent.instance, rent.region or "")
    return (rent.usd_per_hour, *where, rent.accelerator, rent.devices, rent.tier)


def _may_lead(case: Case) -> list[Rent]:
    volatile = "volatile" in case.requirements.include
    known = rents_known(case.catalog, case.requirements.as_of)
    return [rent for rent in known if rent.tier in RENTED_TIERS or (volatile and rent.volatile)]


def _rented(case: Case, rent: Rent, route: Facts, hosting: Hosting, hardware: Constants) -> Machine | None:
    accelerator = case.catalog.accelerators[rent.accelerator]
    rig = Rig(((accelerator, rent.devices),), 1, rent.ram_gb)
    pool = pool_of(rig, hardware)
    if pool is None:
        return None
    month = sum(rented_month(rent.usd_per_hour, 1, hosting))
    return Machine(rig, pool, rent, False, None, month, None, route, case.sheets.chips((accelerator,)))


def _cheapest_first(machine: Machine) -> tuple[float, str]:
    return machine.usd_per_month or 0.0, machine.rig.label


def owned_machines(case: Case, hosting: Hosting, hardware: Constants) -> tuple[tuple[Machine, ...], tuple[str, ...]]:
    """The rig the user has, or machines within --capex; and notes on how names were understood."""
    wanted = case.requirements
    if wanted.gpus:
        named = _named(case)
        machine = _own(case, named.rig, False, hosting, hardware)
        return ((machine,) if machine else ()), named.notes
    if wanted.capex is None:
        return (), ()
    bought = [
        _own(case, in_hosts(Rig(((accelerator, count),), 1, wanted.ram)), True, hosting, hardware)
        for accelerator in case.catalog.accelerators.values()
        if accelerator.price_usd is not None and accelerator.kind in BUYABLE
        for count in BUY_COUNTS
    ]
    priced = [machine for machine in bought if machine is not None and machine.usd_per_month is not None]
    return tuple(sorted(priced, key=_cheapest_first)), ()


def _named(case: Case) -> Named:
    """The rig of --gpus; a problem with it names the flag."""
    wanted = case.requirements
    try:
        return parse_rigs(wanted.gpus, case.catalog.accelerators, wanted.ram)
    except AdvisorError as problem:
        raise bad_input(f"--gpus: {problem.message}", problem.fix) from None


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
        route_facts=case.sheets.own(),
        hardware_facts=case.sheets.chips(tuple([accelerator for accelerator, _ in rig.devices])),
    )
