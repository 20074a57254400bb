"""Stored results of own tests as JSON, text and CSV; it computes nothing."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from advisor.evaluate.pairs import Against
from advisor.evaluate.results import Moved, Result
from advisor.evidence.importers.attempts import Attempt
from advisor.evidence.importers.rows import KNOWN
from advisor.evidence.own_store import Run
from advisor.present.format import UNKNOWN, of_100, signed
from advisor.present.text import clean
from advisor.present.values import plain, rounded_values
from advisor.spreadsheet import guarded


def _plain(result: Result) -> dict[str, Any]:
    body: dict[str, Any] = rounded_values(plain(result))
    return body


def import_document(results: Sequence[Result], moved: Sequence[Moved], notes: Sequence[str]) -> dict[str, Any]:
    return {
        "schema": "advisor.evaluation-import/1",
        "results": [_plain(one) for one in results],
        "ranking": [rounded_values(one._asdict()) for one in moved],
        "notes": list(notes),
    }


def import_page(results: Sequence[Result], moved: Sequence[Moved], notes: Sequence[str]) -> Iterator[str]:
    yield from _table(results)
    for note in notes:
        yield f"note: {clean(note)}"
    yield ""
    yield f"{'rank':>4} {'was':>4}  {'right of 100':>12} {'was':>5}  option"
    for one in moved:
        ranks = [UNKNOWN if rank is None else str(rank) for rank in (one.rank_after, one.rank_before)]
        chances = of_100(one.p_after), of_100(one.p_before)
        yield f"{ranks[0]:>4} {ranks[1]:>4}  {chances[0]:>12} {chances[1]:>5}  {clean(one.option)}"


def list_document(results: Sequence[Result], states: Mapping[str, str]) -> dict[str, Any]:
    return {
        "schema": "advisor.evaluation-list/1",
        "results": [{**_plain(one), "state": states[one.id]} for one in results],
    }


def list_page(results: Sequence[Result], states: Mapping[str, str]) -> Iterator[str]:
    if not results:
        yield "no results stored; see `advisor evaluate import --help`"
        return
    yield from _table(results, states)


def _table(results: Sequence[Result], states: Mapping[str, str] | None = None) -> Iterator[str]:
    yield f"{'id':<12}  {'workload':<16} {'items':>6} {'missing':>7} {'right of 100':>12}  {'date':<10} option"
    for one in results:
        state = f"  ({states[one.id]})" if states else ""
        yield (
            f"{one.id:<12}  {clean(one.workload):<16} {one.items:>6} {one.missing:>7} {of_100(one.right):>12}  "
            f"{one.date:<10} {clean(one.option)}{clean(state)}"
        )


def show_document(result: Result, attempts: Sequence[Attempt], against: Against | None) -> dict[str, Any]:
    compared = None if against is None else rounded_values(plain(against))
    rows = [{name: getattr(one, name) for name in Attempt._fields if name != "model"} for one in attempts]
    return {"schema": "advisor.evaluation-result/1", **_plain(result), "against": compared, "attempts": rows}


def show_page(result: Result, against: Against | None) -> Iterator[str]:
    right = f"{of_100(result.right)} right of 100 on {result.items} items"
    yield clean(f"{result.option} for {result.workload}: {right}")
    yield f"worth {result.independent_items:.4g} independent items; {result.missing} attempts missing"
    tool = f"{result.tool} {result.version}".rstrip()
    yield clean(f"from {result.file} ({tool}, {result.date}), where it is called {result.name}")
    yield f"sha256 {result.sha256}"
    known = {name: value for name, value in result.mean.items() if value is not None}
    if known:
        yield "mean of a call: " + ", ".join(f"{name.replace('_', ' ')} {value:.6g}" for name, value in known.items())
    if against is not None:
        yield clean(_against(against))


def _against(found: Against) -> str:
    dropped = f"{found.items} items of both; {found.dropped_first} and {found.dropped_second} dropped"
    if found.difference is None or found.standard_error is None:
        return f"against {found.option}: too little in common ({dropped})"
    points, error = 100 * found.difference, 100 * found.standard_error
    return f"against {found.option}: {signed(points)} points, standard error {error:.2g} ({dropped})"


def csv_text(run: Run) -> str:
    """Every attempt with its own key, so that importing it again gives the same posterior."""
    out = StringIO()
    writer = csv.DictWriter(out, KNOWN, lineterminator="\n")
    writer.writeheader()
    for one in run.attempts:
        row = {name: value for name in KNOWN if (value := getattr(one, name, None)) is not None}
        row |= {
            "item_id": one.item, "model": run.key.option, "effort": run.key.effort, "error": one.missing or "",
            "prompt": run.prompt, "date": run.date,
        }  # fmt: skip
        writer.writerow({name: guarded(value) if isinstance(value, str) else value for name, value in row.items()})
    return out.getvalue()
