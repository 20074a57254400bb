"""Bills of rented and own accelerators, line by line, from the months that are scored; lines cite their constants."""

from collections.abc import Mapping

from advisor.catalog import Rent
from advisor.estimates.bills import Amount, bill
from advisor.estimates.hosting import (
    HOURS_PER_MONTH,
    Hosting,
    Month,
    billed_nodes,
    in_hall,
    is_server,
    owned_month,
    per_1k,
    purchase_usd,
    rented_month,
)
from advisor.estimates.load import Load
from advisor.estimates.rigs import Rig
from advisor.hints import Any
from advisor.report import Cost

_USED: dict[str, tuple[str, ...]] = {
    "power": ("power_usd_per_kwh", "mean_power_share", "pue_server", "host_power_factor_server"),
    "colocation": ("colocation_usd_per_kw_month", "host_power_factor_server"),
    "staff": ("fte_usd_per_year", "fte_server"),
    "lost_resale_value": ("resale_now", "value_kept_per_year", "accelerator_price_share_server"),
    "purchase": ("value_kept_per_year", "accelerator_price_share_server"),
    "set_up": ("set_up_usd_per_accelerator_server",),
    "rent": (),
}
"""Line -> constants it rests on, in the server's names."""


_OF_THE_PLACE = ("pue_", "fte_", "set_up_")
"""Beginnings of the constants that follow where a host stands, not what is in it."""


def _constant(name: str, server: bool, hall: bool) -> str:
    """The constant by its name for the kind of host: what is in it and where it stands."""
    kept = hall if name.startswith(_OF_THE_PLACE) else server
    return name if kept else name.replace("_server", "_workstation")


def _amounts(
    month: Month,
    load: Load,
    constants: Hosting,
    kind: tuple[bool, bool],
    facts: Mapping[str, Any],
    sources: tuple[str, ...],
) -> list[Amount]:
    """Lines above 0 with the constants and facts they rest on; `sources` are those of the hardware's own figures.
    `kind`: whether a server by its accelerators, and whether one by its place."""
    amounts = []
    for name, usd in zip(Month._fields, month, strict=True):
        if usd == 0:
            continue
        used = [_constant(key, *kind) for key in _USED[name]]
        if name == "staff" and month.rent:
            used = ["fte_usd_per_year", "fte_rented"]
        inputs = {"usd_per_month": round(usd, 6), **facts, **{key: getattr(constants, key) for key in used}}
        own = () if name in {"staff", "set_up"} else sources
        cited = dict.fromkeys((*own, *(source for key in used for source in constants.sources[key])))
        amounts.append(Amount(name.replace("_", " "), per_1k(usd, load), inputs, tuple(cited)))
    return amounts


def owned_bill(
    rig: Rig, nodes: int, load: Load, constants: Hosting, bought: bool, horizon_months: float, p_success: float
) -> Cost | None:
    """Every line with its inputs and sources; sums to `owned_usd_per_1k`, rounded. None when that is None."""
    month = owned_month(rig, nodes, constants, bought, horizon_months)
    if month is None:
        return None
    facts: dict[str, Any] = {"nodes": nodes, "hosts": rig.hosts, "accelerators": nodes * rig.accelerators}
    if bought:
        facts.update(price_usd=nodes * (purchase_usd(rig, constants) or 0.0), horizon_months=horizon_months)
    sources = tuple(dict.fromkeys(accelerator.source for accelerator, _ in rig.devices))
    kind = is_server(rig), in_hall(rig, constants)
    return bill(_amounts(month, load, constants, kind, facts, sources), load.calls_per_day, p_success)


def rented_bill(rent: Rent, nodes: int, load: Load, constants: Hosting, peak: bool, p_success: float) -> Cost:
    """Every line with its inputs and sources; sums to `rented_usd_per_1k` of the `billed_nodes`, rounded."""
    running = billed_nodes(nodes, load, peak, constants)
    facts: dict[str, Any] = {"nodes": running}
    sources: tuple[str, ...] = (rent.source,)
    if running != nodes:
        facts["nodes_in_the_busiest_hour"] = nodes
        facts.update(autoscaling_floor=constants.autoscaling_floor, peak_to_mean=load.peak_to_mean)
        sources = (rent.source, *constants.sources["autoscaling_floor"])
    facts.update(usd_per_node_hour=rent.usd_per_hour, hours_per_month=HOURS_PER_MONTH, tier=rent.tier)
    facts.update(instance=rent.instance, region=rent.region, price_read=rent.read)
    month = rented_month(rent.usd_per_hour, running, constants)
    return bill(_amounts(month, load, constants, (True, True), facts, sources), load.calls_per_day, p_success)
