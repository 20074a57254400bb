"""Sifting: who passes, who is out, and the few that can lead their model's route."""

from typing import Any

from advisor.candidates.evaluated import Evaluated
from advisor.candidates.sifting import sifted
from advisor.constraints.policy_verdict import Verdict
from advisor.constraints.technical import Gate, Unknown
from advisor.option import Belief
from advisor.requirements import Requirements, resolve
from tests.unit import samples
from tests.unit.briefing.changed_catalog import TODAY, shipped

ALLOWED = Verdict("allowed", (), 0, ())


def option(place: str, serving: float = 1.0, p_mean: float = 0.8, **changes: Any) -> Evaluated:
    belief = Belief("g", 0.0, 0.5, p_mean)
    benefit = 100.0 * p_mean - serving
    return Evaluated(
        samples.model(), None, "high", "hosted", samples.offer(), None, place, belief, serving, 0.0, 0.0, benefit, (),
        (), ALLOWED,
    )._replace(**changes)  # fmt: skip


def asked() -> Requirements:
    return resolve({"workload": "extraction"}, shipped(), TODAY)


def leading(*options: Evaluated) -> set[str]:
    return {one.place for one in sifted(options, asked()).leading}


def test_what_is_dearer_and_no_better_does_not_lead() -> None:
    assert leading(option("cheap"), option("dear", serving=2.0), option("good", serving=3.0, p_mean=0.9)) == {
        "cheap",
        "good",
    }


def test_of_equal_ones_the_first_by_id_leads_in_any_order() -> None:
    same = option("b"), option("a"), option("c")
    assert leading(*same) == leading(*reversed(same)) == {"a"}
    assert leading(option("better", serving=0.5), *same) == {"better"}


def test_each_status_and_route_has_its_own_leaders() -> None:
    open_fact = (Unknown("context", "not known", "a source"),)
    assert leading(option("a"), option("b", unknown=open_fact), option("c", route="rented", offer=None)) == {
        "a",
        "b",
        "c",
    }


def test_a_gate_or_an_unknown_term_keeps_out() -> None:
    gate = Gate("context", "too long", None)
    found = sifted([option("a", gates=(gate,)), option("b", net_benefit=None), option("c")], asked())
    assert [one.place for one in found.out] == ["a", "b"]
    assert [one.place for own in found.passing.values() for one in own] == ["c"]
