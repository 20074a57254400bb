"""Curves over volumes follow a rig wherever it is rented; a hosted option stays with its seller."""

from collections.abc import Mapping
from typing import Any

import pytest
from fake import FakeEngine, option, report

from advisor.report import RankedOption, Report
from advisor.requirements import echo, resolve
from advisor.tui import sweep

NOW = 10_000.0


def rented(provider: str, month: float) -> RankedOption:
    made = option(0)
    name = f"{made.model}@rented:{provider}:1xnvidia-h200"
    cost = made.cost._replace(usd_per_month=month)
    return made._replace(id=name, route="rented", provider=provider, region=None, quantization="fp8", cost=cost)


class Market(FakeEngine):
    """Another provider rents the cheapest rig out at every volume; the hosted option costs what it is used."""

    def report(self, given: Mapping[str, object]) -> Report:
        calls: Any = given["calls_per_day"]
        used = echo(resolve({"workload": "extraction"}, self.catalog, "2026-11-23"))
        hosted = option(1)._replace(cost=option(1).cost._replace(usd_per_month=calls / 10))
        cheap = rented("one" if calls < NOW else "two", 2_000.0)
        elsewhere = hosted._replace(provider="other", cost=hosted.cost._replace(usd_per_month=1.0))
        return report(used)._replace(options=(cheap, hosted, elsewhere))


def test_a_rented_curve_goes_on_where_another_rents_the_rig_out() -> None:
    asked = (rented("one", 2_000.0), option(1))
    rig, hosted = sweep.curves(Market(), {}, asked, NOW, lambda done: True)
    assert len(rig.points) == len(hosted.points) == sweep.STEPS
    assert {cost for _, cost in rig.points} == {2_000.0}
    assert hosted.points[0][1] == pytest.approx(hosted.points[0][0] / 10)
    [crossing] = sweep.crossings((rig, hosted))
    assert crossing.calls_per_day == pytest.approx(20_000.0, rel=0.02)
    assert crossing.cheaper == rig.option


def test_a_sweep_stops_when_it_is_told_to() -> None:
    [curve] = sweep.curves(Market(), {}, (option(1),), NOW, lambda done: done < 2)
    assert len(curve.points) == 2
