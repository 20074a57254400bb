"""Reads lm-evaluation-harness output: the samples file, with its results file beside it for the model's name."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from os.path import isfile
from pathlib import Path
from typing import Any

from advisor.evidence.importers.attempts import Attempt, Log
from advisor.evidence.importers.values import items, lines_of, parsed, score_of, sub_table, table, text, wrong

RESULTS = ("results", "configs", "versions", "n-shot")
SAMPLE = ("doc_id", "filtered_resps", "doc_hash")
SIZE_LIMIT = 300_000_000


def is_results(document: Mapping[str, Any]) -> bool:
    return all(key in document for key in RESULTS)


def is_sample(row: Mapping[str, Any]) -> bool:
    return all(key in row for key in SAMPLE)


def read_results(document: Mapping[str, Any], path: str, metric: str | None) -> Log:
    """The results file, with the one task whose samples lie beside it."""
    tasks = list(sub_table(document["results"]))
    beside = [name for task in tasks if (name := _samples_beside(path, task)) is not None]
    if len(beside) != 1:
        problem = f"{len(beside) or 'no'} samples files beside it for its tasks {', '.join(map(text, tasks))[:80]}"
        raise wrong(path, problem, "run lm_eval with --log_samples and import one samples_*.jsonl")
    rows = [parsed(line, f"{beside[0]}:{number}") for number, line in enumerate(_lines(beside[0]), 1)]
    return read_samples(rows, str(beside[0]), metric, document)


def _lines(path: Path) -> list[str]:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise wrong(str(path), "too large", "import a part of it")
        return lines_of(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise wrong(str(path), f"cannot be read ({problem})", "export it again") from None


def _samples_beside(path: str, task: object) -> Path | None:
    """lm-eval names both files of a run after its time; a renamed pair keeps the words results and samples."""
    here = Path(path)
    stamp = here.stem.removeprefix("results")
    for name in (f"samples_{task}{stamp}.jsonl", here.name.replace("results", "samples") + "l"):
        found = here.with_name(Path(name).name)
        if isfile(found):
            return found
    return None


def results_beside(path: str) -> Mapping[str, Any] | None:
    """The results file of the run a samples file is of; None when there is none."""
    here = Path(path)
    for other in sorted(here.parent.glob("*results*.json")):
        stamp = other.stem.partition("results")[2]
        renamed = other.name.replace("results", "samples") + "l" == here.name
        mine = (renamed or (stamp and here.stem.endswith(stamp))) and isfile(other)
        if mine and other.stat().st_size <= SIZE_LIMIT:
            found = table(parsed(other.read_bytes(), str(other)), str(other))
            return found if is_results(found) else None
    return None


def read_samples(
    rows: Sequence[Mapping[str, Any]], path: str, metric: str | None, results: Mapping[str, Any] | None
) -> Log:
    """Rows of one task. `metric` is METRIC or METRIC,FILTER as the harness writes it; else the last filter counts."""
    about = results or {}
    model = _model(about)
    if model is None:
        raise wrong(path, "no results_*.json of the run beside it, so no model name", "keep both files in one folder")
    rows = [table(row, f"{path}:{number}") for number, row in enumerate(rows, 1)]
    filters = list(dict.fromkeys(text(row.get("filter")) for row in rows))
    metric, chosen = _choice(metric, filters, path)
    kept = [row for row in rows if text(row.get("filter")) == chosen]
    _refuse_duplicates(kept, path)
    name = metric or _metric(kept[0], path)
    attempts = tuple(_attempt(row, model, name, f"{path}: doc {row['doc_id']!r:.20}") for row in kept)
    notes: tuple[str, ...] = ()
    if len(filters) > 1:
        notes = (f"filter {chosen!r} is taken of {', '.join(filters)}; --metric {name},FILTER takes another",)
    task = Path(path).stem.removeprefix("samples_").partition("_20")[0]
    version, metrics = text(about.get("lm_eval_version")), _metrics(kept[0])
    if len(filters) > 1:
        metrics = [f"{one},{other}" for one in metrics for other in filters]
    return Log("lm-eval", version, task, _day(path, about), attempts, notes, tuple(metrics))


def _choice(asked: str | None, filters: Sequence[str], path: str) -> tuple[str | None, str]:
    """(metric, filter) of what was asked for; a metric's own name may hold no comma."""
    metric, comma, chosen = (asked or "").rpartition(",")
    if not comma:
        return asked, filters[-1]
    if chosen not in filters:
        raise wrong(path, f"no filter {chosen[:60]!r}", f"choose one of {', '.join(filters)}")
    return metric or None, chosen


def _refuse_duplicates(rows: Sequence[Mapping[str, Any]], path: str) -> None:
    twice = [doc for doc, times in Counter(json.dumps(row["doc_id"]) for row in rows).items() if times > 1]
    if twice:
        raise wrong(path, f"doc_id {twice[0][:40]} occurs twice", "import the samples of one run")


def _metric(row: Mapping[str, Any], path: str) -> str:
    names = _metrics(row)
    if not names:
        raise wrong(path, "its rows name no metric", "choose one with --metric NAME")
    return names[0]


def _metrics(row: Mapping[str, Any]) -> list[str]:
    return [text(name) for name in items(row.get("metrics")) if text(name) in row]


def _attempt(row: Mapping[str, Any], model: str, metric: str, place: str) -> Attempt:
    if metric not in row:
        names = ", ".join(map(text, items(row.get("metrics"))))
        raise wrong(place, f"no metric {metric[:60]!r}", f"choose one of {names}")
    score, missing = score_of(row[metric], place)
    doc = sub_table(row.get("doc"))
    item = doc.get("item_id") or row["doc_hash"]
    return Attempt(model, text(item), score, missing, cluster=text(doc.get("cluster")))


def _model(about: Mapping[str, Any]) -> str | None:
    """`model=` or `pretrained=` of the arguments, else the kind of model."""
    config = sub_table(about.get("config"))
    given = config.get("model_args")
    if isinstance(given, str):
        given = dict(part.split("=", 1) for part in given.split(",") if "=" in part)
    for name in ("model", "pretrained"):
        if sub_table(given).get(name):
            return text(sub_table(given)[name])
    return text(config.get("model")) or None


def _day(path: str, about: Mapping[str, Any]) -> str | None:
    from time import gmtime, strftime

    seconds = about.get("date")
    if isinstance(seconds, int | float) and 0 < seconds < 1e11:
        return strftime("%Y-%m-%d", gmtime(seconds))
    return None
