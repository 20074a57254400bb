"""Decides and answers on random small catalogs."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, assume, settings

from advisor.decide import Working, decide
from advisor.option import Scored
from advisor.recommend import recommend
from advisor.report import Report
from tests.properties.worlds import World, asked

EXAMPLES = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answered(world: World, **given: Any) -> Report:
    catalog = world.catalog()
    return recommend(catalog, asked(catalog, **given))


def decided(world: World, **given: Any) -> Working:
    catalog = world.catalog()
    return decide(catalog, asked(catalog, **given), draws=32)


def by_id(working: Working) -> dict[str, Scored]:
    return {one.candidate.id: one for one in working.ranked}


def best(report: Report) -> float:
    return report.options[0].net_benefit.usd_per_1k_calls if report.options else float("-inf")


def total(parts: list[float]) -> Decimal:
    return sum((Decimal(repr(part)) for part in parts), Decimal(0))


def both(case: dict[str, Any], constraints: dict[str, Any]) -> dict[str, Any]:
    """The case under the constraints; a route and residency that contradict each other are no example."""
    assume(not (constraints.get("residency") == "on-prem" and constraints.get("route") == "hosted"))
    return {**case, **constraints}
