"""Stored results of own tests as JSON, text and CSV. Shows; the figures come from pooling and pairing."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any, NamedTuple

from advisor.evaluate.pairs import Paired
from advisor.evidence.importers.attempts import Attempt
from advisor.evidence.importers.rows import KNOWN
from advisor.evidence.own_store import Run
from advisor.evidence.pooling import pooled
from advisor.option import Scored
from advisor.present.format import UNKNOWN, of_100, signed
from advisor.present.text import clean
from advisor.present.values import rounded_values

MEASURED = ("input_tokens", "output_tokens", "reasoning_tokens", "latency_s", "cost_usd")


class Moved(NamedTuple):
    """An option of the ranking before and after; None = it was not, or is no longer, a row."""

    option: str
    rank_before: int | None
    rank_after: int | None
    p_before: float | None
    p_after: float | None


def movement(before: Sequence[Scored], after: Sequence[Scored], models: set[str], top: int) -> list[Moved]:
    """The first rows of both rankings and those of the tested models, in the order after."""
    old = {one.candidate.model.id: (rank, one) for rank, one in enumerate(before, 1)}
    new = {one.candidate.model.id: (rank, one) for rank, one in enumerate(after, 1)}
    shown = []
    for model in dict.fromkeys((*new, *old)):
        rank_old, was = old.get(model, (None, None))
        rank_new, now = new.get(model, (None, None))
        if model in models or min(rank_old or top + 1, rank_new or top + 1) <= top:
            option = now or was
            if option is not None:
                chances = [None if one is None else one.belief.p_mean for one in (was, now)]
                shown.append(Moved(option.candidate.id, rank_old, rank_new, *chances))
    return shown


def summary(run: Run) -> dict[str, Any]:
    """One run without its attempts; means of what was measured, null where nothing was."""
    found = pooled(run.attempts)
    body: dict[str, Any] = {
        "id": run.id, "workload": run.workload, "option": run.key.option, "date": run.date, "imported": run.imported,
        "tool": run.tool, "version": run.version, "task": run.task, "file": run.file, "sha256": run.sha256,
        "name": run.name, "prompt": run.prompt, "items": found.items, "independent_items": found.weight,
        "scored": found.scored, "missing": found.missing, "right": found.share,
        "mean": {name: _mean([getattr(one, name) for one in run.attempts]) for name in MEASURED},
    }  # fmt: skip
    rounded: dict[str, Any] = rounded_values(body)
    return rounded


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def import_document(runs: Sequence[Run], moved: Sequence[Moved], notes: Sequence[str]) -> dict[str, Any]:
    return {
        "schema": "advisor.evaluation-import/1",
        "results": [summary(run) for run in runs],
        "ranking": [rounded_values(one._asdict()) for one in moved],
        "notes": list(notes),
    }


def import_page(runs: Sequence[Run], moved: Sequence[Moved], notes: Sequence[str]) -> Iterator[str]:
    yield from _table(runs)
    for note in notes:
        yield f"note: {clean(note)}"
    yield ""
    yield f"{'rank':>4} {'was':>4}  {'right of 100':>12} {'was':>5}  option"
    for one in moved:
        ranks = [UNKNOWN if rank is None else str(rank) for rank in (one.rank_after, one.rank_before)]
        chances = of_100(one.p_after), of_100(one.p_before)
        yield f"{ranks[0]:>4} {ranks[1]:>4}  {chances[0]:>12} {chances[1]:>5}  {clean(one.option)}"


def list_document(runs: Sequence[Run], states: Mapping[str, str]) -> dict[str, Any]:
    return {
        "schema": "advisor.evaluation-list/1",
        "results": [{**summary(run), "state": states[run.id]} for run in runs],
    }


def list_page(runs: Sequence[Run], states: Mapping[str, str]) -> Iterator[str]:
    if not runs:
        yield "no results stored; see `advisor evaluate import --help`"
        return
    yield from _table(runs, states)


def _table(runs: Sequence[Run], states: Mapping[str, str] | None = None) -> Iterator[str]:
    yield f"{'id':<12}  {'workload':<16} {'items':>6} {'missing':>7} {'right of 100':>12}  {'date':<10} option"
    for run in runs:
        found = pooled(run.attempts)
        state = f"  ({states[run.id]})" if states else ""
        yield (
            f"{run.id:<12}  {clean(run.workload):<16} {found.items:>6} {found.missing:>7} {of_100(found.share):>12}  "
            f"{run.date:<10} {clean(run.key.option)}{clean(state)}"
        )


def show_document(run: Run, other: Run | None, compared: Paired | None) -> dict[str, Any]:
    against = None
    if other is not None and compared is not None:
        against = {"id": other.id, "option": other.key.option, **rounded_values(compared._asdict())}
    attempts = [{name: getattr(one, name) for name in Attempt._fields if name != "model"} for one in run.attempts]
    return {"schema": "advisor.evaluation-result/1", **summary(run), "against": against, "attempts": attempts}


def show_page(run: Run, other: Run | None, compared: Paired | None) -> Iterator[str]:
    found = summary(run)
    yield clean(
        f"{found['option']} for {run.workload}: {of_100(found['right'])} right of 100 on {found['items']} items"
    )
    yield clean(f"worth {found['independent_items']:g} independent items; {found['missing']} attempts missing")
    tool = f"{run.tool} {run.version}".rstrip()
    yield clean(f"from {run.file} ({tool}, {run.date}), where it is called {run.name}")
    yield f"sha256 {run.sha256}"
    known = {name: value for name, value in found["mean"].items() if value is not None}
    if known:
        yield "mean of a call: " + ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in known.items())
    if other is not None and compared is not None:
        yield clean(_against(other, compared))


def _against(other: Run, compared: Paired) -> str:
    dropped = f"{compared.items} items of both; {compared.dropped_first} and {compared.dropped_second} dropped"
    if compared.difference is None or compared.standard_error is None:
        return f"against {other.key.option}: too little in common ({dropped})"
    points, error = 100 * compared.difference, 100 * compared.standard_error
    return f"against {other.key.option}: {signed(points)} points, standard error {error:.2g} ({dropped})"


def csv_text(run: Run) -> str:
    """Every attempt with its own key, so that importing it again gives the same posterior."""
    out = StringIO()
    writer = csv.DictWriter(out, KNOWN, lineterminator="\n")
    writer.writeheader()
    for one in run.attempts:
        row = {name: value for name in KNOWN if (value := getattr(one, name, None)) is not None}
        writer.writerow(
            {**row, "item_id": one.item, "model": run.key.option, "effort": run.key.effort, "error": one.missing or "",
             "prompt": run.prompt, "date": run.date}
        )  # fmt: skip
    return out.getvalue()
