"""Reads tables of attempts: CSV or JSONL with item_id, model and score; one row per attempt, duplicates are repeats."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Any

from advisor.evidence.importers.attempts import Attempt, Log
from advisor.evidence.importers.values import amount, day_of, score_of, table, text, wrong
from advisor.spreadsheet import unguarded

NEEDED = ("item_id", "model", "score")
KNOWN = (
    *NEEDED, "prompt", "cluster", "effort", "input_tokens", "output_tokens", "reasoning_tokens", "latency_s",
    "cost_usd", "ttft_s", "error", "date",
)  # fmt: skip
"""Columns that are read; `evaluate show --csv` writes them."""
EXAMPLE = "a first line `item_id,model,score` and scores of 0..1"


def read_csv(content: str, path: str) -> Log:
    reader = csv.DictReader(StringIO(content), strict=True)
    try:
        twice = [name for name, times in Counter(reader.fieldnames or ()).items() if times > 1]
        rows: list[dict[Any, Any]] = list(reader)
    except csv.Error as problem:
        raise wrong(f"{path}:{reader.line_num}", f"not CSV ({problem})", EXAMPLE) from None
    if twice:
        raise wrong(path, f"two columns are called {text(twice[0])!r}", EXAMPLE)
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise wrong(f"{path}: row {number}", "more or fewer cells than the first line", EXAMPLE)
    return _log("csv", [{name: unguarded(cell) for name, cell in row.items()} for row in rows], path)


def read_jsonl(rows: Iterable[object], path: str) -> Log:
    return _log("jsonl", [table(row, f"{path}:{number}") for number, row in enumerate(rows, 1)], path)


def _log(tool: str, rows: list[Any], path: str) -> Log:
    if not rows:
        raise wrong(path, "no rows", EXAMPLE)
    ignored = sorted({text(key) for row in rows for key in row if key not in KNOWN})
    notes = (f"columns not read: {', '.join(ignored)[:200]}",) if ignored else ()
    first = 2 if tool == "csv" else 1
    attempts = tuple(_attempts(rows, path, first))
    dates = [day for row in rows if (day := day_of(row.get("date")))]
    return Log(tool, "", "", max(dates, default=None), attempts, notes)


def _attempts(rows: Iterable[Mapping[str, Any]], path: str, first: int) -> Iterator[Attempt]:
    for number, row in enumerate(rows, first):
        place = f"{path}: row {number}"
        for name in NEEDED:
            if name not in row or (name != "score" and not text(row[name]).strip()):
                raise wrong(place, f"no {name}", EXAMPLE)
        failed = text(row.get("error")).strip()
        score, missing = (None, failed) if failed else score_of(row["score"], place)
        amounts = {name: _amount(row.get(name)) for name in KNOWN[6:12]}
        yield Attempt(
            text(row["model"]).strip(), text(row["item_id"]), score, missing, text(row.get("prompt")),
            text(row.get("cluster")), text(row.get("effort")) or None, **amounts,
        )  # fmt: skip


def _amount(value: object) -> float | None:
    """A number, or its text in a CSV cell."""
    if not isinstance(value, str):
        return amount(value)
    try:
        return amount(float(value))
    except ValueError:
        return None
