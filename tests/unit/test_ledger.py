"""The ledger: what is out, by every gate that keeps it out, and never what passes."""

from typing import Any

import pytest

from advisor.candidates.evaluated import Evaluated
from advisor.constraints.policy_verdict import Verdict
from advisor.constraints.technical import Gate, Unknown
from advisor.ledger import counts_by_gate, excluded_of, gates_of, ledger
from advisor.option import Belief
from advisor.requirements import Requirements, resolve
from tests.unit import samples
from tests.unit.briefing.changed_catalog import TODAY, shipped

BELIEF = Belief("g", 0.0, 0.5, 0.8)
CONTEXT, MEMORY = Gate("context", "too long", "--context 10"), Gate("memory", "too large", None)


def option(*gates: Gate, **changes: Any) -> Evaluated:
    base = Evaluated(
        samples.model(), None, "high", "hosted", samples.offer(), None, "host", BELIEF, 1.0, 0.0, 0.0, 39.0, gates, (),
        Verdict("allowed", (), 0, ()),
    )  # fmt: skip
    return base._replace(**changes)


def asked(**given: Any) -> Requirements:
    return resolve({"workload": "extraction", **given}, shipped(), TODAY)


def test_what_passes_is_not_in_it() -> None:
    assert ledger([option()], asked()) == ()


@pytest.mark.parametrize(
    ("out", "given", "gate"),
    [
        (option(CONTEXT), {}, "context"),
        (option(belief=None, net_benefit=None), {}, "capability"),
        (option(serving=None, net_benefit=None), {}, "price-unknown"),
        (option(), {"exclude": "open-400b@host"}, "user"),
        (option(unknown=(Unknown("context", "not known", "a source"),)), {"allowed_only": True}, "user"),
    ],
)
def test_every_way_out_has_its_gate(out: Evaluated, given: dict[str, Any], gate: str) -> None:
    assert [each.gate for each in gates_of(out, asked(**given))] == [gate]


def test_only_a_single_gate_says_what_would_admit() -> None:
    one, two = ledger([option(CONTEXT), option(MEMORY, CONTEXT)], asked())
    assert excluded_of(one).would_admit == "--context 10"
    shown = excluded_of(two)
    assert (shown.gate, shown.gates, shown.would_admit) == ("context", ("context", "memory"), None)


def test_gates_of_one_name_ask_for_all_that_each_of_them_needs() -> None:
    first, second = Gate("policy", "no SOC 2", "would pass with SOC 2", "a"), Gate("policy", "no DPA", "a DPA", "b")
    [entry] = ledger([option(first, second, first)], asked())
    assert excluded_of(entry).would_admit == "would pass with SOC 2; and a DPA"
    [entry] = ledger([option(Gate("retired", "gone", None), Gate("retired", "ended", "wait"))], asked())
    assert excluded_of(entry).would_admit is None


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_context_limits_the_narrowest_is_told(order: int) -> None:
    model = Gate("context", "it takes 40,960", "--context 40960", tokens=40960)
    offer = Gate("context", "the host takes 32,000", "--context 32000", tokens=32000)
    [entry] = ledger([option(*[model, offer][::order])], asked())
    told = excluded_of(entry)
    assert (told.reason, told.would_admit) == (offer.reason, offer.would_admit)


def test_counts_are_by_the_first_gate_in_the_order_of_the_contract() -> None:
    entries = ledger([option(MEMORY), option(MEMORY, CONTEXT), option(CONTEXT), option()], asked())
    assert list(counts_by_gate(entries).items()) == [("context", 2), ("memory", 1)]
