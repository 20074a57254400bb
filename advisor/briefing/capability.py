"""Capability of the models known on a date, by workload: compiled rows, or recomputed from scores."""

from collections.abc import Callable, Iterable

from advisor.briefing.view import View
from advisor.catalog import QualityRow
from advisor.evidence.read import (
    benchmark_of,
    facts_of,
    launch_prices_of,
    parameters_of,
    scores_of,
    workload_evidence_of,
)
from advisor.evidence.table import model_evidence, quality_rows

Rows = Callable[[str], list[QualityRow]]
"""Workload id -> rows of the models known."""


def rows_known(view: View) -> Rows:
    """A reader of quality rows as of the view's date; evidence is gathered once for all workloads."""
    if view.as_of >= view.catalog.newest_read:
        return lambda workload: _known(view, (QualityRow(*row) for row in view.catalog.quality_loader(workload)))
    return _recomputed(view)


def _recomputed(view: View) -> Rows:
    benchmarks = view.catalog.cold("benchmarks")
    definitions = {key: benchmark_of(key, data) for key, data in benchmarks.items()}
    scores = [score for key, data in benchmarks.items() for score in scores_of(key, data)]
    evidence = view.catalog.cold("evidence")
    parameters = parameters_of(evidence["parameters"])
    launch = launch_prices_of(evidence["launch_prices"])
    full = view.catalog.cold("models")
    facts = [facts_of(key, full[key], launch) for key in view.models if key in full]
    found = model_evidence(facts, scores, definitions, parameters, view.as_of)
    workloads = view.catalog.cold("workloads")

    def rows(workload: str) -> list[QualityRow]:
        wanted = workload_evidence_of(workload, workloads[workload]["evidence"], definitions)
        return _known(view, quality_rows(wanted, found, parameters))

    return rows


def _known(view: View, rows: Iterable[QualityRow]) -> list[QualityRow]:
    return [row for row in rows if row.model in view.models]


def best_effort(rows: Iterable[QualityRow]) -> dict[str, QualityRow]:
    """Model id -> its row at the effort with the highest mean, models best first."""
    best: dict[str, QualityRow] = {}
    for row in rows:
        if row.model not in best or row.logit_mean > best[row.model].logit_mean:
            best[row.model] = row
    return dict(sorted(best.items(), key=lambda item: (-item[1].logit_mean, item[0])))
