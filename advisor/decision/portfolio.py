"""Several workloads together: the leader of each, what one model for all would lose, second sources, cascades.

It takes the ranked options of each workload as they are and never re-scores them. Money per day or per 1,000 calls.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from advisor.decision.cascade import Check, Outcome, Step, cascade, value, zero_router_success
from advisor.option import Scored

PRICE_RATIO = 5.0
"""A cascade is recommended only when the strong model costs at least this many times the cheap one..."""
CHECKABLE = 0.3
"""...or the check lets through at most this share of wrong answers."""
PAIRED = 24
"""Options from the top of the ranking that cascades are built from."""


class Entry(NamedTuple):
    """One workload with its options, best first."""

    name: str
    calls_per_day: float
    worth: float
    options: tuple[Scored, ...]


class SecondSource(NamedTuple):
    """The best option of another developer on another host, and what falling back to it costs."""

    option: str
    usd_per_day: float


class Cascade(NamedTuple):
    cheap: str
    strong: str
    typical: Outcome
    lower: Outcome
    """With the check at its lower end."""
    gain_usd_per_day: float
    """At the lower end, over the best single option, upkeep paid; negative when it does not pay."""
    zero_router_success: float | None
    """P(right) of a random mix of two single options at the same cost."""
    recommended: bool


class Leader(NamedTuple):
    """A workload's first option; None when no option is left."""

    workload: str
    option: str | None
    model: str | None
    usd_per_day: float
    """Net benefit."""
    second_source: SecondSource | None
    cascade: Cascade | None


class Assigned(NamedTuple):
    workload: str
    option: str


class OneModel(NamedTuple):
    """One model for every workload, by the option of it that is best for each."""

    model: str
    usd_per_day: float
    regret_usd_per_day: float
    options: tuple[Assigned, ...]


class Added(NamedTuple):
    """The n-th model of the smallest set, chosen by what it adds."""

    model: str
    gain_usd_per_day: float
    share_of_value: float
    """Of what the leaders of all workloads that are worth doing give."""


class Portfolio(NamedTuple):
    leaders: tuple[Leader, ...]
    usd_per_day: float
    """Net benefit with every workload on its leader."""
    one_model: OneModel | None
    """None when no model has an option in every workload."""
    models: tuple[Added, ...]


def portfolio(entries: Sequence[Entry], typical: Check, lower: Check, upkeep_usd_per_day: float) -> Portfolio:
    """The plan of all workloads; those without an option count for nothing and are shown as such."""
    leaders = tuple(leader(entry, typical, lower, upkeep_usd_per_day) for entry in entries)
    total = sum(each.usd_per_day for each in leaders)
    answered = [entry for entry in entries if entry.options]
    best = [best_by_model(entry) for entry in answered]
    return Portfolio(leaders, total, one_model(answered, best, total), smallest_set(best))


def leader(entry: Entry, typical: Check, lower: Check, upkeep_usd_per_day: float) -> Leader:
    if not entry.options:
        return Leader(entry.name, None, None, 0.0, None, None)
    first = entry.options[0]
    return Leader(
        workload=entry.name,
        option=first.candidate.id,
        model=first.candidate.model.id,
        usd_per_day=_per_day(entry, first.net_benefit),
        second_source=second_source(entry),
        cascade=best_cascade(entry, typical, lower, upkeep_usd_per_day),
    )


def _per_day(entry: Entry, usd_per_1k: float) -> float:
    return usd_per_1k * entry.calls_per_day / 1000


def host_of(option: Scored) -> str:
    """Who runs it: the provider, the cloud, or oneself."""
    candidate = option.candidate
    if candidate.offer is not None:
        return candidate.offer.provider
    return candidate.rent.provider if candidate.rent is not None else "self"


def second_source(entry: Entry) -> SecondSource | None:
    """The best option of another developer and another host; None when there is none."""
    first = entry.options[0]
    for other in entry.options[1:]:
        developer = other.candidate.model.developer
        another = developer is not None and developer != first.candidate.model.developer
        if another and host_of(other) != host_of(first):
            return SecondSource(other.candidate.id, _per_day(entry, first.net_benefit - other.net_benefit))
    return None


