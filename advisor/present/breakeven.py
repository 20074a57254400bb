"""A break-even answer as the JSON document `advisor.breakeven/1` and as text with its chart."""

from collections.abc import Iterator
from typing import Any

from advisor.decision.breakeven import CLAIM_DAYS, SWING
from advisor.decision.breakeven_case import BreakEven
from advisor.decision.breakeven_side import Side
from advisor.present.charts import Chart, Marker, Series, text_chart
from advisor.present.format import compact, decimal, money, percent
from advisor.present.text import clean
from advisor.present.values import plain
from advisor.rounding import rounded

SCHEMA = "advisor.breakeven/1"
CLAIM = "above 1M calls a day own hardware breaks even against API prices in two to four weeks"


def document(found: BreakEven) -> dict[str, Any]:
    """The answer as plain data, money and shares at 1e-6."""
    asked = found.question
    return {
        "schema": SCHEMA,
        "model": asked.model.id,
        "quantization": found.quantization,
        "hardware": asked.rig.label,
        "against": asked.against,
        "effort": asked.effort,
        "load": _round(plain(found.load)),
        "sized_for": "peak" if found.peak else "mean",
        "horizon_months": found.horizon_months,
        "capacity_calls_per_s": _round(plain(found.capacity)),
        "calls_per_day_per_rig": rounded(found.calls_per_day_per_rig),
        "hosted": {
            "usd_per_1k_calls": rounded(found.hosted_usd_per_1k_calls),
            "usd_per_month": rounded(found.hosted_usd_per_month),
            "source": asked.offer.source,
            "curve": _round(plain(found.hosted_curve)),
        },
        "routes": [_route(side) for side in found.sides],
        "plans": None if found.plans is None else _round(plain(found.plans)),
        "claim": {"text": CLAIM, "holds_for": [side.route for side in found.sides if side.claim_holds]},
        "notes": plain(found.notes),
    }


def _route(side: Side) -> dict[str, Any]:
    shown: dict[str, Any] = _round(plain(side))
    shown["verdict"] = verdict(side)
    shown["payback_by_path"] = [
        {**_round(plain(each.path)), "payback_days": None if each.days is None else rounded(each.days)}
        for each in side.payback_by_path
    ]
    return shown


def _round(value: Any) -> Any:
    """Plain data with every float at 1e-6."""
    if isinstance(value, float):
        return rounded(value)
    if isinstance(value, dict):
        return {key: _round(item) for key, item in value.items()}
    return [_round(item) for item in value] if isinstance(value, list) else value


def verdict(side: Side) -> str:
    """Whether it pays at this volume, and from which volume on."""
    above = side.crossings.always_above
    if above is None:
        return "never: a fully used rig costs more than the calls it carries cost hosted"
    if side.payback_days is None:
        return f"not at this volume: running costs exceed the hosted bill; from {compact(above)} calls a day"
    pays = f"pays back in {decimal(side.payback_days)} days"
    return pays if side.payback_days else "costs nothing up front"


def page(found: BreakEven) -> Iterator[str]:
    asked = found.question
    yield clean(f"{asked.model.name} {found.quantization} on {asked.rig.label} against {asked.against}")
    load = found.load
    yield (
        f"{compact(load.calls_per_day)} calls a day, {compact(load.input_tokens)} tokens in, "
        f"{compact(load.output_tokens + load.reasoning_tokens)} out ({asked.effort} effort); one rig carries "
        f"{compact(found.calls_per_day_per_rig)} calls a day"
    )
    yield f"hosted: {money(found.hosted_usd_per_month)} a month, {money(found.hosted_usd_per_1k_calls)} per 1,000 calls"
    for side in found.sides:
        yield ""
        yield from _side(side)
    if found.plans is not None:
        yield ""
        yield from _plans(found)
    yield ""
    yield from chart_lines(found)
    yield ""
    yield f"the claim: {CLAIM}"
    for side in found.sides:
        low, high = side.claim_hosted_usd_per_1k
        holds = "holds" if side.claim_holds else "does not hold"
        yield (
            f"  {_name(side)}: {holds}; {CLAIM_DAYS[1]:.0f} to {CLAIM_DAYS[0]:.0f} days need a hosted price of "
            f"{money(low)} to {money(high)} per 1,000 calls"
        )
    for note in found.notes:
        yield f"note: {clean(note.text)}"


def _name(side: Side) -> str:
    if side.route == "rented":
        return clean(f"rented from {side.provider}")
    return "bought" if side.bought else "own, price sunk"


def _side(side: Side) -> Iterator[str]:
    yield f"{_name(side)}: {verdict(side)}"
    yield (
        f"  rigs: {side.rigs} at {percent(side.utilisation)} of their usable capacity; "
        f"{money(side.usd_per_month)} a month, {money(side.usd_per_1k_calls)} per 1,000 calls"
    )
    yield f"  {money(side.spent_usd)} up front, {money(side.running_usd_per_month)} a month to run"
    points = ", ".join(f"{each.cheaper_above} from {compact(each.calls_per_day)}" for each in side.crossings.points)
    yield f"  cheaper side by calls a day: {points or 'hosted at any volume'}"
    if side.crossings.always_above is not None:
        yield f"  own is cheaper at every volume above {compact(side.crossings.always_above)}"
    share = side.breakeven_utilisation
    yield f"  break-even use of a rig: {'never' if share is None else percent(share)}"
    for each in side.payback_by_path:
        days = "never" if each.days is None else f"{decimal(each.days)} days"
        yield f"  hosted price falling {percent(each.path.decline_per_year)} a year: pay-back {days}"
    for one in side.sensitivity:
        yield (
            f"  {one.input} {percent(SWING)} lower or higher: saving {money(one.saving_low)} or "
            f"{money(one.saving_high)} a month"
        )


def _plans(found: BreakEven) -> Iterator[str]:
    plans = found.plans
    if plans is None:
        return
    yield f"expected value over {compact(found.horizon_months)} months against staying hosted, price paths weighted:"
    yield f"  buy now {money(plans.buy_now)}"
    yield f"  rent while it pays {money(plans.rent)}"
    yield f"  wait ({plans.bridge}), then choose {money(plans.wait_then_choose)}"
    yield f"  value of waiting {money(plans.value_of_waiting)}"


def chart_of(found: BreakEven) -> Chart:
    """Cost a month against volume, hosted and each way of one's own, crossings marked."""
    series = [Series(_name(side), side.curve) for side in found.sides]
    marks = [
        Marker(f"{_name(side)}: {each.cheaper_above} cheaper from {compact(each.calls_per_day)} calls a day",
               each.calls_per_day)
        for side in found.sides
        for each in side.crossings.points[:1]
    ]  # fmt: skip
    hosted = Series(found.question.against, found.hosted_curve)
    return Chart("cost a month by calls a day", "calls a day", "USD a month", (hosted, *series), tuple(marks))


def chart_lines(found: BreakEven) -> list[str]:
    return text_chart(chart_of(found), compact, money)
