"""Checks of what is said of prices: list prices on a day, ratios between them, and how tiers moved."""

from collections.abc import Iterable, Sequence
from typing import Any

from advisor.briefing.finding import Finding, Part, cited, compared, near, unknown
from advisor.briefing.view import Row, View

CENT = 1e-9


def list_price(view: View, claim: Row) -> Finding:
    """A list price in force on a day."""
    row = view.price_on(claim["names"], claim["on"])
    if row is None:
        return Finding((unknown("price", _no_price(claim["names"], claim["on"])),), {}, ())
    price = row[claim["side"]]
    part = Part("price", price, abs(price - claim["said"]["price"]) < CENT)
    return Finding((part,), {"dated": row["date"], "name": row["name"]}, (row["source"],))


def _no_price(names: Iterable[str], day: str) -> str:
    return f"list price of {next(iter(names))} dated by {day}"


def launch_spread(view: View, claim: Row) -> Finding:
    """How far the launch price of each model lies below another's; today's spread beside it. Conflicting launch
    prices: the highest, which is the maker's list before discounts."""
    top = view.price_on(claim["against"], view.as_of)
    parts: list[Part] = []
    beside: dict[str, Any] = {}
    sources = [top["source"]] if top else []
    for name, names in claim["of"].items():
        rows = view.prices_of(names)
        now = view.price_on(names, view.as_of)
        if not rows or top is None:
            parts.append(unknown(name, _no_price(names if top else claim["against"], view.as_of)))
            continue
        launch = max((row for row in rows if row["date"] == rows[0]["date"]), key=lambda row: float(row["output"]))
        spread = _ratio(top["output"], launch["output"])
        close = near(launch["output"], claim["said"]["output"], claim["tolerance"])
        parts.append(Part(name, spread, close and near(spread, claim["said"]["spread"], claim["tolerance"])))
        beside |= {f"{name}_launch_output": launch["output"], f"{name}_launched": launch["date"]}
        beside[f"{name}_now"] = _ratio(top["output"], now["output"]) if now else None
        sources += [launch["source"], *([now["source"]] if now else ())]
    return Finding(tuple(parts), beside, cited(sources))


def _ratio(high: float, low: float) -> float:
    return round(high / low, 1)


def compression(view: View, claim: Row) -> Finding:
    """The ratio of two list prices, and whether the later one's tier fell at all."""
    before = view.price_on(claim["before"]["names"], claim["before"]["on"])
    after = view.price_on(claim["after"]["names"], claim["after"]["on"])
    used = [row for row in (before, after) if row]
    if before is None or after is None:
        lacking = claim["before"] if before is None else claim["after"]
        parts = [unknown("ratio", _no_price(lacking["names"], lacking["on"]))]
    else:
        ratio = _ratio(before["input"], after["input"])
        parts = [Part("ratio", ratio, near(ratio, claim["said"]["ratio"], claim["tolerance"]))]
    tier = [rows[0] for names in claim["tier"] if (rows := view.prices_of(names))]
    parts.append(_tier_part(tier))
    beside = _tier_figures(tier) | _cheapest(view, before, claim["after"]["on"])
    return Finding(tuple(parts), beside, cited(row["source"] for row in (*used, *tier)))


def _tier_part(tier: Sequence[Row]) -> Part:
    if len(tier) < 2:
        return unknown("lite_tier", "two dated prices of one tier")
    moved = move(tier[0]["input"], tier[-1]["input"])
    return Part("lite_tier", moved, moved == "fell")


def _tier_figures(tier: Sequence[Row]) -> dict[str, Any]:
    if not tier:
        return {"lite_first": None, "lite_last": None}
    return {"lite_first": tier[0]["input"], "lite_last": tier[-1]["input"]}


def _cheapest(view: View, before: Row | None, day: str) -> dict[str, Any]:
    """The lowest list price of input of a model of the catalog, dated by a day."""
    dated = [row for row in view.prices if row["date"] <= day and row.get("model")]
    row = min(dated, key=lambda row: (row["input"], row["date"]), default=None)
    if row is None or before is None:
        return {"cheapest": None, "cheapest_name": None, "cheapest_ratio": None}
    return {
        "cheapest": row["input"],
        "cheapest_name": row["name"],
        "cheapest_ratio": round(before["input"] / row["input"]),
    }


def move(before: float, after: float) -> str:
    """`fell`, `rose` or `unchanged`."""
    if abs(after - before) < CENT:
        return "unchanged"
    return "fell" if after < before else "rose"


def price_cut(view: View, claim: Row) -> Finding:
    """One tier's price as a share of another's, and the cut that makes."""
    low, high = (view.price_on(names, claim["on"]) for names in (claim["names"], claim["against"]))
    if low is None or high is None:
        missing = _no_price(claim["names"] if low is None else claim["against"], claim["on"])
        return Finding(tuple(unknown(name, missing) for name in claim["said"]), {}, ())
    share = round(low["input"] / high["input"], 4)
    found = {"share_of_pro": share, "cut": round(1 - share, 4)}
    parts = compared(found, claim["said"], claim["tolerance"])
    return Finding(parts, {}, cited((low["source"], high["source"])))


def price_moves(view: View, claim: Row) -> Finding:
    """Each flagship's first price against the newest of the one that took its place."""
    side, parts, sources = claim["side"], [], []
    for name, (old, new) in claim["moves"].items():
        first, now = view.prices_of([old])[:1], view.price_on([new], view.as_of)
        if not first or now is None:
            parts.append(unknown(name, _no_price([new if first else old], view.as_of)))
            continue
        before, after = first[0][side], now[side]
        parts.append(Part(name, f"{before:g} to {after:g}", move(before, after) == claim["said"][name]))
        sources += [first[0]["source"], now["source"]]
    return Finding(tuple(parts), {}, cited(sources))
