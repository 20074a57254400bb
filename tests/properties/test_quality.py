"""Properties of the evidence model on random scores: method.md invariants 7 and 18 to 25."""

from hypothesis import given
from hypothesis import strategies as st

from advisor.estimates.quality import p_success, precision_effect
from advisor.evidence.table import model_evidence, quality_rows
from advisor.evidence.types import ModelFacts, QualityRow, Score
from tests.unit.evidence.samples import BENCHMARKS, FACTS, PARAMETERS, PLAIN, WORKLOAD

PERCENT = ("fix", "fix_hard", "obey", "invent")
scores = st.builds(
    lambda name, points, effort, harness, by, source, items: PLAIN._replace(
        benchmark=name, score=points, effort=effort, harness=harness, by=by, source=source, n_items=items
    ),
    st.sampled_from(PERCENT),
    st.floats(0, 100),
    st.sampled_from([None, "none", "low", "high", "max"]),
    st.sampled_from(["agent 1", "agent 2", "not stated"]),
    st.sampled_from(["independent", "partner", "lab", "competitor", "secondary"]),
    st.sampled_from(["runner", "maker", "rival"]),
    st.sampled_from([None, 50, 1000]),
)
many = st.lists(scores, max_size=25)


def rows(found: list[Score], models: tuple[ModelFacts, ...] = (FACTS,)) -> list[QualityRow]:
    known = model_evidence(models, found, BENCHMARKS, PARAMETERS, "2026-11-23")
    return quality_rows(WORKLOAD, known, PARAMETERS)


def best(found: list[Score]) -> QualityRow:
    return rows(found)[-1]


def chance(row: QualityRow) -> float:
    return p_success(row.logit_mean, row.logit_sd, 90).mean


@given(many, scores, st.floats(0, 50))
def test_raising_a_score_never_lowers_p(others: list[Score], one: Score, rise: float) -> None:
    sign = 1 if BENCHMARKS[one.benchmark].higher_is_better else -1
    better = one._replace(score=min(max(one.score + sign * rise, 0.0), 100.0))
    assert chance(best([*others, better])) >= chance(best([*others, one])) - 1e-12


@given(many, st.permutations(range(25)))
def test_order_of_scores_does_not_matter(found: list[Score], order: list[int]) -> None:
    shuffled = [found[index] for index in order if index < len(found)]
    assert rows(shuffled) == rows(found)


@given(many, st.integers(0, 24))
def test_a_duplicate_counts_once(found: list[Score], index: int) -> None:
    again = found[index % len(found)] if found else PLAIN
    assert rows([*found, again, again]) == rows([*found, again])


@given(many, scores)
def test_more_data_never_widens(found: list[Score], one: Score) -> None:
    fresh = one._replace(harness="a new harness")
    assert best([*found, fresh]).logit_sd <= best(found).logit_sd + 1e-12


@given(st.sampled_from(PERCENT), st.floats(0, 100))
def test_a_makers_score_moves_less_than_the_same_independent_one(name: str, points: float) -> None:
    before = best([]).logit_mean
    free_of_bias = PARAMETERS.sources["lab"]._replace(bias=0.0)
    parameters = PARAMETERS._replace(sources={**PARAMETERS.sources, "lab": free_of_bias})
    moves = []
    for by in ("lab", "independent"):
        score = PLAIN._replace(benchmark=name, score=points, by=by)
        known = model_evidence([FACTS], [score], BENCHMARKS, parameters, "2026-11-23")
        moves.append(abs(quality_rows(WORKLOAD, known, parameters)[-1].logit_mean - before))
    assert moves[0] <= moves[1] + 1e-12


@given(many, many)
def test_adding_a_model_changes_no_other_bit(mine: list[Score], others: list[Score]) -> None:
    other = FACTS._replace(id="beta-1", params_total_b=400.0)
    theirs = [score._replace(model="beta-1") for score in others]
    both = rows([*theirs, *mine], (other, FACTS))
    assert [row for row in both if row.model == FACTS.id] == rows(mine)


@given(many)
def test_more_effort_is_never_worse(found: list[Score]) -> None:
    means = [row.logit_mean for row in rows(found)]
    assert means == sorted(means)


@given(st.floats(0.05, 0.99), st.lists(st.floats(0, 1), min_size=2, max_size=5), st.floats(0, 0.3))
def test_lower_precision_is_never_better(p: float, increases: list[float], sd: float) -> None:
    shifts = [precision_effect(p, r, sd).mean for r in sorted(increases)]
    assert shifts == sorted(shifts, reverse=True)


@given(st.floats(-4, 4), st.floats(0, 1), st.floats(0.01, 1.5), st.floats(20, 98))
def test_p_rises_with_the_logit(mean: float, step: float, sd: float, right: float) -> None:
    low, high = p_success(mean, sd, right), p_success(mean + step, sd, right)
    assert high.mean >= low.mean
    assert 0 < low.low <= low.high < 1
