"""Columns of a user's folder whose publishers the catalog has not seen. Reads CSV and JSON; ships nothing of them."""

import csv
import json
import os

from advisor.evidence.fit_rows import Evidence
from advisor.evidence.observations import raw_logit
from advisor.evidence.types import Benchmark
from advisor.evidence.validation_columns import Column

LEAST = 10


def outside_columns(evidence: Evidence, folder: str) -> list[Column]:
    """Columns (benchmark, source) of DIR/benchmarks.csv with ten or more catalog models and a source unknown here."""
    known = {score.source for score in evidence.scores}
    names = _names(evidence, folder)
    cells: dict[tuple[str, str], dict[str, float]] = {}
    with open(os.path.join(folder, "benchmarks.csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            model, source = names.get(row["model_name"]), row["source_id"]
            if model is None or source in known or row["measured_by"] in ("lab-reported", "secondary"):
                continue
            benchmark = _benchmark(evidence, row)
            value = raw_logit(float(row["score"]), benchmark)
            column = cells.setdefault((row["benchmark"], source), {})
            column[model] = max(value, column.get(model, value))
    return [_column(evidence, *key, cells[key]) for key in sorted(cells) if len(cells[key]) >= LEAST]


def _names(evidence: Evidence, folder: str) -> dict[str, str]:
    """Name in the folder -> catalog id."""
    names = {model: model for model in evidence.facts}
    path = os.path.join(folder, "bench_catalog_map.json")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            names |= {name: model for model, name in json.load(file).items() if model in evidence.facts}
    return names


def _benchmark(evidence: Evidence, row: dict[str, str]) -> Benchmark:
    """The catalog's definition, or a plain one for a benchmark it does not have."""
    unit = "percent" if row["scale_max"] == "100" else "rating"
    plain = Benchmark(row["benchmark"], row["benchmark"], "general", row["benchmark"], unit, True, None, *[False] * 3)
    known = evidence.benchmarks.get(row["benchmark"], plain)
    return known._replace(unit=unit, higher_is_better=row["higher_is_better"] != "0")


def _column(evidence: Evidence, name: str, source: str, logits: dict[str, float]) -> Column:
    known = evidence.benchmarks.get(name)
    family, skill = (known.family, known.skill) if known else (name, "general")
    return Column(name, source, family, "knowledge" if skill == "general" else skill, logits)
