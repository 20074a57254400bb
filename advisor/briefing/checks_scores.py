"""Checks of what is said of benchmark scores: reported figures, who beats whom, and who leads."""

from collections.abc import Iterable, Sequence
from typing import Any

from advisor.briefing.finding import Finding, Part, cited, unknown
from advisor.briefing.view import Row, View
from advisor.evidence.table import known_by

OTHERS = ("independent", "arena", "partner", "secondary")
"""Who measured, where it is neither the model's maker nor a rival quoting it."""
ROUNDING = 0.051
"""Figures are quoted to one decimal."""


def of_model(rows: Iterable[Row], model: str) -> list[Row]:
    return [row for row in rows if row["model"] == model]


def by_maker(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["by"] == "lab"]


def by_others(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["by"] in OTHERS]


def top(rows: Sequence[Row]) -> Row | None:
    return max(rows, key=lambda row: float(row["score"]), default=None)


def reported(view: View, claim: Row) -> Finding:
    """Each figure said is one published for the model itself; what others measured stands beside it."""
    rows = view.scores(claim["benchmark"])
    own = of_model(rows, claim["model"])
    parts = [_reported_part(name, said, own, claim) for name, said in claim["said"].items()]
    outside = [row["score"] for row in by_others(own)]
    beside: dict[str, Any] = {"independent": span(outside)}
    also = claim.get("also")
    if also:
        other = top(of_model(rows, also))
        beside[also] = other["score"] if other else None
    return Finding(tuple(parts), beside, cited(row["source"] for row in own))


def _reported_part(name: str, said: float, own: Sequence[Row], claim: Row) -> Part:
    if not own:
        return unknown(name, f"score of {claim['model']} on {claim['benchmark']}")
    figures = [float(row["score"]) for row in (by_maker(own) or own)]
    nearest = min(figures, key=lambda figure: abs(figure - said))
    return Part(name, nearest, abs(nearest - said) < ROUNDING)


def span(figures: Sequence[float]) -> str | None:
    """`75.6 to 78.7`; None without a figure."""
    if not figures:
        return None
    low, high = min(figures), max(figures)
    return f"{low:.1f}" if high - low < ROUNDING else f"{low:.1f} to {high:.1f}"


def beats(view: View, claim: Row) -> Finding:
    """A run that is not its maker's puts the first above the second's best figure; its maker's settles nothing."""
    rows = view.scores(claim["benchmark"])
    first, second = of_model(rows, claim["first"]), of_model(rows, claim["second"])
    outside, rival = top(by_others(first)), top(second)
    maker = top(by_maker(first))
    plain = top([row for row in first if row.get("effort") == "none"])
    beside = {
        "first_by_its_maker": maker["score"] if maker else None,
        "first_at_none": plain["score"] if plain else None,
        "second": rival["score"] if rival else None,
    }
    sources = cited(row["source"] for row in (*first, *second))
    if outside is None or rival is None:
        missing = f"run of {claim['first']} on {claim['benchmark']} by others than its maker"
        if rival is None:
            missing = f"score of {claim['second']} on {claim['benchmark']}"
        return Finding((unknown("first", missing),), beside, sources)
    part = Part("first", outside["score"], float(outside["score"]) > float(rival["score"]))
    return Finding((part,), beside, sources)


def leads(view: View, claim: Row) -> Finding:
    """The figure is published for the model, and no other had a higher one when it was claimed."""
    rows = view.scores(claim["benchmark"])
    own = of_model(rows, claim["model"])
    best = top([row for row in rows if known_by(str(row["date"]), view.article["date"])])
    if best is None or not own:
        missing = f"score of {claim['model']} on {claim['benchmark']}"
        return Finding(tuple(unknown(name, missing) for name in claim["said"]), {}, ())
    figure = _reported_part("score", claim["said"]["score"], own, claim)
    same = [row for row in own if abs(float(row["score"]) - claim["said"]["score"]) < ROUNDING]
    other = top([row for row in by_maker(own) if row not in same])
    beside = {
        "leader_now": (top(rows) or best)["model"],
        "best": best["score"],
        "harness": next((row["harness"] for row in same if row.get("harness")), None),
        "other_figure": other["score"] if other else None,
    }
    lead = Part("leader", best["model"], best["model"] == claim["model"])
    return Finding((figure, lead), beside, cited(row["source"] for row in (*own, best)))
