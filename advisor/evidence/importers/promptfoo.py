"""Reads promptfoo output (`-o out.json`, versions 2 and 3): errors of providers and graders are missing, not wrong."""

import json
from collections.abc import Mapping
from typing import Any

from advisor.evidence.importers.attempts import Attempt, Log
from advisor.evidence.importers.values import (
    amount,
    array,
    day_of,
    score_of,
    sub_table,
    table,
    text,
    wrong,
)

VERSIONS = (2, 3)
ERROR = 2
"""Of `failureReason`; 0 is none, 1 a failed assertion."""
KEYS = ("item_id", "item", "id")
"""Variables that name an item; without one the variables together do."""


def is_promptfoo(document: Mapping[str, Any]) -> bool:
    summary = _summary(document)
    return isinstance(summary.get("version"), int) and ("results" in summary or "outputs" in summary)


def _summary(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The evaluation itself, which newer exports wrap."""
    inner = document.get("results")
    return inner if isinstance(inner, dict) else document


def read_document(document: Mapping[str, Any], path: str, metric: str | None) -> Log:
    summary = _summary(document)
    if summary["version"] not in VERSIONS:
        problem = f"version {summary['version']!r:.20} of its output; 2 and 3 are read"
        raise wrong(path, problem, "use a current promptfoo")
    rows = array(summary.get("results", summary.get("outputs")), path)
    if not rows:
        raise wrong(path, "no results", "run the evaluation to its end")
    attempts = tuple(_attempt(row, metric, f"{path}: result {number}") for number, row in enumerate(rows, 1))
    about = sub_table(document.get("metadata"))
    task = text(sub_table(document.get("config")).get("description"))
    version = text(about.get("promptfooVersion")) or f"format {summary['version']}"
    metrics = dict.fromkeys(text(name) for row in rows for name in sub_table(sub_table(row).get("namedScores")))
    return Log("promptfoo", version, task, day_of(summary.get("timestamp")), attempts, (), tuple(metrics))


def _attempt(entry: object, metric: str | None, place: str) -> Attempt:
    row = table(entry, place)
    variables = sub_table(row.get("vars")) or sub_table(sub_table(row.get("testCase")).get("vars"))
    score, missing = _score(row, metric, place)
    response = sub_table(row.get("response"))
    usage = sub_table(response.get("tokenUsage")) or sub_table(row.get("tokenUsage"))
    used = bool(amount(usage.get("total")))
    return Attempt(
        model=_model(row, place),
        item=_item(variables, row, place),
        score=score,
        missing=missing,
        prompt=text(row.get("promptId") or row.get("promptIdx")),
        cluster=text(variables.get("cluster")),
        input_tokens=amount(usage.get("prompt")) if used else None,
        output_tokens=amount(usage.get("completion")) if used else None,
        reasoning_tokens=amount(sub_table(usage.get("completionDetails")).get("reasoning")) if used else None,
        latency_s=_seconds(row, response),
        cost_usd=amount(row.get("cost")) or None,
    )


def _score(row: Mapping[str, Any], metric: str | None, place: str) -> tuple[float | None, str | None]:
    grading = sub_table(row.get("gradingResult"))
    if row.get("failureReason") == ERROR or _broke(row, grading):
        return None, "error"
    if sub_table(grading.get("metadata")).get("graderError"):
        return None, "grader failed"
    if metric is not None:
        named = sub_table(row.get("namedScores"))
        if metric not in named:
            raise wrong(place, f"no named score {metric[:60]!r}", f"choose one of {', '.join(map(text, named))}")
        return score_of(named[metric], place)
    return score_of(row.get("success"), place)


def _broke(row: Mapping[str, Any], grading: Mapping[str, Any]) -> bool:
    """Version 2 gives no reason: an error without a grade came from the provider."""
    return "failureReason" not in row and bool(row.get("error")) and not grading


def _model(row: Mapping[str, Any], place: str) -> str:
    provider = row.get("provider")
    named = sub_table(provider)
    found = text(named.get("label") or named.get("id")) if named else text(provider)
    if not found:
        raise wrong(place, "it names no provider", "export it again with promptfoo")
    return found


def _item(variables: Mapping[str, Any], row: Mapping[str, Any], place: str) -> str:
    from hashlib import sha256

    for key in KEYS:
        if isinstance(variables.get(key), str | int):
            return text(variables[key])
    if variables:
        content = json.dumps(variables, sort_keys=True, default=str)
        return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    if row.get("testIdx") is None:
        raise wrong(place, "neither variables nor a test number", "export it again with promptfoo")
    return f"test-{text(row['testIdx'])}"


def _seconds(row: Mapping[str, Any], response: Mapping[str, Any]) -> float | None:
    """A cached answer says nothing of speed."""
    milliseconds = amount(row.get("latencyMs"))
    return None if milliseconds is None or response.get("cached") else milliseconds / 1000
