"""Capability from the scores that were public on an earlier date; the evidence model is imported only here."""

from advisor.catalog import Catalog, QualityRow
from advisor.evidence.read import (
    benchmark_of,
    facts_of,
    launch_prices_of,
    parameters_of,
    scores_of,
    workload_evidence_of,
)
from advisor.evidence.table import model_evidence, quality_rows
from advisor.requirements import Requirements


def recomputed(catalog: Catalog, requirements: Requirements) -> list[QualityRow]:
    """One row per model and effort, with the shipped parameters."""
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
