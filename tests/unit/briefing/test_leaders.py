"""Leaders: margins against noise worked by hand, ties, and what one model for all gives up."""

from typing import Any

import pytest

from advisor.briefing.leaders import leaders
from advisor.candidates.scenario import changed
from advisor.catalog import Catalog, QualityRow
from tests.unit import samples

NAMES = ("a-open", "b-closed", "c-closed")
ROWS = {
    "extraction": {"a-open": 1.0, "b-closed": 0.2, "c-closed": -0.5},
    "coding": {"a-open": -1.0, "b-closed": 0.5, "c-closed": 0.4},
}


def score(model: str, value: float, **more: Any) -> dict[str, Any]:
    return {"model": model, "score": value, "by": "lab", "source": "s", "date": "2026-05-01", **more}


def board(*scores: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "name": "Board",
        "unit": "percent",
        "higher_is_better": True,
        "n_items": 400,
        "scores": list(scores),
        **more,
    }


def catalog_of(**boards: dict[str, Any]) -> Catalog:
    models = tuple(
        samples.model(name, open_weights=name.endswith("open"), origin="CN" if name.endswith("open") else "US")
        for name in NAMES
    )
    catalog = samples.catalog(models=models)
    settings = {
        "workload": "extraction",
        "levels": [],
        "frontier": 2,
        "benchmarks_from_models": 2,
    }
    cold = {
        "history": {"prices": []},
        "benchmarks": boards,
        "briefing": {
            "trends": {"trends": settings},
            "article": {"article": {"date": "2026-03-11", "sources": ["own"]}},
        },
    }

    def rows(workload: str) -> list[list[Any]]:
        means = ROWS[workload]
        return [
            list(QualityRow(name, "high", means[name], 0.3, 3, 1, "2026-08-01", 0.2, False, ("s",))) for name in NAMES
        ]

    workloads = {name: samples.EXTRACTION._replace(id=name, right_of_100=90) for name in ROWS}
    return changed(catalog, workloads=workloads, quality_loader=rows, _cold=cold)


def test_the_margin_is_held_against_the_error_of_both_scores() -> None:
    """400 items at 0.80 and 0.75: 1.96 * sqrt(.8*.2/400 + .75*.25/400) = 5.78 points."""
    found = leaders(catalog_of(b=board(score("a-open", 80.0), score("b-closed", 75.0))), "2026-11-23").benchmarks[0]
    assert (found.leader, found.runner_up, found.margin) == ("a-open", "b-closed", 5.0)
    assert found.noise == pytest.approx(5.777, abs=1e-3)
    assert found.beyond_noise is False


def test_published_errors_win_over_the_number_of_items() -> None:
    boards = board(score("a-open", 80.0, se=1.0), score("b-closed", 75.0, se=1.0))
    found = leaders(catalog_of(b=boards), "2026-11-23").benchmarks[0]
    assert found.noise == pytest.approx(1.96 * 2**0.5, abs=1e-4)
    assert found.beyond_noise is True


def test_a_full_score_is_not_without_noise() -> None:
    """40 of 40 right does not say that the next item will be: half an item is the least that is not known."""
    boards = board(score("a-open", 100.0), score("b-closed", 100.0), n_items=40)
    found = leaders(catalog_of(b=boards), "2026-11-23").benchmarks[0]
    assert found.noise == pytest.approx(196 * (2 * 0.0125 * 0.9875 / 40) ** 0.5, abs=1e-3)
    assert found.beyond_noise is False


def test_without_items_the_noise_is_not_known() -> None:
    boards = board(score("a-open", 80.0), score("b-closed", 75.0), n_items=None)
    found = leaders(catalog_of(b=boards), "2026-11-23")
    assert (found.benchmarks[0].noise, found.benchmarks[0].beyond_noise) == (None, None)
    assert found.beyond_noise.leads == 0


def test_where_lower_is_better_the_lowest_leads() -> None:
    boards = board(score("a-open", 3.0), score("b-closed", 2.0), score("c-closed", 9.0), higher_is_better=False)
    found = leaders(catalog_of(b=boards), "2026-11-23").benchmarks[0]
    assert (found.leader, found.runner_up, found.margin) == ("b-closed", "a-open", 1.0)
    assert found.best_open is not None
    assert found.best_closed is not None
    assert (found.best_open.model, found.best_closed.model) == ("a-open", "b-closed")


def test_a_models_best_score_counts_once_and_the_articles_own_rows_never() -> None:
    boards = board(
        score("a-open", 70.0), score("a-open", 72.0), score("b-closed", 71.0), score("c-closed", 99.0, source="own")
    )
    found = leaders(catalog_of(b=boards), "2026-11-23").benchmarks[0]
    assert (found.models, found.leader, found.score) == (2, "a-open", 72.0)


def test_later_scores_wait_for_their_day() -> None:
    boards = board(score("a-open", 70.0), score("b-closed", 60.0), score("c-closed", 99.0, date="2026-09"))
    catalog = catalog_of(b=boards)
    catalog = changed(catalog, newest_read="2026-01-01")
    assert leaders(catalog, "2026-09-29").benchmarks[0].leader == "a-open"
    assert leaders(catalog, "2026-09-30").benchmarks[0].leader == "a-open"
    assert leaders(catalog, "2026-10-01").benchmarks[0].leader == "c-closed"


def test_workloads_have_their_own_leaders_and_shares() -> None:
    found = leaders(catalog_of(), "2026-11-23")
    assert {lead.workload: lead.leader for lead in found.workloads} == {"extraction": "a-open", "coding": "b-closed"}
    assert {share.name: share.share for share in found.by_model} == {"a-open": 0.5, "b-closed": 0.5}
    assert found.workloads[0].p_leads == pytest.approx(0.9703, abs=1e-4)
    assert found.clear_leads.leads == 1


def test_one_model_for_all_is_the_one_that_loses_least() -> None:
    """b is behind in extraction by less than a is in coding; its regret is the mean over both."""
    found = leaders(catalog_of(), "2026-11-23")
    by_workload = {lead.workload: lead for lead in found.workloads}
    one = found.one_model
    assert one is not None
    assert (one.model, one.worst_workload) == ("b-closed", "extraction")
    behind = by_workload["extraction"].best_closed
    assert behind is not None
    gap = 100 * (by_workload["extraction"].p_success - behind.score)
    assert one.worst_regret == pytest.approx(gap, abs=1e-3)
    assert one.mean_regret == pytest.approx(gap / 2, abs=1e-3)
