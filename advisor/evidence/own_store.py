"""Own results on disk: one JSON file per log and model in the user's data folder, written whole or not at all.

Reads and writes files only; nothing is ever sent anywhere.
"""

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from advisor.errors import AdvisorError, bad_input
from advisor.evidence.importers.attempts import Attempt
from advisor.files import write_atomically
from advisor.layers import results_folder

SCHEMA = "advisor.own-result/1"
KEPT = (
    "item", "cluster", "score", "missing", "input_tokens", "output_tokens", "reasoning_tokens", "latency_s", "cost_usd",
    "ttft_s",
)  # fmt: skip
"""Fields of an attempt that differ within a run, in the order stored."""


class Key(NamedTuple):
    """What was tested; None = the log did not say."""

    model: str
    effort: str
    quantization: str | None
    place: str | None
    """The part of an option's id behind the @."""

    @property
    def option(self) -> str:
        """As an option's id, with the effort always stated."""
        precision = f"/{self.quantization}" if self.quantization else ""
        return f"{self.model}{precision}~{self.effort}{f'@{self.place}' if self.place else ''}"


class Run(NamedTuple):
    """One log's attempts of one model with one prompt."""

    id: str
    workload: str
    key: Key
    prompt: str
    date: str
    """ISO day of the run; where the log states none, of its import."""
    imported: str
    tool: str
    version: str
    task: str
    file: str
    """Name of the log, without its folder."""
    sha256: str
    name: str
    """Of the model in the log."""
    attempts: tuple[Attempt, ...]
    revision: str = ""
    """What the endpoint served under the model's name when the log was imported, as far as the catalog knew."""


def run_id(digest: str, workload: str, name: str, prompt: str, effort: str) -> str:
    """The same log, workload and model always get the same id."""
    parts = "\0".join((digest, workload, name, prompt, effort))
    return sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def save(runs: Sequence[Run]) -> None:
    """Stores all or none; bad-input when the folder cannot be written."""
    folder = results_folder()
    written: list[str] = []
    try:
        os.makedirs(folder, exist_ok=True)
        for run in runs:
            path = _path(run.id)
            new = not os.path.exists(path)
            write_atomically(path, _text(run), "results")
            written += [path] if new else []
    except (OSError, AdvisorError) as problem:
        for path in written:
            os.unlink(path)
        if isinstance(problem, AdvisorError):
            raise
        raise bad_input(f"{folder}: {problem.strerror}", "make the folder writable or set XDG_DATA_HOME") from None


def stored() -> tuple[Run, ...]:
    """Every stored run, by workload, model and id; bad-input names a damaged file, and a folder nobody may read."""
    folder = results_folder()
    try:
        entries = [entry for entry in os.scandir(folder) if entry.name.endswith(".json")]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as problem:
        raise bad_input(f"{folder}: {problem.strerror}", "make it readable, or set XDG_DATA_HOME") from None
    runs = [_read(entry.path, *_stamp(entry)) for entry in entries]
    return tuple(sorted(runs, key=lambda run: (run.workload, run.key.model, run.date, run.id)))


def _stamp(entry: "os.DirEntry[str]") -> tuple[int, int]:
    """(time of the last change, size) of a result; bad-input for what is no file or cannot be read."""
    try:
        if not entry.is_file():
            raise bad_input(f"{entry.path}: damaged result (it is no file)", "delete it")
        found = entry.stat()
    except OSError as problem:
        raise bad_input(f"{entry.path}: {problem.strerror}", "delete it and import the log again") from None
    return found.st_mtime_ns, found.st_size


def find(name: str) -> Run:
    """The run whose id starts so; bad-input when it is none or several."""
    matches = [run for run in stored() if name and run.id.startswith(name)]
    if len(matches) != 1:
        problem = f"{len(matches)} results start with {name[:40]!r}" if matches else f"no result {name[:40]!r}"
        raise bad_input(problem, "see `advisor evaluate list`")
    return matches[0]


def remove(runs: Iterable[Run]) -> None:
    """Deletes the files; the folder goes with the last of them, so that nothing is left."""
    for run in runs:
        try:
            with suppress(FileNotFoundError):  # another process was as quick
                os.unlink(_path(run.id))
        except OSError as problem:
            raise bad_input(f"{_path(run.id)}: {problem.strerror}", "make its folder writable") from None
    with suppress(OSError):  # it is not empty, or gone
        os.rmdir(results_folder())


def _path(name: str) -> str:
    return os.path.join(results_folder(), f"{name}.json")


def _text(run: Run) -> str:
    body = {**run._asdict(), "key": run.key._asdict(), "attempts": [_row(one) for one in run.attempts]}
    return json.dumps({"schema": SCHEMA, "fields": KEPT, **body}, allow_nan=False) + "\n"


def _row(attempt: Attempt) -> list[Any]:
    return [getattr(attempt, name) for name in KEPT]


@lru_cache(maxsize=256)
def _read(path: str, modified_ns: int, size: int) -> Run:
    """`modified_ns` and `size` tell a changed file from one already read."""
    try:
        with open(path, encoding="utf-8") as handle:
            found = json.load(handle)
        fields = tuple(found.pop("fields"))
        if found.pop("schema") != SCHEMA or not set(fields) <= set(KEPT):
            raise ValueError("written by a later version")
        key = Key(**found.pop("key"))
        same = {"model": found["name"], "prompt": found["prompt"], "effort": key.effort}
        rows = found.pop("attempts")
        attempts = tuple(Attempt(**same, **dict(zip(fields, row, strict=True))) for row in rows)
        return Run(**found, key=key, attempts=attempts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise bad_input(f"{path}: damaged result ({problem})", "delete the file and import the log again") from None
