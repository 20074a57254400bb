"""What the fit sees: the shipped catalog's scores as rows of numbers. Maintainers only; needs tomli."""

import json
import os
import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

import tomli

from advisor.evidence.observations import raw_logit, runs
from advisor.evidence.read import benchmark_of, facts_of, launch_prices_of, scores_of
from advisor.evidence.types import Benchmark, ModelFacts, Score

CATALOG = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "catalog")
MIN_MODELS = 3
"""Models a benchmark needs before its intercept and slope mean anything."""


class Evidence(NamedTuple):
    """The catalog as the fit and its validation take it."""

    benchmarks: dict[str, Benchmark]
    scores: tuple[Score, ...]
    facts: dict[str, ModelFacts]
    effort_runs: tuple[dict[str, Any], ...]


class Row(NamedTuple):
    score: Score
    benchmark: Benchmark
    logit: float
    facts: ModelFacts
    unstated: bool
    """A reasoning model's run at an effort nobody stated."""


def read_catalog(root: str = CATALOG) -> Evidence:
    """Benchmarks, scores and model facts of a catalog folder."""
    files = {name: _toml(path) for name, path in _files(root, "benchmarks")}
    launch = launch_prices_of(_toml(os.path.join(root, "evidence", "launch_prices.toml")))
    models = {name: _toml(path) for name, path in _files(root, "models")}
    return Evidence(
        {name: benchmark_of(name, data) for name, data in files.items()},
        tuple(score for name, data in files.items() for score in scores_of(name, data)),
        {name: facts_of(name, data, launch) for name, data in models.items()},
        tuple(_toml(os.path.join(root, "evidence", "efforts.toml"))["run"]),
    )


def _files(root: str, kind: str) -> list[tuple[str, str]]:
    """(id, path) of every TOML file below a folder, by id."""
    found = [(name, folder) for folder, _, names in os.walk(os.path.join(root, kind)) for name in names]
    return sorted((re.sub(r"\.toml$", "", name), os.path.join(folder, name)) for name, folder in found)


def _toml(path: str) -> dict[str, Any]:
    with open(path, "rb") as file:
        return tomli.load(file)


def rows_of(evidence: Evidence, scores: Iterable[Score], *, composites: bool = True) -> list[Row]:
    """One row per run on benchmarks that enough models took, in a fixed order."""
    by_model: dict[str, list[Score]] = {}
    for score in scores:
        benchmark = evidence.benchmarks[score.benchmark]
        if not benchmark.composite or (composites and benchmark.unit == "index"):
            by_model.setdefault(score.model, []).append(score)
    rows = [_row(evidence, score) for model in sorted(by_model) for score in runs(by_model[model])]
    models: dict[str, set[str]] = {}
    for row in rows:
        models.setdefault(row.benchmark.id, set()).add(row.score.model)
    return [row for row in rows if len(models[row.benchmark.id]) >= MIN_MODELS]


def _row(evidence: Evidence, score: Score) -> Row:
    facts, benchmark = evidence.facts[score.model], evidence.benchmarks[score.benchmark]
    return Row(score, benchmark, raw_logit(score.score, benchmark), facts, bool(facts.reasoning) and not score.effort)


def digest_of(benchmarks: Iterable[Benchmark], scores: Iterable[Score]) -> str:
    """sha256 of the definitions and scores a fit saw, whatever their order."""
    lines = sorted(json.dumps(item) for item in (*benchmarks, *scores))
    return sha256("\n".join(lines).encode()).hexdigest()
