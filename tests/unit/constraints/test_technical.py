"""Technical gates: false excludes with its gate, unknown asks for a review, true passes."""

from typing import Any

import pytest

from advisor.constraints.technical import (
    GATES,
    NOTHING,
    Finding,
    Gate,
    Unknown,
    check_model,
    check_offer,
    first_gate,
    join,
)
from advisor.requirements import Requirements, resolve
from tests.unit import samples
from tests.unit.briefing.changed_catalog import TODAY, shipped


def asked(workload: str = "extraction", **given: Any) -> Requirements:
    return resolve({"workload": workload, **given}, shipped(), TODAY)


def gates(finding: Finding) -> set[str]:
    return {gate.gate for gate in finding.gates}


def facts(finding: Finding) -> set[str]:
    return {unknown.fact for unknown in finding.unknown}


def test_what_fits_passes() -> None:
    assert check_model(samples.model(), asked()) is NOTHING
    assert check_offer(samples.offer(), asked()) is NOTHING


@pytest.mark.parametrize(
    ("changes", "given", "gate"),
    [
        ({"context": 1000}, {}, "context"),
        ({"modalities": ("text",)}, {"modality": "image"}, "modality"),
        ({"tool_call": False}, {"workload": "tool-use"}, "capability"),
        ({"status": "retired"}, {}, "retired"),
        ({"retires": TODAY}, {}, "retired"),
        ({}, {"only_model": "another"}, "user"),
        ({}, {"exclude": "open-400b"}, "user"),
    ],
)
def test_a_model_that_cannot_is_excluded(changes: dict[str, Any], given: dict[str, Any], gate: str) -> None:
    assert gates(check_model(samples.model(**changes), asked(**given))) == {gate}


@pytest.mark.parametrize(
    ("changes", "given", "fact"),
    [
        ({"context": None}, {}, "context"),
        ({"modalities": None}, {"modality": "image"}, "modality"),
        ({"tool_call": None}, {"workload": "tool-use"}, "tool calling"),
    ],
)
def test_what_is_not_known_of_a_model_is_reviewed(changes: dict[str, Any], given: dict[str, Any], fact: str) -> None:
    finding = check_model(samples.model(**changes), asked(**given))
    assert (gates(finding), facts(finding)) == (set(), {fact})
    assert all(unknown.would_change for unknown in finding.unknown)


def test_a_retirement_to_come_does_not_exclude() -> None:
    assert check_model(samples.model(retires="2027-01-01"), asked()) is NOTHING


@pytest.mark.parametrize(
    ("changes", "given", "gate"),
    [
        ({"input": None}, {}, "price-unknown"),
        ({"suspect": "odd"}, {}, "suspect-price"),
        ({"volatile": "auction"}, {}, "suspect-price"),
        ({"status": "retired"}, {}, "retired"),
        ({"retires": "2026-01-01"}, {}, "retired"),
        ({"context": 500}, {}, "context"),
        ({}, {"route": "owned"}, "route"),
        ({}, {"only_provider": "other"}, "user"),
    ],
)
def test_an_offer_that_cannot_lead_is_excluded(changes: dict[str, Any], given: dict[str, Any], gate: str) -> None:
    assert gates(check_offer(samples.offer(**changes), asked(**given))) == {gate}


def test_a_context_gate_says_what_would_fit() -> None:
    [gate] = check_model(samples.model(context=1000), asked(context=5000)).gates
    assert "1,000" in gate.reason
    assert "5,000" in gate.reason
    assert "--context 1000" in (gate.would_admit or "")


def test_the_first_gate_is_the_first_of_the_contract() -> None:
    mixed = tuple(Gate(name, "", None) for name in reversed(GATES))
    assert first_gate(mixed).gate == GATES[0]


def test_findings_join_in_order() -> None:
    one, other = Finding((Gate("user", "a", None),), ()), Finding((), (Unknown("x", "b", "c"),))
    assert join(one, NOTHING) is one
    assert join(NOTHING, other) is other
    assert join(one, other) == Finding(one.gates, other.unknown)
