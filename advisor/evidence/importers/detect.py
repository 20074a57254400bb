"""Tells what wrote a log by its content, never by its name, and reads it with the reader of that tool."""

from collections.abc import Mapping
from os import fstat
from typing import Any

from advisor.errors import bad_input
from advisor.evidence.importers import inspect_log, lm_eval, promptfoo, rows
from advisor.evidence.importers.attempts import Log
from advisor.evidence.importers.values import lines_of, parsed, table, wrong

SIZE_LIMIT = 300_000_000
"""Bytes of one file."""
FIX = "give a log of Inspect, lm-eval or promptfoo, or a CSV or JSONL with item_id, model and score"


def read_log(path: str, metric: str | None = None) -> tuple[Log, str]:
    """(the log, SHA-256 of the file); `metric` chooses one of several scores; bad-input names file and record."""
    from hashlib import sha256

    data = _bytes(path)
    log = _read(data, path, metric)
    if not log.attempts:
        raise wrong(path, "no attempts in it", FIX)
    return log, sha256(data).hexdigest()


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as handle:
            size = fstat(handle.fileno()).st_size  # 0 of a pipe; reading with a limit takes that much memory at once
            data = handle.read(min(size or SIZE_LIMIT, SIZE_LIMIT) + 1)
    except OSError as problem:
        raise bad_input(f"{path}: {problem.strerror}", "give the path of a readable log") from None
    if len(data) > SIZE_LIMIT:
        raise wrong(path, f"larger than {SIZE_LIMIT // 1_000_000} MB", "split it, or log without transcripts")
    if not data.strip():
        raise wrong(path, "empty", FIX)
    return data


def _read(data: bytes, path: str, metric: str | None) -> Log:
    if data.startswith(b"PK"):
        return inspect_log.read_archive(path, metric)
    try:
        content = data.decode("utf-8-sig")
    except ValueError:
        raise wrong(path, "neither a zip file nor UTF-8 text", FIX) from None
    if content.lstrip().startswith("{"):
        return _of_json(content, path, metric)
    head = content.partition("\n")[0]
    if all(name in head for name in rows.NEEDED):
        return rows.read_csv(content, path)
    raise wrong(path, f"its first line {head[:60]!r} is none of a known log", FIX)


def _of_json(content: str, path: str, metric: str | None) -> Log:
    """One document, or one on each line."""
    lines = lines_of(content)
    first: Mapping[str, Any] | None = _object(lines[0])
    if first is None or len(lines) == 1:
        document = table(parsed(content, path), path)
        if inspect_log.is_inspect(document):
            return inspect_log.read_document(document, path, metric)
        if lm_eval.is_results(document):
            return lm_eval.read_results(document, path, metric)
        if promptfoo.is_promptfoo(document):
            return promptfoo.read_document(document, path, metric)
        first = document
    if lm_eval.is_sample(first):
        return lm_eval.read_samples(_rows(lines, path), path, metric, lm_eval.results_beside(path))
    if "item_id" in first:
        return rows.read_jsonl(_rows(lines, path), path)
    raise wrong(path, f"JSON with the keys {', '.join(map(str, first))[:80]}, of no known log", FIX)


def _rows(lines: list[str], path: str) -> list[Mapping[str, Any]]:
    found = [table(parsed(line, f"{path}:{number}"), f"{path}:{number}") for number, line in enumerate(lines, 1)]
    kinds = {lm_eval.is_sample(row) for row in found}
    if len(kinds) > 1:
        raise wrong(path, "records of different tools in one file", "import each log on its own")
    return found


def _object(line: str) -> dict[str, object] | None:
    """The object on a line that is one by itself."""
    from json import loads

    try:
        found = loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
