"""Targets of the validation: what one publisher measured on one benchmark, each model at its best effort."""

from collections.abc import Iterable
from typing import NamedTuple

from advisor.evidence.fit_rows import Evidence
from advisor.evidence.observations import raw_logit
from advisor.evidence.table import efforts_of
from advisor.evidence.types import EFFORTS, Score

MAKERS = ("lab", "competitor", "partner")


class Column(NamedTuple):
    benchmark: str
    publisher: str
    family: str
    skill: str
    logits: dict[str, float]
    """Model -> logit at its best reported effort."""


def publisher_of(score: Score) -> str:
    """Who ran it; all makers' tables are one publisher, as they quote one another."""
    return "makers" if score.by in MAKERS else score.source.split("_")[0]


def columns(evidence: Evidence, *, least: int = 20, least_recent: int = 8, since: str = "2025-09") -> list[Column]:
    """Columns of `least` models or more, narrowed to the `least_recent` or more released since a month."""
    cells: dict[tuple[str, str], dict[str, Score]] = {}
    for score in evidence.scores:
        if not evidence.benchmarks[score.benchmark].composite and not score.copy_of:
            column = cells.setdefault((score.benchmark, publisher_of(score)), {})
            column[score.model] = min(score, column.get(score.model, score), key=_rank)
    found = []
    for (name, publisher), scores in sorted(cells.items()):
        benchmark = evidence.benchmarks[name]
        recent = {model: score for model, score in scores.items() if _recent(evidence, model, since)}
        logits = {model: raw_logit(score.score, benchmark) for model, score in sorted(recent.items())}
        if len(scores) >= least and len(logits) >= least_recent and len(set(logits.values())) > 1:
            found.append(Column(name, publisher, benchmark.family, benchmark.skill, logits))
    return found


def _rank(score: Score) -> tuple[int, str, str, float]:
    """Best effort first: the highest, an unstated one next to it."""
    places = {effort: 2 * place for place, effort in enumerate(EFFORTS)}
    effort = places[EFFORTS[-1]] - 1 if score.effort is None else places[score.effort]
    return -effort, score.by, score.source, -score.score


def _recent(evidence: Evidence, model: str, since: str) -> bool:
    facts = evidence.facts[model]
    return bool(efforts_of(facts)) and (facts.released or facts.launch_date or since) >= since


def without(evidence: Evidence, column: Column, *, publisher_too: bool) -> Iterable[Score]:
    """Scores a prediction of the column may see: no benchmark of its family and, if asked, nothing of its publisher."""
    for score in evidence.scores:
        hidden = evidence.benchmarks[score.benchmark].family == column.family
        if not hidden and not (publisher_too and publisher_of(score) == column.publisher):
            yield score
