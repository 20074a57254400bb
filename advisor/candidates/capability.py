"""Capability rows of a workload as known on the as-of date: compiled ones, or recomputed from older scores."""

from collections.abc import Iterable

from advisor.catalog import Catalog
from advisor.evidence.read import (
    benchmark_of,
    facts_of,
    launch_prices_of,
    parameters_of,
    scores_of,
    workload_evidence_of,
)
from advisor.evidence.table import model_evidence, quality_rows
from advisor.evidence.types import QualityRow
from advisor.requirements import Requirements


def quality_known(catalog: Catalog, requirements: Requirements) -> Iterable[QualityRow]:
    """One row per model and effort from scores published by the as-of date."""
    if requirements.as_of >= catalog.newest_read:
        return map(QualityRow._make, catalog.quality_loader(requirements.workload.id))
    return _recomputed(catalog, requirements)


def _recomputed(catalog: Catalog, requirements: Requirements) -> list[QualityRow]:
    benchmarks = catalog.cold("benchmarks")
    scores = [score for key, data in benchmarks.items() for score in scores_of(key, data)]
    definitions = {key: benchmark_of(key, data) for key, data in benchmarks.items()}
    evidence = catalog.cold("evidence")
    launch = launch_prices_of(evidence["launch_prices"])
    parameters = parameters_of(evidence["parameters"])
    facts = [facts_of(key, data, launch) for key, data in catalog.cold("models").items()]
    workload = requirements.workload.id
    wanted = workload_evidence_of(workload, catalog.cold("workloads")[workload]["evidence"], definitions)
    return quality_rows(wanted, model_evidence(facts, scores, definitions, parameters, requirements.as_of), parameters)
