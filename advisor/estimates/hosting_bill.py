"""Bills of rented and own accelerators, line by line, from the months that are scored; lines cite their constants."""

from collections.abc import Mapping

from advisor.estimates.bills import Amount, bill
from advisor.estimates.hosting import (
    HOURS_PER_MONTH,
    Hosting,
    Month,
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


def _amounts(
    month: Month, load: Load, constants: Hosting, server: bool, facts: Mapping[str, Any], sources: tuple[str, ...]
) -> list[Amount]:
    """Lines above 0 with the constants and facts they rest on; `sources` are those of the hardware's own figures."""
    amounts = []
    for name, usd in zip(Month._fields, month, strict=True):
        if usd == 0:
            continue
        used = [key if server else key.replace("_server", "_workstation") for key in _USED[name]]
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
    return bill(_amounts(month, load, constants, is_server(rig), facts, sources), load.calls_per_day, p_success)


def rented_bill(
    rent_usd_per_hour: float, nodes: float, load: Load, constants: Hosting, source: str, p_success: float
) -> Cost:
    """Every line with its inputs and sources; sums to `rented_usd_per_1k`, rounded. `source` is the rent's."""
    month = rented_month(rent_usd_per_hour, nodes, constants)
    facts = {"nodes": nodes, "usd_per_node_hour": rent_usd_per_hour, "hours_per_month": HOURS_PER_MONTH}
    return bill(_amounts(month, load, constants, True, facts, (source,)), load.calls_per_day, p_success)
