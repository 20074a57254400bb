"""The scores behind a model: benchmark by benchmark, who measured them how and when, where they disagree."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from advisor.present import format as shown
from advisor.report import RankedOption
from advisor.tui.views import why
from advisor.tui.views.options import title
from advisor.tui.views.runs import Column, Line, Row, join, line, run

CONFLICT = 0.05
"""Two scores of one benchmark and effort that differ by more than this share are marked."""


class Score(NamedTuple):
    benchmark: str
    name: str
    counts: bool
    """The workload names the benchmark as evidence."""
    facts: Mapping[str, Any]
    """The catalog's row: score, effort, harness, by, n, date, source."""
    conflict: bool


def scores(model: str, benchmarks: Mapping[str, Any], wanted: Sequence[str]) -> tuple[Score, ...]:
    """Every score of a model: benchmarks of the workload first, then by name, newest first."""
    found = []
    for key, facts in benchmarks.items():
        mine = [row for row in facts.get("scores", ()) if row.get("model") == model]
        found += [Score(key, facts.get("name", key), key in wanted, row, _disagrees(row, mine)) for row in mine]
    newest_first = sorted(found, key=lambda score: str(score.facts.get("date", "")), reverse=True)
    return tuple(sorted(newest_first, key=lambda score: (not score.counts, score.name.lower())))


def _disagrees(row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> bool:
    same = [float(other["score"]) for other in rows if other.get("effort") == row.get("effort")]
    return max(same) - min(same) > CONFLICT * max(abs(max(same)), 1e-9)


def columns(width: int) -> tuple[Column, ...]:
    wide = (Column("harness", 0), Column("source", 0)) if width >= 96 else ()
    return (Column("benchmark", max(22, width // 4)), Column("score", 7, right=True), Column("effort", 7),
            Column("measured by", 0), Column("date", 10), *wide)  # fmt: skip


def rows(found: Sequence[Score], width: int, words: str = "") -> tuple[Row, ...]:
    wanted = words.lower().split()
    kept = [(at, s) for at, s in enumerate(found) if all(word in f"{s.name} {s.facts}".lower() for word in wanted)]
    made: list[Row] = []
    for part, label in ((True, "evidence for this workload"), (False, "other benchmarks")):
        members = [(at, score) for at, score in kept if score.counts == part]
        if members:
            made.append(Row("", (line(f"── {label} · {len(members)}", "dim"),)))
            made += [_row(str(at), score, width) for at, score in members]
    return tuple(made)


def _row(key: str, score: Score, width: int) -> Row:
    facts = score.facts
    by = str(facts.get("by", shown.UNKNOWN))
    conflict = (run("≠ ", "warn"),) if score.conflict else ()
    cells: list[Line] = [
        (*conflict, run(score.name)),
        line(shown.decimal(float(facts["score"])), "strong"),
        line(facts.get("effort") or shown.UNKNOWN),
        line(by, "warn" if by in {"vendor", "lab"} else ""),
        line(facts.get("date", shown.UNKNOWN), "dim"),
    ]
    more = [line(facts.get("harness") or "", "dim"), line(facts.get("source", ""), "dim")] if width >= 96 else []
    return Row(key, (*cells, *more))


def lead(option: RankedOption | None) -> Line:
    """The posterior: what all of it amounts to."""
    if option is None:
        return line("No option is ranked.", "dim")
    return join([line(title(option), "strong"), why.evidence(option)])
