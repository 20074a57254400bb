"""Round hosting constants and a load for money tests."""

from advisor.estimates.hosting import Hosting, hosting_of
from advisor.estimates.load import Load

VALUES = {
    "power_usd_per_kwh": 0.1, "pue_server": 1.3, "pue_workstation": 1.0, "mean_power_share": 0.6,
    "host_power_factor_server": 1.5, "host_power_factor_workstation": 1.2, "colocation_usd_per_kw_month": 180.0,
    "fte_usd_per_year": 200_000.0, "fte_server": 0.1, "fte_workstation": 0.02, "fte_rented": 0.05,
    "value_kept_per_year": 0.7, "resale_now": 0.6, "accelerator_price_share_server": 0.8,
    "accelerator_price_share_workstation": 0.5, "set_up_usd_per_accelerator_server": 6250.0,
    "set_up_usd_per_accelerator_workstation": 500.0, "max_utilisation": 0.85, "spare_nodes": 0.0,
    "autoscaling_floor": 0.5, "rented_nodes_always_on": 1.0, "rentable_accelerators": 64.0,
    "workstation_accelerators": 4.0, "wait_months": 6.0, "discount_per_year": 0.1,
    "cpu_host_kw": 0.4, "cpu_host_usd": 3000.0,
}  # fmt: skip

CONSTANTS: Hosting = hosting_of({name: {"value": value, "sources": ["test"]} for name, value in VALUES.items()})

LOAD = Load(
    calls_per_day=1_000_000,
    input_tokens=975,
    output_tokens=325,
    reasoning_tokens=0,
    cached_share=0,
    batch_share=0,
    retries=0.02,
    turns=1,
    peak_to_mean=3,
)
