"""The evidence card: weights that sum to one, quotes without weight, conflicts kept, gaps named."""

import pytest

from advisor.evidence.card import Card, card_of
from advisor.evidence.table import model_evidence
from advisor.evidence.types import Score

from .samples import BENCHMARKS, FACTS, PARAMETERS, PLAIN, WORKLOAD

QUOTE = PLAIN._replace(by="secondary", source="blog", score=64.0)
WITHOUT = PLAIN._replace(benchmark="obey", effort="none", score=52.0)
WITH = PLAIN._replace(benchmark="obey", effort=None, score=77.0, by="lab", source="maker")


def card(*scores: Score) -> Card:
    (model,) = model_evidence([FACTS], scores, BENCHMARKS, PARAMETERS, "2026-11-23")
    return card_of(WORKLOAD, model, scores, BENCHMARKS, PARAMETERS)


def test_weights_and_prior_sum_to_one() -> None:
    found = card(PLAIN, WITH, WITHOUT)
    assert sum(item.weight for item in found.scores) + found.prior_weight == pytest.approx(1)
    assert found.scores[0].benchmark == "fix"


def test_a_quote_of_the_same_run_is_shown_without_weight() -> None:
    shown = {item.source: item for item in card(PLAIN, QUOTE).scores}
    assert (shown["blog"].used, shown["blog"].weight) == (False, 0.0)
    assert shown["runner"].used


def test_conflicting_reports_are_all_kept() -> None:
    (conflict,) = card(PLAIN, QUOTE).conflicts
    assert [(report.score, report.by) for report in conflict.reports] == [(64.0, "secondary"), (60.0, "independent")]


def test_missing_names_the_near_benchmarks_without_a_score() -> None:
    assert card(PLAIN).missing == ("Fix hard", "Obey")


def test_notes_say_what_needs_thinking_and_what_rests_on_the_prior() -> None:
    notes = " ".join(card(WITH, WITHOUT).notes)
    assert "Obey needs thinking mode: 77 with it, 52 without." in notes
    assert "1 scores state no effort" in notes
    assert "No score of its own" in " ".join(card().notes)
    assert card().prior_weight == 1.0