def best_cascade(entry: Entry, typical: Check, lower: Check, upkeep_usd_per_day: float) -> Cascade | None:
    """The pair of two models that is best with the check at its lower end; None when no option is cheaper than a
    stronger one. The strong one is hosted: machines that wait for a few escalated calls cost as much as busy ones."""
    options = entry.options[:PAIRED]
    steps = {option.candidate.id: _step(option) for option in options}
    found = [
        (value(cascade(steps[cheap], steps[strong], lower), entry.worth), cheap, strong)
        for cheap, weak in zip(steps, options, strict=True)
        for strong, able in zip(steps, options, strict=True)
        if able.candidate.route == "hosted" and able.candidate.model.id != weak.candidate.model.id
        if steps[cheap].usd_per_1k < steps[strong].usd_per_1k and steps[cheap].p_success < steps[strong].p_success
    ]
    if not found:
        return None
    worst, cheap, strong = max(found)
    gain = _per_day(entry, worst - entry.options[0].net_benefit) - upkeep_usd_per_day
    outcome = cascade(steps[cheap], steps[strong], typical)
    dear = steps[strong].usd_per_1k >= PRICE_RATIO * steps[cheap].usd_per_1k
    return Cascade(
        cheap=cheap,
        strong=strong,
        typical=outcome,
        lower=cascade(steps[cheap], steps[strong], lower),
        gain_usd_per_day=gain,
        zero_router_success=zero_router_success(list(steps.values()), outcome.usd_per_1k),
        recommended=gain > 0 and (dear or typical.accepts_wrong <= CHECKABLE),
    )


def _step(option: Scored) -> Step:
    """Its risk is that of having to move, which does not shrink with the calls it sees."""
    return Step(option.belief.p_mean, option.serving + option.latency + option.risk, option.risk)


def best_by_model(entry: Entry) -> dict[str, tuple[str, float]]:
    """Model -> (its best option, net benefit a day) for one workload."""
    best: dict[str, tuple[str, float]] = {}
    for option in entry.options:
        best.setdefault(option.candidate.model.id, (option.candidate.id, _per_day(entry, option.net_benefit)))
    return best


def one_model(
    entries: Sequence[Entry], best: Sequence[Mapping[str, tuple[str, float]]], total: float
) -> OneModel | None:
    """The model that loses least when it does everything."""
    if not best:
        return None
    shared = set.intersection(*(set(models) for models in best))
    if not shared:
        return None
    sums = {model: sum(models[model][1] for models in best) for model in shared}
    model = min(shared, key=lambda one: (-sums[one], one))
    options = tuple(Assigned(entry.name, models[model][0]) for entry, models in zip(entries, best, strict=True))
    return OneModel(model, sums[model], total - sums[model], options)


def smallest_set(best: Sequence[Mapping[str, tuple[str, float]]]) -> tuple[Added, ...]:
    """Models in the order of what each adds (greedy), until every workload worth doing has its leader.

    A workload without one of the chosen models is not done: it gives nothing.
    """
    total = sum(max(0.0, *(usd for _, usd in models.values())) for models in best)
    covered = [0.0] * len(best)
    chosen: list[Added] = []
    names = sorted({model for models in best for model in models})
    while True:
        gains = {
            name: sum(_gain(models, name, now) for models, now in zip(best, covered, strict=True)) for name in names
        }
        name = max(names, key=lambda one: gains[one], default=None)
        if name is None or gains[name] <= 0:
            return tuple(chosen)
        covered = [now + _gain(models, name, now) for models, now in zip(best, covered, strict=True)]
        chosen.append(Added(name, gains[name], sum(covered) / total if total > 0 else 0.0))


def _gain(models: Mapping[str, tuple[str, float]], name: str, now: float) -> float:
    return max(0.0, models[name][1] - now) if name in models else 0.0
