"""Quality rows: efforts in order, dates respected, what rests on a prior says so."""

from advisor.evidence.table import efforts_of, known_by, model_evidence, quality_rows
from advisor.evidence.types import QualityRow, Score

from .samples import BENCHMARKS, FACTS, PARAMETERS, PLAIN, WORKLOAD


def rows(*scores: Score, as_of: str = "2026-11-23") -> list[QualityRow]:
    return quality_rows(WORKLOAD, model_evidence([FACTS], scores, BENCHMARKS, PARAMETERS, as_of), PARAMETERS)


def test_a_row_per_effort_and_less_effort_is_never_better() -> None:
    found = rows(PLAIN)
    assert [row.effort for row in found] == ["none", "low", "high"]
    assert [row.logit_mean for row in found] == sorted(row.logit_mean for row in found)


def test_an_effort_without_a_score_is_less_sure() -> None:
    none, _, high = rows(PLAIN)
    assert none.logit_sd > high.logit_sd


def test_counts_newest_and_sources() -> None:
    maker = PLAIN._replace(benchmark="obey", by="lab", source="maker", date="2026-06-01", score=85.0)
    row = rows(PLAIN, maker)[-1]
    assert (row.independent, row.vendor, row.newest) == (1, 1, "2026-06-01")
    assert row.sources == ("runner", "maker")
    assert 0 < row.transfer_share < 1
    assert not row.prior_only


def test_without_a_score_the_row_says_prior_only() -> None:
    row = rows()[-1]
    assert (row.prior_only, row.independent, row.vendor, row.newest, row.sources) == (True, 0, 0, None, ())


def test_scores_after_the_day_are_not_known() -> None:
    assert rows(PLAIN, as_of="2026-03-31") == rows()
    assert rows(PLAIN, as_of="2026-04-01") == rows(PLAIN)


def test_a_month_is_known_from_its_last_day() -> None:
    assert not known_by("2026-03", "2026-03-30")
    assert known_by("2026-03", "2026-03-31")


def test_a_model_without_stated_efforts_has_one() -> None:
    assert efforts_of(FACTS._replace(efforts=())) == ("high",)
    assert efforts_of(FACTS._replace(efforts=(), reasoning=False)) == ("none",)
