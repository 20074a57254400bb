"""Facts about the shipped scores, the fitted parameters and what they say."""

import time
from functools import cache

import pytest

from advisor.evidence.cold import card_known
from advisor.evidence.fit_rows import CATALOG, Evidence, digest_of, read_catalog
from advisor.evidence.read import parameters_of, workload_evidence_of
from advisor.evidence.table import ModelEvidence, model_evidence, quality_rows
from advisor.evidence.types import Parameters, QualityRow

from .shipped import by_id, files

AS_OF = "2026-11-23"
RESTRICTED = ("aa_", "livebench", "arcprize", "lechmazur", "benchlm", "nyt")
"""Source ids of publishers that grant no redistribution begin so."""


@cache
def evidence() -> Evidence:
    return read_catalog(CATALOG)


@cache
def parameters() -> Parameters:
    return parameters_of(files("evidence/parameters.toml")["evidence/parameters.toml"])


@cache
def models() -> tuple[ModelEvidence, ...]:
    known = evidence()
    return tuple(model_evidence(known.facts.values(), known.scores, known.benchmarks, parameters(), AS_OF))


@cache
def ranked(workload: str) -> list[QualityRow]:
    """Models at their highest effort, best first."""
    table = workload_evidence_of(workload, by_id("workloads/*.toml")[workload]["evidence"], evidence().benchmarks)
    best = {row.model: row for row in quality_rows(table, models(), parameters())}
    return sorted(best.values(), key=lambda row: -row.logit_mean)


WORKLOADS = sorted(by_id("workloads/*.toml"))


def test_parameters_were_fitted_to_these_scores() -> None:
    known = evidence()
    assert parameters().digest == digest_of(known.benchmarks.values(), known.scores), (
        "run `python -m advisor.evidence.fit`"
    )


def test_no_restricted_board_is_shipped() -> None:
    sources = {score.source for score in evidence().scores}
    assert not [source for source in sources if source.startswith(RESTRICTED)]
    boards = {score.benchmark for score in evidence().scores if score.by == "arena"}
    assert boards
    assert all(board.startswith("arena_text") for board in boards)


def test_restricted_figures_are_single_second_hand_quotes() -> None:
    quoted = [score for score in evidence().scores if score.source == "claims-2026-11"]
    assert 0 < len(quoted) < 20
    assert {score.by for score in quoted} == {"secondary"}


def test_no_score_of_reasoning_weights_stands_for_a_model_that_does_not_reason() -> None:
    known = evidence()
    wrong = {
        (score.benchmark, score.model)
        for score in known.scores
        if ("thinking" in score.variant or "reasoning" in score.variant)
        and known.facts[score.model].efforts == ("none",)
    }
    assert not wrong


def test_every_benchmark_has_a_score() -> None:
    known = evidence()
    assert not set(known.benchmarks) - {score.benchmark for score in known.scores}


def test_most_models_have_three_scores_or_more() -> None:
    counts: dict[str, int] = {}
    for score in evidence().scores:
        counts[score.model] = counts.get(score.model, 0) + 1
    assert sum(1 for count in counts.values() if count >= 3) >= 155
    assert not set(counts) - set(evidence().facts)


def test_makers_figures_are_kept_apart_from_independent_ones() -> None:
    by = {score.by for score in evidence().scores}
    assert by == {"independent", "arena", "partner", "lab", "competitor", "secondary"}
    assert all(score.by != "independent" for score in evidence().scores if score.source.startswith("lab_"))


@pytest.mark.parametrize("workload", WORKLOADS)
def test_every_model_is_answered_and_leaders_have_scores(workload: str) -> None:
    rows = ranked(workload)
    assert {row.model for row in rows} == set(evidence().facts)
    assert all(row.prior_only == (row.independent + row.vendor == 0) for row in rows)
    assert rows[0].independent + rows[0].vendor >= 3
    developers = {evidence().facts[row.model].developer for row in rows[:10]}
    assert len(developers) >= 3


@pytest.mark.parametrize("workload", WORKLOADS)
def test_no_small_model_leads_on_a_prior(workload: str) -> None:
    known = evidence().facts
    for row in ranked(workload)[:40]:
        size = known[row.model].params_total_b
        assert size is None or size > 20


@pytest.mark.parametrize("workload", WORKLOADS)
def test_no_effort_is_never_better_than_high(workload: str) -> None:
    table = workload_evidence_of(workload, by_id("workloads/*.toml")[workload]["evidence"], evidence().benchmarks)
    by_effort = {(row.model, row.effort): row.logit_mean for row in quality_rows(table, models(), parameters())}
    pairs = [(none, by_effort[model, "high"]) for (model, effort), none in by_effort.items()
             if effort == "none" and (model, "high") in by_effort]  # fmt: skip
    assert len(pairs) > 10
    assert all(none <= high for none, high in pairs)


def test_sizes_of_a_generation_are_ordered_without_scores() -> None:
    known = evidence()
    family = [known.facts[f"qwen3.5-{size}"] for size in ("0.8b", "2b", "4b", "9b", "27b", "397b-a17b")]
    rows = quality_rows(
        workload_evidence_of("coding", by_id("workloads/*.toml")["coding"]["evidence"], known.benchmarks),
        [found for facts in family for found in model_evidence([facts], [], known.benchmarks, parameters(), AS_OF)],
        parameters(),
    )
    means = [row.logit_mean for row in rows if row.effort == "high"]
    assert means == sorted(means)


def test_a_workload_takes_five_milliseconds() -> None:
    table = workload_evidence_of("coding", by_id("workloads/*.toml")["coding"]["evidence"], evidence().benchmarks)
    taken = []
    known, fitted = models(), parameters()
    for _ in range(9):
        start = time.perf_counter()
        quality_rows(table, known, fitted)
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.01  # about 2 ms on an idle machine; the budget is 5


def test_the_card_of_the_briefings_claim() -> None:
    tables = {
        "benchmarks": by_id("benchmarks/*.toml"), "workloads": by_id("workloads/*.toml"),
        "models": by_id("models/*/*.toml"), "evidence": by_id("evidence/*.toml"),
    }  # fmt: skip
    card = card_known(tables.__getitem__, "extraction", "qwen3.5-397b-a17b", AS_OF)
    claims = {(item.score, item.by, item.variant) for item in card.scores if item.benchmark == "ifbench"}
    assert (76.5, "lab", "thinking") in claims
    assert (78.8, "secondary", "") in claims
    assert any(note == "IFBench needs thinking mode: 78.8 with it, 51.6 without." for note in card.notes)
    assert any(conflict.benchmark == "browsecomp" for conflict in card.conflicts)
