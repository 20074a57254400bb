"""Trends as points: sparser models that grew all the same, and list prices, overall and at fixed capability."""

from collections.abc import Mapping
from typing import NamedTuple

from advisor.briefing.capability import best_effort, rows_known
from advisor.briefing.checks_machines import gb_at_4_bits
from advisor.briefing.checks_models import activation
from advisor.briefing.finding import cited
from advisor.briefing.view import Row, View, ended
from advisor.catalog import Catalog

DENSE = 0.9
"""A model that activates more is no mixture of experts."""
SAME = 1e-9


class Activation(NamedTuple):
    """One open mixture of experts; sizes in billions of parameters."""

    date: str
    model: str
    origin: str | None
    total_b: float
    active_b: float
    ratio: float
    gb_at_4_bits: float
    """Weights alone."""
    largest_yet: bool
    sparsest_yet: bool
    sources: tuple[str, ...]


class Price(NamedTuple):
    """The lowest list price so far of anything as capable as `level`; USD per 1M tokens, three parts input to one
    output."""

    level: str
    date: str
    model: str
    usd_per_1m: float
    times_below_first: float
    source: str


class Spread(NamedTuple):
    """List prices in force on a day over the models of the catalog, USD per 1M output tokens."""

    date: str
    models: int
    lowest: float
    lowest_model: str
    median: float
    highest: float
    highest_model: str
    times: float


class OwnPrice(NamedTuple):
    """What the list price of one model did after its launch, three parts input to one output."""

    model: str
    first_date: str
    first: float
    last_date: str
    last: float
    times: float
    """last / first."""


class TrendsDocument(NamedTuple):
    as_of: str
    activation: tuple[Activation, ...]
    fixed_capability: tuple[Price, ...]
    workload: str
    """Whose capability is held fixed."""
    spread: tuple[Spread, ...]
    frontier_spread: Spread | None
    """Over the most capable models only, on the day."""
    own_prices: tuple[OwnPrice, ...]


def trends(catalog: Catalog, as_of: str) -> TrendsDocument:
    """Every trend from facts known on `as_of`; bad-input before the first dated fact."""
    view = View(catalog, as_of)
    capable = capability(view)
    return TrendsDocument(
        as_of=as_of,
        activation=activations(view),
        fixed_capability=tuple(point for level in view.settings["levels"] for point in fixed(view, capable, level)),
        workload=view.settings["workload"],
        spread=tuple(point for day in _quarters(view) if (point := spread(view, day, None))),
        frontier_spread=spread(view, as_of, frozenset(list(capable)[: view.settings["frontier"]])),
        own_prices=own_prices(view),
    )


def capability(view: View) -> dict[str, float]:
    """Model id -> mean logit at its best effort for the workload that trends follow, best first."""
    best = best_effort(rows_known(view)(view.settings["workload"]))
    return {model: row.logit_mean for model, row in best.items()}


def activations(view: View) -> tuple[Activation, ...]:
    """Open mixtures of experts by release date."""
    models = [
        model
        for model in view.models.values()
        if model.open_weights and model.released and model.params_active
        and (model.params_total or 0) >= view.settings["activation_from_b"] and activation(model) < DENSE
    ]  # fmt: skip
    points: list[Activation] = []
    largest, sparsest = 0.0, 1.0
    for model in sorted(models, key=lambda model: (model.released or "", model.id)):
        total, ratio = model.params_total or 0.0, activation(model)
        points.append(
            Activation(
                model.released or "", model.id, model.origin, total, model.params_active or 0.0, ratio,
                gb_at_4_bits(total), total > largest, ratio < sparsest,
                cited(*(view.catalog.sources_of(model.id, field) for field in ("params_total_b", "params_active_b"))),
            )
        )  # fmt: skip
        largest, sparsest = max(largest, total), min(sparsest, ratio)
    return tuple(points)


def blended(row: Row) -> float:
    """USD per 1M tokens at three parts input to one output."""
    return round((3 * float(row["input"]) + float(row["output"])) / 4, 6)


def fixed(view: View, capable: Mapping[str, float], level: str) -> tuple[Price, ...]:
    """Each new lowest list price of a model at least as capable as `level`, from that model's own on."""
    if level not in capable:
        return ()
    floor = capable[level]
    points: list[Price] = []
    first = view.prices_of([level])[:1]
    for row in view.prices if first else ():
        model = row.get("model")
        if model is None or capable.get(model, floor - 1) < floor - SAME or row["date"] < first[0]["date"]:
            continue
        price = blended(row)
        if not points or price < points[-1].usd_per_1m - SAME:
            start = points[0].usd_per_1m if points else price
            points.append(Price(level, row["date"], model, price, round(start / price, 2), row["source"]))
    return tuple(points)


def _quarters(view: View) -> list[str]:
    """The first day of each quarter since the first list price, and the day itself."""
    first = str(view.prices[0]["date"])[:4] if view.prices else view.as_of[:4]
    days = [f"{year}-{month:02d}-01" for year in range(int(first), int(view.as_of[:4]) + 1) for month in (1, 4, 7, 10)]
    return [*(day for day in days if day < view.as_of), view.as_of]


def spread(view: View, day: str, only: frozenset[str] | None) -> Spread | None:
    """List prices of the history in force on a day; None when fewer than two models have one."""
    held: dict[str, float] = {}
    for row in view.prices:
        model = row.get("model")
        if not model or row["date"] > day or (only is not None and model not in only):
            continue
        held[model] = float(row["output"])
        if ended(row, day):
            del held[model]
    if len(held) < 2:
        return None
    from statistics import median

    low, high = min(held, key=lambda name: (held[name], name)), max(held, key=lambda name: (held[name], name))
    return Spread(
        day, len(held), held[low], low, median(held.values()), held[high], high, round(held[high] / held[low], 1)
    )


def own_prices(view: View) -> tuple[OwnPrice, ...]:
    """First and newest dated list price of each model that has two days with one."""
    rows: dict[str, list[Row]] = {}
    for row in view.prices:
        if row.get("model") and row.get("provider"):
            rows.setdefault(row["model"], []).append(row)
    found = []
    for model, dated in sorted(rows.items()):
        first, last = dated[0], dated[-1]
        if first["date"] < last["date"]:
            was, now = blended(first), blended(last)
            found.append(OwnPrice(model, first["date"], was, last["date"], now, round(now / was, 4)))
    return tuple(found)
