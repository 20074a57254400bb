"""Stored runs in figures, and how they moved a ranking: what the presenters of own tests show."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from advisor.evidence.own_store import Run
from advisor.evidence.pooling import pooled
from advisor.option import Scored

MEASURED = ("input_tokens", "output_tokens", "reasoning_tokens", "latency_s", "cost_usd", "ttft_s")


class Result(NamedTuple):
    """One stored result: a log's attempts of one model with one prompt."""

    id: str
    workload: str
    option: str
    """Model, precision, effort and place that were tested; the place is left out where the log does not say."""
    date: str
    imported: str
    tool: str
    version: str
    task: str
    file: str
    sha256: str
    name: str
    prompt: str
    items: int
    independent_items: float
    scored: int
    missing: int
    right: float | None
    mean: Mapping[str, float | None]
    """Measured per call: tokens, seconds, USD; null where the log does not say."""
    revision: str
    """What the endpoint served under the model's name when this was imported; empty where that is not known."""


class Moved(NamedTuple):
    """An option of the ranking before and after; None = it was not, or is no longer, a row."""

    option: str
    rank_before: int | None
    rank_after: int | None
    p_before: float | None
    p_after: float | None


def result_of(run: Run) -> Result:
    found = pooled(run.attempts)
    return Result(
        run.id, run.workload, run.key.option, run.date, run.imported, run.tool, run.version, run.task, run.file,
        run.sha256, run.name, run.prompt, found.items, found.weight, found.scored, found.missing, found.share,
        {name: _mean(getattr(one, name) for one in run.attempts) for name in MEASURED},
        run.revision,
    )  # fmt: skip


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def movement(before: Sequence[Scored], after: Sequence[Scored], models: set[str], top: int) -> tuple[Moved, ...]:
    """The first `top` rows of both rankings and those of the tested models, in the order after."""
    old, new = _places(before), _places(after)
    moved = [_moved(old.get(model), new.get(model)) for model in dict.fromkeys((*new, *old))]
    tested = {found[model][1].candidate.id for found in (old, new) for model in models & found.keys()}
    return tuple(
        one
        for one in moved
        if one.option in tested or min(rank for rank in (one.rank_before, one.rank_after) if rank) <= top
    )


def _places(rows: Sequence[Scored]) -> dict[str, tuple[int, Scored]]:
    """Model id -> rank and row; one row a model."""
    found: dict[str, tuple[int, Scored]] = {}
    for rank, one in enumerate(rows, 1):
        found.setdefault(one.candidate.model.id, (rank, one))
    return found


def _moved(old: tuple[int, Scored] | None, new: tuple[int, Scored] | None) -> Moved:
    shown = new or old
    if shown is None:
        raise ValueError("an option of neither ranking")
    ranks = [None if one is None else one[0] for one in (old, new)]
    chances = [None if one is None else one[1].belief.p_mean for one in (old, new)]
    return Moved(shown[1].candidate.id, *ranks, *chances)
