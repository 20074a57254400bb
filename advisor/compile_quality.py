"""Builds the quality documents: what the evidence says of every model for each workload.

The parameters are the shipped ones, whatever an overlay adds: evidence is only ever refitted by maintainers.
"""

from collections.abc import Mapping

from advisor.compile_shape import Things
from advisor.compile_values import plain
from advisor.evidence import read
from advisor.evidence.table import ModelEvidence, model_evidence, quality_rows
from advisor.evidence.types import Benchmark, Parameters
from advisor.snapshot import dumps

EVERY_SCORE = "9999-12-31"
"""As-of date of the shipped rows; a recommendation as of an earlier day computes its own."""


def quality_documents(things: Things) -> dict[str, bytes]:
    """Rows of `QualityRow` per workload that says which skills it needs; none before the parameters are fitted."""
    fitted = things["evidence"].get("parameters")
    if fitted is None:
        return {}
    parameters = read.parameters_of(plain(fitted.data))
    benchmarks = {key: read.benchmark_of(key, thing.data) for key, thing in things["benchmarks"].items()}
    models = _models(things, benchmarks, parameters)
    return {
        f"quality/{workload}": dumps(
            quality_rows(read.workload_evidence_of(workload, thing.data["evidence"], benchmarks), models, parameters)
        )
        for workload, thing in things["workloads"].items()
        if "evidence" in thing.data
    }


def _models(things: Things, benchmarks: Mapping[str, Benchmark], parameters: Parameters) -> list[ModelEvidence]:
    scores = [score for key, thing in things["benchmarks"].items() for score in read.scores_of(key, thing.data)]
    launch = things["evidence"].get("launch_prices")
    prices = read.launch_prices_of(launch.data) if launch else {}
    facts = [read.facts_of(key, thing.data, prices) for key, thing in things["models"].items()]
    return model_evidence(facts, scores, benchmarks, parameters, EVERY_SCORE)
