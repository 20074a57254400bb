"""The scores behind a model: what each weighs in the estimate, who measured it how and when, where they disagree."""

from advisor.evidence.card import Card, CardScore, Conflict
from advisor.present import format as shown
from advisor.report import RankedOption
from advisor.tui.views import bars, why
from advisor.tui.views.options import title
from advisor.tui.views.runs import Column, Line, Row, join, line, run

BAR = 8
BARRED, DATED, WIDE = 62, 78, 110
"""Widths from which a row has a bar for its weight; effort and date; harness and source."""
INTERESTED = {"lab", "competitor", "partner", "secondary"}
"""Who measured, where it was not an independent party."""


def columns(width: int) -> tuple[Column, ...]:
    return (
        Column("benchmark", max(22, width // 4)),
        Column("score", 7, right=True),
        Column("weight", 5 + (BAR if width >= BARRED else 0)),
        Column("measured by", 12),
        *((Column("effort", 7), Column("date", 10)) if width >= DATED else ()),
        *((Column("harness", 0), Column("source", 0)) if width >= WIDE else ()),
    )


def rows(card: Card | None, width: int, words: str = "") -> tuple[Row, ...]:
    """Used scores heaviest first, then those that count for nothing here."""
    if card is None:
        return ()
    wanted = words.lower().split()
    kept = [
        (at, s) for at, s in enumerate(card.scores) if all(word in " ".join(map(str, s)).lower() for word in wanted)
    ]
    disputed = {conflict.benchmark for conflict in card.conflicts}
    made: list[Row] = []
    for used, label in ((True, "what the estimate rests on"), (False, "not used: quoted again, or not fitted")):
        members = [(at, score) for at, score in kept if score.used == used]
        if members:
            made.append(Row("", (line(f"── {label} · {len(members)}", "dim"),)))
            made += [_row(str(at), score, score.benchmark in disputed, width) for at, score in members]
    return tuple(made)


def _row(key: str, score: CardScore, disputed: bool, width: int) -> Row:
    name = (run("≠ ", "warn") if disputed else run(""), run("◎ " if score.near else "", "accent"), run(score.name))
    weight = (
        (run(f"{score.weight * 100:>3.0f}% "), run(bars.bar(score.weight, 0.3, BAR if width >= BARRED else 0), "bar"))
        if score.used
        else ()
    )
    by = line(score.by, "warn" if score.by in INTERESTED else "")
    dated = (line(score.effort or shown.UNKNOWN), line(score.date, "dim")) if width >= DATED else ()
    more = (line(score.harness, "dim"), line(score.source, "dim")) if width >= WIDE else ()
    return Row(key, (name, line(shown.decimal(score.score), "strong"), weight, by, *dated, *more))


def lead(option: RankedOption | None, card: Card | None) -> tuple[Line, ...]:
    """The posterior, what it owes to the prior, and what is missing."""
    if option is None or card is None:
        return (line("No option is ranked.", "dim"),)
    prior = f"{shown.percent(round(card.prior_weight, 2))} prior from release date, size or price, and developer"
    missing = f"◎ nearest benchmarks without a score: {', '.join(card.missing[:4])}" if card.missing else ""
    return (
        join([line(title(option), "strong"), why.evidence(option)]),
        join([line(prior), line(missing, "warn") if missing else ()]),
        *(line(note, "warn") for note in card.notes),
    )


def no_score(card: Card | None) -> Line:
    """What a list without rows says."""
    return line("no published score: the estimate rests on release date, size or price, and developer") if card else ()


def conflict(card: Card | None, benchmark: str) -> tuple[Line, ...]:
    """The reports of one benchmark that disagree, highest first."""
    found = next((entry for entry in card.conflicts if entry.benchmark == benchmark), None) if card else None
    return _reports(found) if found else ()


def _reports(found: Conflict) -> tuple[Line, ...]:
    told = [f"{shown.decimal(r.score)} {r.by} {r.effort or 'effort ?'} ({r.source})" for r in found.reports]
    return (line(f"≠ reports disagree: {' · '.join(told)}", "warn"),)
