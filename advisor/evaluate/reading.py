"""From log files to runs ready to be stored: attempts grouped by model, named, checked. Writes nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from os.path import basename
from typing import NamedTuple

from advisor.catalog import Catalog
from advisor.errors import AdvisorError, bad_input
from advisor.evaluate.naming import Named, name_of
from advisor.evaluate.standing import served
from advisor.evidence.importers.attempts import Attempt, Log
from advisor.evidence.importers.detect import read_log
from advisor.evidence.own_store import Run, run_id


class Wanted(NamedTuple):
    """How to read the files."""

    workload: str
    names: Mapping[str, str]
    """Model name in the log -> option."""
    metric: str | None
    prompt: str | None
    """Of several prompts the one to take."""
    today: str


class Reading(NamedTuple):
    runs: tuple[Run, ...]
    notes: tuple[str, ...]
    """What was guessed, left out or missing."""


def read_files(paths: Sequence[str], wanted: Wanted, catalog: Catalog) -> Reading:
    """Every run of the files; bad-input when one cannot be used, so that nothing is stored."""
    runs: dict[str, Run] = {}
    notes: list[str] = []
    for path in paths:
        log, digest = read_log(path, wanted.metric)
        notes += [f"{path}: {note}" for note in log.notes]
        for run, said in _runs(path, log, digest, wanted, catalog):
            notes += [f"{path}: {text}" for text in said]
            if run is not None:
                runs[run.id] = run
    if not runs:
        raise bad_input("no attempt in the files has a score", "; ".join(notes)[:400] or "score them first")
    return Reading(tuple(runs.values()), tuple(dict.fromkeys(notes)))


def _runs(
    path: str, log: Log, digest: str, wanted: Wanted, catalog: Catalog
) -> list[tuple[Run | None, list[str]]]:  # fmt: skip
    groups: dict[tuple[str, str | None], list[Attempt]] = {}
    for attempt in log.attempts:
        if wanted.prompt is None or attempt.prompt == wanted.prompt:
            groups.setdefault((attempt.model, attempt.effort), []).append(attempt)
    if not groups:
        raise bad_input(
            f"{path}: no attempt with prompt {(wanted.prompt or '')[:60]!r}", "leave --prompt out to see them"
        )
    return [_run(path, log, digest, wanted, catalog, name, effort, own) for (name, effort), own in groups.items()]


def _run(
    path: str,
    log: Log,
    digest: str,
    wanted: Wanted,
    catalog: Catalog,
    name: str,
    effort: str | None,
    attempts: list[Attempt],
) -> tuple[Run | None, list[str]]:
    missing = Counter(attempt.missing for attempt in attempts if attempt.missing)
    if sum(missing.values()) == len(attempts):
        return None, [f"{name}: all {len(attempts)} attempts are missing ({_reasons(missing)}), nothing to store"]
    prompt = _prompt(path, name, attempts)
    found = _named(path, name, effort, wanted.names, catalog)
    notes = [found.note] if found.note else []
    if found.key.place in (None, "owned", "rented") and any(one.latency_s or one.cost_usd for one in attempts):
        notes.append(f"{name}: its seconds and costs replace nothing, for no endpoint is named: --map '{name}=OPTION'")
    if (log.date or "") > wanted.today:
        notes.append(f"{name}: the log is dated {log.date}, after today: it counts from then on")
    if missing:
        notes.append(f"{name}: {sum(missing.values())} of {len(attempts)} attempts missing ({_reasons(missing)})")
    run = Run(
        id=run_id(digest, wanted.workload, name, prompt, found.key.option),
        workload=wanted.workload,
        key=found.key,
        prompt=prompt,
        date=log.date or wanted.today,
        imported=wanted.today,
        tool=log.tool,
        version=log.version,
        task=log.task,
        file=basename(path),
        sha256=digest,
        name=name,
        attempts=tuple(attempts),
        revision=served(found.key, catalog),
    )
    return run, notes


def _named(path: str, name: str, effort: str | None, names: Mapping[str, str], catalog: Catalog) -> Named:
    """The name of a log as what was tested; bad-input names the log beside the name."""
    try:
        return name_of(name, effort, names, catalog)
    except AdvisorError as problem:
        raise bad_input(f"{path}: {problem.message}", problem.fix) from None


def _reasons(missing: Counter[str]) -> str:
    return ", ".join(f"{reason[:60]} {count}" for reason, count in missing.most_common(3))


def _prompt(path: str, name: str, attempts: Sequence[Attempt]) -> str:
    """The one prompt of a model in a log; two prompts are two systems and are not averaged."""
    prompts = list(dict.fromkeys(attempt.prompt for attempt in attempts))
    if len(prompts) > 1:
        raise bad_input(
            f"{path}: {name[:80]} was run with {len(prompts)} prompts: {', '.join(one[:20] for one in prompts[:4])}",
            f"import one at a time: --prompt {prompts[0][:80]!r}",
        )
    return prompts[0]
