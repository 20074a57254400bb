"""Floors lie below every machine they stand for, and below what its deployments really cost."""

import pytest

from advisor.candidates.case import case_of, efforts_of
from advisor.candidates.floors import by_accelerator, floors_of, traffic_of, work_of
from advisor.candidates.machines import rented_machines
from advisor.candidates.selfhosted import Shelf, Tables, deployment_on, holds
from advisor.candidates.serving import carry
from advisor.estimates.constants import read
from advisor.estimates.hosting import hosting_of
from advisor.quantities import DAYS_PER_MONTH
from advisor.requirements import resolve
from tests.unit.briefing.changed_catalog import TODAY, shipped


@pytest.mark.parametrize("given", [{}, {"calls_per_day": "3M"}, {"calls_per_day": "3M", "ttft": 5}], ids=str)
def test_no_rented_machine_costs_less_than_its_floor(given: dict[str, object]) -> None:
    catalog = shipped()
    wanted = resolve({"workload": "rag", **given}, catalog, TODAY)
    case = case_of(catalog, wanted)
    tables = Tables(hosting_of(catalog.constants["hosting"]), read(catalog.constants["hardware"]))
    machines = rented_machines(case, tables.hosting, tables.hardware)
    floors = floors_of(machines, wanted, tables.hosting, tables.hardware)
    kinds = by_accelerator(machines, floors)
    assert len(kinds) < len(floors)
    carried = 0
    for name, precision in (("qwen3.8-27b", "fp8"), ("qwen3.5-397b-a17b", "fp8"), ("gpt-oss-120b", "mxfp4")):
        model = catalog.models[name]
        weights = Shelf(case, tables).weights(model, catalog.quantizations[precision])
        assert weights is not None
        for effort in efforts_of(model, wanted):
            load = case.loads[effort]
            traffic = traffic_of(load, wanted)
            work = work_of(weights.need, traffic, tables.hardware)
            lowest = min(kind.usd(work, traffic) for kind in kinds)
            for machine, floor in zip(machines, floors, strict=True):
                least = floor.usd(work, traffic)
                assert lowest <= least * (1 + 1e-9)
                deployment = deployment_on(weights, machine, tables.hardware)
                if deployment is None or not _fits(*holds(deployment, tables.hardware)):
                    continue
                found = carry(deployment, machine, load, wanted, tables.hosting, tables.hardware)
                if found.serving is not None:
                    carried += 1
                    month = found.serving * load.calls_per_day * DAYS_PER_MONTH / 1000
                    assert least <= month * (1 + 1e-9), (name, machine.rig.label)
    assert carried > 50


def _fits(needed: float, there: float) -> bool:
    return needed <= there
