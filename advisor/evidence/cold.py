"""The cold documents as the evidence model takes them, for cards and for recomputing; loads nothing by itself."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from advisor.errors import bad_input
from advisor.evidence import read
from advisor.evidence.card import Card, card_of
from advisor.evidence.table import known_by, model_evidence
from advisor.evidence.types import Benchmark, ModelFacts, Parameters, Score, WorkloadEvidence

Cold = Callable[[str], Mapping[str, Any]]
"""Kind -> id -> full facts, as `Catalog.cold`."""


class ColdEvidence(NamedTuple):
    workload: WorkloadEvidence
    benchmarks: dict[str, Benchmark]
    scores: list[Score]
    facts: list[ModelFacts]
    parameters: Parameters


def cold_evidence(cold: Cold, workload: str) -> ColdEvidence:
    """Every score and fact of the catalog, for one workload."""
    files, evidence = cold("benchmarks"), cold("evidence")
    benchmarks = {key: read.benchmark_of(key, data) for key, data in files.items()}
    launch = read.launch_prices_of(evidence["launch_prices"])
    return ColdEvidence(
        read.workload_evidence_of(workload, cold("workloads")[workload]["evidence"], benchmarks),
        benchmarks,
        [score for key, data in files.items() for score in read.scores_of(key, data)],
        [read.facts_of(key, data, launch) for key, data in cold("models").items()],
        read.parameters_of(evidence["parameters"]),
    )


def card_known(cold: Cold, workload: str, model: str, as_of: str) -> Card:
    """Evidence card of one catalog model from scores published by `as_of`; AdvisorError for a model of a scenario."""
    known = cold_evidence(cold, workload)
    mine = [score for score in known.scores if score.model == model and known_by(score.date, as_of)]
    facts = [item for item in known.facts if item.id == model]
    if not facts:
        raise bad_input(f"{model} is in no file of the catalog: nobody has measured it", "see the model it is like")
    (found,) = model_evidence(facts, mine, known.benchmarks, known.parameters, as_of)
    return card_of(known.workload, found, mine, known.benchmarks, known.parameters)
