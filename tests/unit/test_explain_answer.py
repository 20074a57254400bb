"""The answer in one paragraph, and what is nearest where nothing is left."""

import pytest

from advisor import explain_answer, explain_misses
from advisor.decision import flips
from advisor.report import (
    Evidence,
    Excluded,
)
from tests.unit.decision.example import WORTH, example, example_option
from tests.unit.explained import answer_of, case_of, in_review

MISSES = (
    Excluded("a@x", "a", "x", "price-unknown", "no price", None, None, ("price-unknown",)),
    Excluded("b@x", "b", "x", "budget", "$900 a month", None, "--budget 900/mo", ("budget",)),
    Excluded("c@x", "c", "x", "residency", "infers in US", "eu", None, ("residency", "origin")),
)


def test_answer_inside_a_tie_group_advises_cost_or_risk():
    found = answer_of(case_of(example(), groups=(1, 1, 1, 2, 3, 4, 4, 5)))
    assert found.option == "qwen@together"
    assert found.band == "toss-up: test"
    assert found.leader_changes_at_worth == pytest.approx(0.0403, rel=0.04)
    assert "too close to call: choose among them by cost or risk, or test them. Kimi on deepinfra costs least" in (
        found.sentence
    )


def test_answer_names_how_clear_the_first_is():
    case = case_of([example_option("qwen@together"), example_option("opus-4.6@anthropic")], groups=(1, 2))
    assert answer_of(case).sentence == (
        "Qwen on together comes first: 90 of 100 right for $1.63 per 1,000 calls, worth $9.39 more per 1,000 calls "
        "than Opus-4.6 on anthropic (clear: better in 99 of 100 draws)."
    )


def test_answer_names_the_best_allowed_beside_a_review():
    case = case_of(example(), groups=(1, 2, 3, 4, 5, 6, 7, 8))
    rows = [in_review(case.options[0]), *case.options[1:]]
    assert answer_of(case._replace(options=rows), "glm-5@deepinfra").sentence.endswith(
        "Qwen on together needs a review first; the best option allowed without one is glm-5@deepinfra."
    )
    assert answer_of(case._replace(options=rows), None).sentence.endswith("no option is allowed without one.")


def test_answer_names_the_best_of_which_every_fact_is_known():
    case = case_of(example())
    rows = [in_review(case.options[0]), *case.options[1:]]
    args = (rows, None, case.draws, case.field, case.excluded)
    assert explain_answer.answer(*args).sentence.endswith("no option is allowed without one.")
    named = explain_answer.answer(*args, best_known="glm-5@deepinfra").sentence
    assert named.endswith("The best of which every fact is known, so that only the review is open, is glm-5@deepinfra.")
    same = explain_answer.answer(*args, best_known=rows[0].id).sentence
    assert same.endswith("no option is allowed without one. Every fact of it is known: only the review is open.")


def test_cents_a_month_are_decided_by_quality():
    found = answer_of(case_of(example(), calls_per_day=10)).sentence
    assert found.startswith("The whole bill is cents ($0.50 a month): choose by quality.")
    assert "Qwen on your own 8x nvidia-h200 is expected to get most right: 91 of 100" in found


def test_a_tie_on_priors_says_so():
    case = case_of(example(), groups=(1, 1, 1, 2, 2, 2, 2, 2))
    bare = [
        one._replace(quality=one.quality._replace(evidence=Evidence(0, 0, 0, None, 1.0, True))) for one in case.options
    ]
    assert "all rest on priors" in answer_of(case._replace(options=bare)).sentence


def test_the_only_option_left_is_called_that():
    found = answer_of(case_of([example_option("qwen@together")]))
    assert found.sentence.endswith("It is the only one left.")
    assert (found.band, found.p_first_beats_second) == ("clear", None)


def test_nearest_misses_come_first():
    found = explain_misses.nearest([(MISSES[0], None), (MISSES[2], 9.0), (MISSES[1], 4.0)])
    assert [miss.id for miss in found] == ["b@x", "a@x", "c@x"]
    assert len(explain_misses.nearest([(miss, None) for miss in MISSES], 2)) == 2
    assert len(explain_misses.nearest([(miss, None) for miss in MISSES], None)) == 3


def test_nothing_left_names_the_nearest_and_what_admits_it():
    field = flips.landscape((), WORTH, ())
    found = explain_answer.answer((), None, None, field, MISSES[1:])
    assert found.option is None
    assert found.sentence == (
        "No option satisfies the constraints. The nearest is b@x: budget ($900 a month); to admit it: --budget 900/mo."
    )
    assert "no excluded one is near" in explain_answer.answer((), None, None, field, ()).sentence
    assert explain_misses.miss_sentence(MISSES[2]) == "c@x: residency (infers in US) and 1 more gate."
