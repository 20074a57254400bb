"""No model for everything, in money: each workload decided at its own defaults, and what one model for all would lose.

Decides every workload, which takes seconds: asked for, never on the way of another answer.
"""

from collections import Counter
from typing import NamedTuple

from advisor.briefing.leaders import Share
from advisor.catalog import Catalog
from advisor.decide import decide
from advisor.decision.portfolio import Entry, OneModel, best_by_model, one_model
from advisor.requirements import resolve

DRAWS = 8
"""Robustness is not asked here; this few only keep the decision whole."""


class ValueLeader(NamedTuple):
    """The option with the highest net benefit; None when none is left."""

    workload: str
    option: str | None
    model: str | None
    origin: str | None
    open_weights: bool | None
    usd_per_1k_calls: float | None
    best_open: str | None
    best_closed: str | None
    gap_usd_per_1k_calls: float | None
    """Best open less best closed."""


class ByValue(NamedTuple):
    as_of: str
    workloads: tuple[ValueLeader, ...]
    by_model: tuple[Share, ...]
    one_model: OneModel | None
    regret_share: float | None
    """Of the value that a leader for each workload gives."""


def by_value(catalog: Catalog, as_of: str) -> ByValue:
    """Leaders by net benefit with every workload at its defaults."""
    entries = [_entry(catalog, workload, as_of) for workload in catalog.workloads]
    led = tuple(_leader(entry) for entry in entries)
    answered = [entry for entry in entries if entry.options]
    total = sum(entry.options[0].net_benefit * entry.calls_per_day / 1000 for entry in answered)
    single = one_model(answered, [best_by_model(entry) for entry in answered], total)
    counts = Counter(lead.model for lead in led if lead.model)
    shares = tuple(Share(name, count, round(count / len(led), 4)) for name, count in counts.most_common())
    regret = round(single.regret_usd_per_day / total, 6) if single and total > 0 else None
    return ByValue(as_of, led, shares, single, regret)


def _entry(catalog: Catalog, workload: str, as_of: str) -> Entry:
    wanted = resolve({"workload": workload, "as_of": as_of}, catalog, as_of)
    return Entry(workload, wanted.calls_per_day, wanted.worth, decide(catalog, wanted, DRAWS).rows)


def _leader(entry: Entry) -> ValueLeader:
    if not entry.options:
        return ValueLeader(entry.name, None, None, None, None, None, None, None, None)
    first = entry.options[0]
    best = {
        kind: next((one for one in entry.options if one.candidate.model.open_weights is kind), None)
        for kind in (True, False)
    }
    opened, closed = best[True], best[False]
    gap = round(opened.net_benefit - closed.net_benefit, 6) if opened and closed else None
    model = first.candidate.model
    return ValueLeader(
        entry.name, first.candidate.id, model.id, model.origin, model.open_weights, round(first.net_benefit, 6),
        opened.candidate.id if opened else None, closed.candidate.id if closed else None, gap,
    )  # fmt: skip
