"""Who leads: per benchmark and per workload, open against closed, and what one model for everything would give up.

A lead within the noise is no lead: margins are held against the sampling error of both scores, or the intervals of both
capabilities. Scores of one benchmark may come from different harnesses; each leader names its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import erf, sqrt
from typing import Any, NamedTuple

from advisor.briefing.capability import best_effort, rows_known
from advisor.briefing.view import Row, View
from advisor.catalog import Catalog, QualityRow
from advisor.estimates.quality import p_success

TWO_SIDED_95 = 1.96
CLEAR = 0.9
"""P(first beats second) that the decision calls clear."""


class Best(NamedTuple):
    """The best of one kind of weights."""

    model: str
    origin: str | None
    score: float


class BenchmarkLeader(NamedTuple):
    benchmark: str
    name: str
    models: int
    leader: str
    origin: str | None
    open_weights: bool | None
    score: float
    by: str
    """Who measured: independent, arena, partner, lab, competitor or secondary."""
    effort: str | None
    harness: str | None
    date: str
    runner_up: str
    margin: float
    noise: float | None
    """Half-width of the 95 % interval of the margin from sampling alone; None = items not known."""
    beyond_noise: bool | None
    best_open: Best | None
    best_closed: Best | None
    source: str


class WorkloadLeader(NamedTuple):
    workload: str
    leader: str
    effort: str
    origin: str | None
    open_weights: bool | None
    p_success: float
    """At the workload's default difficulty."""
    runner_up: str
    p_leads: float
    """That the leader is more capable than the runner-up."""
    best_open: Best | None
    best_closed: Best | None
    independent: int
    newest: str | None
    sources: tuple[str, ...]


class Share(NamedTuple):
    """How many benchmarks or workloads something leads."""

    name: str
    leads: int
    share: float


class OneModel(NamedTuple):
    """The model that gives up least when it serves every workload; right answers of 100."""

    model: str
    mean_regret: float
    worst_regret: float
    worst_workload: str


class LeadersDocument(NamedTuple):
    as_of: str
    workloads: tuple[WorkloadLeader, ...]
    by_model: tuple[Share, ...]
    """Over workloads."""
    by_origin: tuple[Share, ...]
    clear_leads: Share
    """Workloads whose leader is ahead of the second with a chance of 0.9 or more."""
    one_model: OneModel | None
    benchmarks: tuple[BenchmarkLeader, ...]
    benchmark_by_origin: tuple[Share, ...]
    open_leads: Share
    """Of the benchmarks, by open weights."""
    beyond_noise: Share
    """Benchmarks whose leader is ahead by more than the noise, of those where it is known."""


def leaders(catalog: Catalog, as_of: str) -> LeadersDocument:
    """Every lead from facts known on `as_of`; bad-input before the first dated fact."""
    view = View(catalog, as_of)
    rows = rows_known(view)
    best = {workload: best_effort(rows(workload)) for workload in catalog.workloads}
    led = tuple(lead for workload, ranked in best.items() if (lead := _workload(view, workload, ranked)))
    found = [board for key in catalog.cold("benchmarks") if (board := _benchmark(view, key))]
    boards = tuple(sorted(found, key=lambda board: (-board.models, board.benchmark)))
    told = [lead for lead in boards if lead.beyond_noise is not None]
    return LeadersDocument(
        as_of=as_of,
        workloads=led,
        by_model=_shares(lead.leader for lead in led),
        by_origin=_shares(lead.origin or "unknown" for lead in led),
        clear_leads=_share("clear leads", [lead.p_leads >= CLEAR for lead in led]),
        one_model=one_model(view, best),
        benchmarks=boards,
        benchmark_by_origin=_shares(lead.origin or "unknown" for lead in boards),
        open_leads=_share("open weights", [lead.open_weights is True for lead in boards]),
        beyond_noise=_share("ahead by more than the noise", [lead.beyond_noise is True for lead in told]),
    )


def _share(name: str, hits: Sequence[bool]) -> Share:
    return Share(name, sum(hits), round(sum(hits) / len(hits), 4) if hits else 0.0)


def _shares(names: Iterable[str]) -> tuple[Share, ...]:
    """Most leads first."""
    listed = list(names)
    counts = {name: listed.count(name) for name in sorted(set(listed))}
    ranked = sorted(counts, key=lambda name: -counts[name])
    return tuple(Share(name, counts[name], round(counts[name] / len(listed), 4)) for name in ranked)


