"""What to test, host, review and do next, from the worked example."""

import pytest

from advisor import explain_guidance
from advisor.report import (
    Evidence,
    Excluded,
    Flip,
    Reason,
    Verdict,
)
from tests.unit.decision.example import example, example_option
from tests.unit.explained import case_of, in_review


@pytest.mark.parametrize(
    ("p", "difference", "correlation", "items"),
    [
        (0.9, 0.05, 0.5, 275),
        (0.9, 0.03, 0.5, 777),
        (0.9, 0.02, 0.5, 1758),
        (0.9, 0.08, 0.3, 147),
        (0.9, 0.02, 0.3, 2465),
    ],
)
def test_sample_sizes_are_those_of_the_study(p, difference, correlation, items):
    assert explain_guidance.paired_items(p, difference, correlation) == pytest.approx(items, rel=0.005)


def test_what_a_test_set_resolves_is_its_size_solved_for_the_difference():
    gap = explain_guidance.resolved(0.9, 200)
    assert explain_guidance.paired_items(0.9, gap) == 200


def test_a_gap_that_a_small_test_shows_is_sized_for():
    case = case_of([example_option("qwen@together"), example_option("opus-4.6@anthropic")])
    text = {note.code: note.text for note in explain_guidance.guidance(case)}["benchmark-first"]
    assert "71 items are enough to see the 10 points that would change the order." in text


def test_guidance_names_tests_pairs_and_hosting():
    options = example()
    closed = {"gpt-5.4", "gpt-5.2", "opus-4.6"}
    options = [
        one._replace(
            candidate=one.candidate._replace(
                model=one.candidate.model._replace(open_weights=one.candidate.model.id not in closed)
            )
        )
        for one in options
    ]
    notes = {note.code: note for note in explain_guidance.guidance(case_of(options))}
    assert set(notes) == {"benchmark-first", "side-by-side", "self-hosting", "sparser-models"}
    assert notes["benchmark-first"].refs[0] == "qwen@together"
    assert "200 items show a difference of 6 points or more." in notes["benchmark-first"].text
    assert notes["side-by-side"].refs == ("qwen@together", "gpt-5.4@openai")
    assert "leads only if its serving cost falls by" in notes["self-hosting"].text
    assert "4 % of its parameters" in notes["sparser-models"].text


def test_guidance_on_self_hosting_by_volume_by_lead_and_by_absence():
    case = case_of(example())
    owned = "qwen/fp8@owned:8xh200"
    volume = Flip("calls_per_day", 1e6, 4e6, "calls/day", owned)
    notes = {note.code: note.text for note in explain_guidance.guidance(case._replace(volume_flip=volume))}
    assert "It leads from about 4,000,000 calls a day" in notes["self-hosting"]
    less = case._replace(volume_flip=volume._replace(to=9e5))  # one rig less carries it
    notes = {note.code: note.text for note in explain_guidance.guidance(less)}
    assert "It leads below about 900,000 calls a day" in notes["self-hosting"]
    lone = case_of([example_option(owned)])
    fewer = lone._replace(volume_flip=Flip("calls_per_day", 1e6, 4e5, "calls/day", "qwen@together"))
    assert {n.code: n.text for n in explain_guidance.guidance(fewer)}["self-hosting"] == (
        f"Plan for self-hosting: {owned} leads. Below about 400,000 calls a day qwen@together leads. "
        "Measure its speed on your hardware before you rely on it."
    )
    rented = case_of([example_option("qwen/fp8@rented:x:8xh200")])
    assert "Rent one instance" in {n.code: n.text for n in explain_guidance.guidance(rented)}["self-hosting"]
    hosted = case_of([example_option("qwen@together")])
    assert "self-hosting" not in {note.code for note in explain_guidance.guidance(hosted)}
    miss = Excluded("q@owned:2xrtx", "q", None, "capacity", "carries 52 %", None, "4 of them", ("capacity",))
    text = {n.code: n.text for n in explain_guidance.guidance(hosted._replace(excluded=(miss,)))}["self-hosting"]
    assert text.endswith("fails on capacity: carries 52 %; to admit it: 4 of them.")


def test_guidance_on_reviews_and_small_bills():
    case = case_of(example(), calls_per_day=10)
    rows = [in_review(case.options[0]), *case.options[1:]]
    notes = {note.code: note for note in explain_guidance.guidance(case._replace(options=rows))}
    assert notes["compliance-review"].refs == ("us-bank-tprm",)
    assert "choose by quality" in notes["small-bill"].text
    assert notes["compliance-review"].text.endswith(
        f" Ask {case.options[0].provider}: a data-processing agreement (DPA)."
    )
    assert set(notes) == {"small-bill", "compliance-review"}
    assert explain_guidance.guidance(case._replace(options=[])) == ()


def test_what_only_a_measurement_settles_is_no_matter_for_counsel():
    case = case_of(example())
    slow = Reason("technical:latency", "review", "latency not known", "advisor", "unknown", "measure it")
    rows = [case.options[0]._replace(verdict=Verdict("review", False, (slow,))), *case.options[1:]]
    notes = {note.code: note for note in explain_guidance.guidance(case._replace(options=rows))}
    assert "compliance-review" not in notes
    assert notes["not-known"].text.startswith("Not known of ")
    assert "latency" in notes["not-known"].text


def test_steps_are_worded_by_what_decides_them():
    case = case_of(example())
    said = {
        "would pass with a DPA (route.dpa): yes": "Settle r: it would pass with a DPA (route.dpa): yes.",
        "applies to every option": "Have r decided: it applies to every option.",
        "rests on the origin (model.origin): CN": "Have r decided: it rests on the origin (model.origin): CN.",
        "measure it": "Settle r: measure it.",
    }
    for change, text in said.items():
        reason = Reason("r", "review", "why", "who", "verified", change)
        row = case.options[1]._replace(verdict=Verdict("review", True, (reason,)))
        assert explain_guidance.next_steps(row, case)[0].text == text


def test_next_steps_of_a_row():
    case = case_of(example())
    rival = case.options[1]
    assert [note.code for note in explain_guidance.next_steps(in_review(rival), case)] == ["settle-review", "test"]
    owned = next(option for option in case.options if option.route == "owned")
    assert "measure-speed" in [note.code for note in explain_guidance.next_steps(owned, case)]
    prior = rival._replace(tie_group=2, quality=rival.quality._replace(evidence=Evidence(0, 0, 0, None, 1.0, True)))
    assert [note.text for note in explain_guidance.next_steps(prior, case)] == [
        "No score for this work is known: test it on 50 of your own items first."
    ]
