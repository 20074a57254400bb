"""Hosted options: one per price in force and effort, each judged by its own endpoint's facts."""

from typing import Any

import pytest

from advisor.candidates.beliefs import Beliefs
from advisor.candidates.case import case_of
from advisor.candidates.evaluated import Evaluated
from advisor.candidates.hosted import hosted_options
from advisor.catalog import Offer, QualityRow
from tests.properties.worlds import HOSTS, SOURCE, World, asked
from tests.unit import samples

CLOSED = samples.model("closed", open_weights=False, license="proprietary-api", params_total=None)
OTHER = CLOSED._replace(id="other")


def offer(provider: str = "together", **changes: Any) -> Offer:
    return samples.offer(provider, "closed", source=SOURCE, **changes)


def row(model: str, effort: str) -> QualityRow:
    return QualityRow(model, effort, 0.0, 0.3, 3, 0, "2026-10-01", 0.5, False, (SOURCE,))


def options(*offers: Offer, **given: Any) -> dict[str, Evaluated]:
    rows = tuple(row(model.id, effort) for model in (CLOSED, OTHER) for effort in model.efforts)
    catalog = World((CLOSED, OTHER), offers, (), rows).catalog()
    case = case_of(catalog, asked(catalog, **given))
    return {option.id: option for option in hosted_options(case, Beliefs(case))}


def gates(option: Evaluated) -> set[str]:
    return {gate.gate for gate in option.gates}


def test_every_effort_of_every_price_is_an_option() -> None:
    found = options(offer("together"), offer("openai"), offer("openai", region="eu"))
    assert set(found) == {
        f"closed{effort}@{place}" for effort in ("", "~none") for place in ("together", "openai", "openai.eu")
    }
    assert all(not option.gates and option.status == "allowed" for option in found.values())


def test_only_the_effort_asked_for() -> None:
    assert set(options(offer(), effort="none")) == {"closed~none@together"}
    assert options(offer(), effort="medium") == {}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_models_of_one_region_may_be_served_from_different_countries(order: tuple[int, int]) -> None:
    """What is known of one model's endpoint is not taken over for another's, whichever comes first."""
    offers = (offer(infers_in=("US",)), offer(infers_in=None)._replace(model="other"))
    found = options(*(offers[place] for place in order), residency="eu")
    assert "residency" in gates(found["closed@together"])
    assert gates(found["other@together"]) == set()
    assert found["other@together"].status == "review"


@pytest.mark.parametrize(
    ("changes", "gate"),
    [
        ({"input": None}, "price-unknown"),
        ({"output": None}, "price-unknown"),
        ({"suspect": "off by ten"}, "suspect-price"),
        ({"volatile": "routed"}, "suspect-price"),
        ({"status": "retired"}, "retired"),
        ({"retires": "2026-11-01"}, "retired"),
        ({"context": 100}, "context"),
    ],
)
def test_what_is_wrong_with_a_price_is_a_gate(changes: dict[str, Any], gate: str) -> None:
    found = options(offer(**changes), offer("openai"))
    assert all(gate in gates(option) for key, option in found.items() if key.endswith("together"))
    assert all(not option.gates for key, option in found.items() if key.endswith("openai"))


def test_volatile_prices_rank_only_when_asked_for() -> None:
    assert options(offer(volatile="routed"), include="volatile")["closed@together"].gates == ()


def test_reasoning_is_billed_with_its_effort() -> None:
    found = options(offer(input=0.001, output=10.0))
    thought, plain = found["closed@together"], found["closed~none@together"]
    assert thought.serving is not None
    assert plain.serving is not None
    assert thought.serving > plain.serving * 2


def test_a_speed_that_nobody_measured_is_reviewed() -> None:
    option = options(offer(), ttft=1)["closed@together"]
    assert [one.fact for one in option.unknown] == ["latency"]
    assert option.status == "review"
    assert options(offer(), ttft=1, latency_price=0.001)["closed@together"].status == "review"
    assert options(offer())["closed@together"].status == "allowed"


def test_no_score_no_net_benefit() -> None:
    catalog = World((CLOSED,), (offer(),), (), ()).catalog()
    case = case_of(catalog, asked(catalog))
    for option in hosted_options(case, Beliefs(case)):
        assert (option.belief, option.net_benefit) == (None, None)
        assert option.serving is not None
    assert set(HOSTS) <= set(catalog.providers)
