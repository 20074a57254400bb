"""Reads lm-evaluation-harness output: the samples file, with its results file beside it for the model's name."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from advisor.evidence.importers.attempts import Attempt, Log
from advisor.evidence.importers.values import parsed, score_of, sub_table, table, text, wrong

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
    rows = [parsed(line, f"{beside[0]}:{number}") for number, line in _lines(beside[0])]
    return read_samples(rows, str(beside[0]), metric, document)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise wrong(str(path), "too large", "import a part of it")
        content = path.read_text("utf-8")
    except (OSError, ValueError) as problem:
        raise wrong(str(path), f"cannot be read ({problem})", "export it again") from None
    return ((number, line) for number, line in enumerate(content.splitlines(), 1) if line.strip())


def _samples_beside(path: str, task: object) -> Path | None:
    """lm-eval names both files of a run after its time; a renamed pair keeps the words results and samples."""
    here = Path(path)
    stamp = here.stem.removeprefix("results")
    for name in (f"samples_{task}{stamp}.jsonl", here.name.replace("results", "samples") + "l"):
        found = here.with_name(Path(name).name)
        if found.is_file():
            return found
    return None


def results_beside(path: str) -> Mapping[str, Any] | None:
    """The results file of the run a samples file is of; None when there is none."""
    here = Path(path)
    for other in sorted(here.parent.glob("*results*.json")):
        stamp = other.stem.partition("results")[2]
        renamed = other.name.replace("results", "samples") + "l" == here.name
        if (renamed or (stamp and here.stem.endswith(stamp))) and other.stat().st_size <= SIZE_LIMIT:
            found = table(parsed(other.read_bytes(), str(other)), str(other))
            return found if is_results(found) else None
    return None


def read_samples(
    rows: Sequence[Mapping[str, Any]], path: str, metric: str | None, results: Mapping[str, Any] | None
) -> Log:
    """Rows of one task; of several filters one is taken, the last as the harness reports it."""
    about = results or {}
    model = _model(about)
    if model is None:
        raise wrong(path, "no results_*.json of the run beside it, so no model name", "keep both files in one folder")
    rows = [table(row, f"{path}:{number}") for number, row in enumerate(rows, 1)]
    filters = list(dict.fromkeys(text(row.get("filter")) for row in rows))
    chosen = filters[-1]
    kept = [row for row in rows if text(row.get("filter")) == chosen]
    _refuse_duplicates(kept, path)
    name = metric or _metric(kept[0], path)
    attempts = tuple(_attempt(row, model, name, f"{path}: doc {row['doc_id']!r:.20}") for row in kept)
    notes = (f"filter {chosen!r} is taken of {', '.join(filters)}",) if len(filters) > 1 else ()
    task = Path(path).stem.removeprefix("samples_").partition("_20")[0]
    version, metrics = text(about.get("lm_eval_version")), tuple(_metrics(kept[0]))
    return Log("lm-eval", version, task, _day(path, about), attempts, notes, metrics)


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
    return [text(name) for name in row.get("metrics") or [] if text(name) in row]


def _attempt(row: Mapping[str, Any], model: str, metric: str, place: str) -> Attempt:
    if metric not in row:
        names = ", ".join(map(text, row.get("metrics") or []))
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
