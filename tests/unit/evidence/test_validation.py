"""The validation: what is hidden is hidden, and the shipped model beats the simple ways to rank."""

import json
from pathlib import Path

import pytest

pytest.importorskip("scipy")

from advisor.evidence.fit_rows import CATALOG, read_catalog
from advisor.evidence.observations import raw_logit
from advisor.evidence.validation import OURS, Outcome, coverage, macro, table, validate
from advisor.evidence.validation_baselines import NAMES
from advisor.evidence.validation_columns import columns, publisher_of, without
from advisor.evidence.validation_outside import outside_columns


def test_nothing_of_a_hidden_family_or_publisher_is_seen() -> None:
    known = read_catalog(CATALOG)
    column = next(column for column in columns(known) if column.benchmark == "gpqa_diamond")
    seen = list(without(known, column, publisher_too=True))
    assert seen
    assert all(known.benchmarks[score.benchmark].family != "gpqa" for score in seen)
    assert all(publisher_of(score) != column.publisher for score in seen)


def test_columns_hold_recent_models_only() -> None:
    known = read_catalog(CATALOG)
    for column in columns(known):
        assert len(column.logits) >= 8
        assert all((known.facts[model].released or "2026") >= "2025-09" for model in column.logits)


def test_a_model_counts_at_its_best_stated_effort() -> None:
    """Makers report GPT-5.2 on AIME 2025 at 100 with the highest effort and at 98 without saying at which."""
    known = read_catalog(CATALOG)
    column = next(one for one in columns(known) if (one.benchmark, one.publisher) == ("aime_2025", "makers"))
    benchmark = known.benchmarks["aime_2025"]
    assert column.logits["gpt-5.2"] == raw_logit(100.0, benchmark)


@pytest.mark.slow
def test_hidden_publishers_are_predicted_better_than_by_the_baselines() -> None:
    known = read_catalog(CATALOG)
    some = columns(known)[::8]
    outcomes = validate(known, some, publisher_too=True)
    by = {method: [outcome for outcome in outcomes if outcome.method == method] for method in (OURS, *NAMES)}
    ours = macro(by[OURS], "spearman")
    assert ours >= 0.6
    assert all(ours >= macro(by[method], "spearman") + 0.03 for method in NAMES)
    assert 0.7 <= coverage(by[OURS]) <= 0.92


def test_averages_are_over_families_and_skip_what_is_not_known() -> None:
    known = read_catalog(CATALOG)
    first, *others = columns(known)
    other = next(column for column in others if column.family != first.family)
    plain = Outcome(first, OURS, 0.9, 0.9, 0.1, 0.8)
    outcomes = [plain, plain._replace(spearman=0.7), plain._replace(column=other, spearman=0.2, covered=0.5)]
    assert macro(outcomes, "spearman") == pytest.approx((0.8 + 0.2) / 2)
    cells = [len(outcome.column.logits) for outcome in outcomes]
    assert coverage(outcomes) == pytest.approx((0.8 * (cells[0] + cells[1]) + 0.5 * cells[2]) / sum(cells))
    assert "80 % intervals cover" in table(outcomes)


def test_outside_columns_are_of_publishers_the_catalog_has_not_seen(tmp_path: Path) -> None:
    known = read_catalog(CATALOG)
    header = "model_name,benchmark,score,scale_max,higher_is_better,measured_by,source_id"
    names = sorted(known.facts)[:12]
    fresh = [f"{name},gpqa_diamond,{50 + index},100,1,independent,newcomer" for index, name in enumerate(names)]
    seen = [line.replace("newcomer", "epoch_hub_2026-05") for line in fresh]
    thin = [line.replace("gpqa_diamond", "hle") for line in fresh[:4]]
    joined = [fresh[0].replace(names[0], "a foreign name").replace("gpqa_diamond", "mmlu")]
    rows = [header, *fresh, *seen, *thin, *joined]
    (tmp_path / "benchmarks.csv").write_text("\n".join(rows))
    (tmp_path / "bench_catalog_map.json").write_text(json.dumps({names[0]: "a foreign name"}))
    (column,) = outside_columns(known, str(tmp_path))
    assert (column.benchmark, column.publisher, column.family, column.skill) == (
        "gpqa_diamond", "newcomer", "gpqa", "knowledge",
    )  # fmt: skip
    assert list(column.logits) == names
    assert sorted(column.logits.values()) == list(column.logits.values())