def _workload(view: View, workload: str, ranked: Mapping[str, QualityRow]) -> WorkloadLeader | None:
    if len(ranked) < 2:
        return None
    chances = {name: chance(view, workload, row) for name, row in ranked.items()}
    first, second = (ranked[name] for name in sorted(chances, key=lambda name: (-chances[name], name))[:2])
    model = view.models[first.model]
    return WorkloadLeader(
        workload, first.model, first.effort, model.origin, model.open_weights, chances[first.model], second.model,
        round(_ahead(first, second), 4), _best(view, chances, True), _best(view, chances, False), first.independent,
        first.newest, tuple(first.sources),
    )  # fmt: skip


def chance(view: View, workload: str, row: QualityRow) -> float:
    """p(right) at the workload's default difficulty, rounded as the contract does."""
    right = view.catalog.workloads[workload].right_of_100
    return round(p_success(row.logit_mean, row.logit_sd, right).mean, 6)


def _ahead(first: QualityRow, second: QualityRow) -> float:
    """P(first > second) of two independent normal capabilities."""
    spread = sqrt(first.logit_sd**2 + second.logit_sd**2) or 1e-9
    return 0.5 * (1 + erf((first.logit_mean - second.logit_mean) / spread / sqrt(2)))


def _best(view: View, scores: Mapping[str, float], open_weights: bool, *, higher: bool = True) -> Best | None:
    """The best model whose weights are open, or closed; None when none is."""
    sign = 1 if higher else -1
    known = [name for name in scores if view.models[name].open_weights is open_weights]
    best = min(known, key=lambda name: (-sign * scores[name], name), default=None)
    return Best(best, view.models[best].origin, scores[best]) if best else None


def one_model(view: View, best: Mapping[str, Mapping[str, QualityRow]]) -> OneModel | None:
    """One model for every workload: right answers of 100 given up against each workload's leader."""
    chances = {
        workload: {name: 100 * chance(view, workload, row) for name, row in ranked.items()}
        for workload, ranked in best.items()
        if ranked
    }
    everywhere = set.intersection(*(set(each) for each in chances.values())) if chances else set()
    regrets = {
        name: {workload: max(each.values()) - each[name] for workload, each in chances.items()} for name in everywhere
    }
    if len(regrets) < 2:
        return None
    model = min(regrets, key=lambda name: (sum(regrets[name].values()), name))
    own = regrets[model]
    worst = max(own, key=lambda workload: (own[workload], workload))
    return OneModel(model, round(sum(own.values()) / len(own), 4), round(own[worst], 4), worst)


def _benchmark(view: View, key: str) -> BenchmarkLeader | None:
    """None below the number of models that makes a leader worth naming, and for indices nobody can resample."""
    data = view.catalog.cold("benchmarks")[key]
    higher = data["higher_is_better"]
    top = _top_rows([row for row in view.scores(key) if row["model"] in view.models], higher=higher)
    if len(top) < view.settings["benchmarks_from_models"]:
        return None
    first, second = top[:2]
    noise = _noise(first, second, data)
    margin = round(abs(float(first["score"]) - float(second["score"])), 4)
    scores = {row["model"]: float(row["score"]) for row in top}
    model = view.models[first["model"]]
    return BenchmarkLeader(
        key, data["name"], len(top), first["model"], model.origin, model.open_weights, float(first["score"]),
        first["by"],
        first.get("effort"), first.get("harness") or None, str(first["date"]), second["model"], margin, noise,
        None if noise is None else margin > noise, _best(view, scores, True, higher=higher),
        _best(view, scores, False, higher=higher), first["source"],
    )  # fmt: skip


def _top_rows(rows: Iterable[Row], *, higher: bool) -> list[Row]:
    """Each model's best score, best first."""
    sign = 1 if higher else -1
    best: dict[str, Row] = {}
    for row in rows:
        held = best.get(row["model"])
        if held is None or sign * row["score"] > sign * held["score"]:
            best[row["model"]] = row
    return sorted(best.values(), key=lambda row: (-sign * float(row["score"]), row["model"]))


def _noise(first: Row, second: Row, data: Mapping[str, Any]) -> float | None:
    """1.96 standard errors of the difference: as published, else binomial over the benchmark's items; a score within
    half an item of none or all counts as half an item off, for its error is not 0."""
    errors = [_error(row, data) for row in (first, second)]
    known = [error for error in errors if error is not None]
    return round(TWO_SIDED_95 * sqrt(sum(error**2 for error in known)), 4) if len(known) == 2 else None


def _error(row: Row, data: Mapping[str, Any]) -> float | None:
    if row.get("se"):
        return float(row["se"])
    items = row.get("n") or data.get("n_items")
    if not items or data["unit"] != "percent" or data.get("composite"):
        return None
    least = 0.5 / items
    share = min(max(float(row["score"]) / 100, least), 1 - least)
    return 100 * sqrt(share * (1 - share) / items)
