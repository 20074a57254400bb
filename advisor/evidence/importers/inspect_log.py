"""Reads Inspect AI logs (`.eval` and `.json`, log format 2): epochs are repeats, failed samples are missing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from advisor.evidence.importers.archive import Archive
from advisor.evidence.importers.attempts import Attempt, Log
from advisor.evidence.importers.values import amount, array, day_of, parsed, score_of, sub_table, table, text, wrong

FORMAT = 2


def is_inspect(document: Mapping[str, Any]) -> bool:
    return isinstance(document.get("eval"), dict) and "status" in document and "version" in document


def read_archive(path: str, metric: str | None) -> Log:
    """A `.eval` file: header and the summaries of its samples; the transcripts are not read."""
    with Archive(path) as archive:
        names = archive.names()
        if "header.json" not in names:
            raise wrong(path, "no header.json: the run did not finish or this is no Inspect log", "finish or retry it")
        header = table(parsed(archive.read("header.json"), f"{path}/header.json"), path)
        if "summaries.json" in names:
            samples = array(parsed(archive.read("summaries.json"), f"{path}/summaries.json"), path)
        else:
            found = [name for name in names if name.startswith("samples/") and name.endswith(".json")]
            samples = [parsed(archive.read(name), f"{path}/{name}") for name in found]
    return read_document({**header, "samples": samples}, path, metric)


def read_document(document: Mapping[str, Any], path: str, metric: str | None) -> Log:
    """A whole log; bad-input for one that failed, was invalidated or has no samples."""
    _refuse(document, path)
    about = table(document["eval"], path)
    samples = array(document.get("samples") or [], path)
    if not samples:
        raise wrong(path, "no samples: it was written without them or none ran", "log samples (`--log-samples`)")
    chosen = metric or _scorer(sub_table(document.get("results")))
    attempts = tuple(_attempts(samples, about, document, path, chosen))
    day = day_of(about.get("created"))
    task, metrics = text(about.get("task")), tuple(_metrics(samples))
    return Log("inspect", f"log format {FORMAT}", task, day, attempts, (), metrics)


def _refuse(document: Mapping[str, Any], path: str) -> None:
    if document["version"] != FORMAT:
        fix = "run `inspect log convert` with a current Inspect"
        raise wrong(path, f"log format {document['version']!r:.20}; {FORMAT} is read", fix)
    if document["status"] != "success":
        raise wrong(path, f"the run has status {document['status']!r:.20}", "finish it with `inspect eval-retry`")
    if document.get("invalidated"):
        raise wrong(path, "the log was invalidated", "import a valid run")


def _scorer(results: Mapping[str, Any]) -> str | None:
    """The score the log itself puts first."""
    headline = sub_table(results.get("headline"))
    if headline.get("score"):
        return text(headline["score"])
    scores = results.get("scores") or []
    return text(scores[0].get("name")) if isinstance(scores, list) and scores and isinstance(scores[0], dict) else None


def _metrics(samples: Iterable[object]) -> list[str]:
    """Every score of the samples; of one with several values, each value."""
    found: dict[str, None] = {}
    for sample in samples:
        for name, score in sub_table(sub_table(sample).get("scores")).items():
            value = sub_table(score).get("value")
            found.update(dict.fromkeys(f"{name}/{key}" for key in value) if isinstance(value, dict) else {name: None})
    return [text(name) for name in found]


def _attempts(
    samples: Iterable[object], about: Mapping[str, Any], document: Mapping[str, Any], path: str, metric: str | None
) -> Iterator[Attempt]:
    model, prompt = text(about.get("model")), _prompt(sub_table(document.get("plan")))
    effort = _effort(about, sub_table(document.get("plan")))
    seen: set[tuple[str, object]] = set()
    for number, entry in enumerate(samples, 1):
        place = f"{path}: sample {number}"
        sample = table(entry, place)
        item = text(sample.get("id"))
        key = (item, sample.get("epoch"))
        if not item or key in seen:
            problem = f"item {item[:60]!r} occurs twice in epoch {key[1]!r:.10}" if item else "it has no id"
            raise wrong(place, problem, "give every item its own id")
        seen.add(key)
        score, missing = _score(sample, metric, place)
        metadata, usage = sub_table(sample.get("metadata")), sub_table(sub_table(sample.get("model_usage")).get(model))
        yield Attempt(
            model, item, score, missing, prompt, text(metadata.get("cluster")), effort,
            _input(usage), amount(usage.get("output_tokens")), amount(usage.get("reasoning_tokens")),
            amount(sample.get("working_time")), amount(usage.get("total_cost")),
        )  # fmt: skip


def _score(sample: Mapping[str, Any], metric: str | None, place: str) -> tuple[float | None, str | None]:
    if sample.get("error"):
        return None, "error"
    scores = sub_table(sample.get("scores"))
    if not scores:
        return None, "not scored"
    name, _, key = (metric or next(iter(scores))).partition("/")
    if name not in scores:
        raise wrong(place, f"no score {name[:60]!r}", f"choose one with --metric: {', '.join(map(text, scores))}")
    value = sub_table(scores[name]).get("value")
    if isinstance(value, dict):
        if key not in value:
            names = ", ".join(f"{name}/{text(one)}" for one in value)
            raise wrong(place, f"score {name[:60]!r} has several values", f"choose one with --metric: {names}")
        value = value[key]
    return score_of(value, place)


def _input(usage: Mapping[str, Any]) -> float | None:
    """Inspect leaves cached tokens out of `input_tokens`."""
    fresh, read, written = (amount(usage.get(f"input_tokens{kind}")) for kind in ("", "_cache_read", "_cache_write"))
    return None if fresh is None else fresh + (read or 0.0) + (written or 0.0)


def _prompt(plan: Mapping[str, Any]) -> str:
    """What tells two set-ups apart: the solvers with their parameters, system messages among them."""
    from hashlib import sha256
    from json import dumps

    steps = plan.get("steps")
    return sha256(dumps(steps, sort_keys=True).encode()).hexdigest()[:16] if steps else ""


def _effort(about: Mapping[str, Any], plan: Mapping[str, Any]) -> str | None:
    for config in (about.get("model_generate_config"), plan.get("config")):
        effort = sub_table(config).get("reasoning_effort")
        if effort:
            return text(effort)
    return None
