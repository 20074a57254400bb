"""A break-even answer as the JSON document `advisor.breakeven/1` and as text with its chart."""

from collections.abc import Iterator
from typing import Any

from advisor.decision.breakeven import CLAIM_DAYS
from advisor.decision.breakeven_case import BreakEven
from advisor.decision.breakeven_side import Side
from advisor.decision.price_paths import Plans
from advisor.explain_words import Money
from advisor.present.charts import Chart, Marker, Series, text_chart
from advisor.present.cost import over_horizon
from advisor.present.format import UNKNOWN, compact, decimal, percent
from advisor.present.text import clean
from advisor.present.values import plain, rounded_values
from advisor.requirements import Requirements, echo

SCHEMA = "advisor.breakeven/1"
CLAIM = "above 1M calls a day own hardware breaks even against API prices in two to four weeks"


def document(found: BreakEven, requirements: Requirements) -> dict[str, Any]:
    """The answer as plain data, every figure at 1e-6; fields as in `documents.BreakEvenDocument`."""
    asked = found.question
    shown: dict[str, Any] = rounded_values(plain(found))
    return {
        "schema": SCHEMA,
        "requirements": echo(requirements),
        "as_of": requirements.as_of,
        "model": asked.model.id,
        "hardware": asked.rig.label,
        "against": asked.against,
        "effort": asked.effort,
        **{key: value for key, value in shown.items() if key != "question"},
        "hosted_source": asked.offer.source,
        "claim": {"text": CLAIM, "holds_for": [side.route for side in found.sides if side.claim_holds]},
    }


def sentence(side: Side) -> str:
    """Whether it pays at this volume, and from which volume on."""
    above = side.crossings.always_above
    if side.verdict == "never":
        return "never within the horizon: a fully used rig costs more than the calls it carries cost hosted"
    if side.verdict == "not-at-this-volume":
        where = "below the hosted minimum charge" if above is None else f"from {compact(above)} calls a day"
        return f"not at this volume: running costs exceed the hosted bill; {where}"
    return f"pays back in {decimal(side.payback_days)} days" if side.payback_days else "costs nothing up front"


def page(found: BreakEven, write: Money, code: str = "USD") -> Iterator[str]:
    """`write` and `code`: the reader's currency."""
    asked = found.question
    yield clean(f"{asked.model.name} {found.quantization} on {asked.rig.label} against {asked.against}")
    load = found.load
    yield (
        f"{compact(load.calls_per_day)} calls a day, {compact(load.input_tokens)} tokens in, "
        f"{compact(load.output_tokens + load.reasoning_tokens)} out ({asked.effort} effort); one rig carries "
        f"{compact(found.calls_per_day_per_rig)} calls a day"
    )
    yield f"hosted: {write(found.hosted_usd_per_month)} a month, {write(found.hosted_usd_per_1k_calls)} per 1,000 calls"
    if found.hosted_over_horizon is not None:
        yield from over_horizon(found.hosted_over_horizon, write)
    for side in found.sides:
        yield ""
        yield from _side(side, found.hosted_over_horizon is not None, write)
    if found.plans is not None:
        yield ""
        yield from _plans(found.plans, found.horizon_months, write)
    yield ""
    yield from text_chart(chart_of(found)._replace(y_label=f"{code} a month"), compact, write)
    yield ""
    yield f"the claim: {CLAIM}"
    for side in found.sides:
        low, high = side.claim_hosted_usd_per_1k
        holds = "holds" if side.claim_holds else "does not hold"
        yield (
            f"  {_name(side)}: {holds}; {CLAIM_DAYS[1]:.0f} to {CLAIM_DAYS[0]:.0f} days need a hosted price of "
            f"{write(low)} to {write(high)} per 1,000 calls"
        )
    for note in found.notes:
        yield f"note: {clean(note.text)}"


def _name(side: Side) -> str:
    if side.route == "rented":
        return clean(f"rented from {side.provider}")
    return "bought" if side.bought else "own, price sunk"


def _side(side: Side, announced: bool, write: Money) -> Iterator[str]:
    yield f"{_name(side)}: {sentence(side)}"
    if side.instance is not None:
        yield clean(f"  {side.instance}, {side.region or 'any region'}, {side.tier}")
    yield (
        f"  rigs: {side.rigs} at {percent(side.utilisation)} of their usable capacity; "
        f"{write(side.usd_per_month)} a month, {write(side.usd_per_1k_calls)} per 1,000 calls"
    )
    yield f"  {write(side.spent_usd)} up front, {write(side.running_usd_per_month)} a month to run"
    if side.rigs_running < side.rigs:
        yield (
            f"  on average {compact(side.rigs_running)} of them run, the others are let go in quiet hours; always on "
            f"they would cost {write(side.always_on_usd_per_month)} a month"
        )
    points = ", ".join(f"{each.cheaper_above} from {compact(each.calls_per_day)}" for each in side.crossings.points)
    yield f"  cheaper side by calls a day: {points or 'hosted at any volume'}"
    if side.crossings.always_above is not None:
        yield f"  self-hosted is cheaper at every volume above {compact(side.crossings.always_above)}"
    if announced:
        yield f"  at the announced hosted prices: pay-back {_days(side.payback_days_at_announced_prices)}"
    share = side.breakeven_utilisation
    yield f"  break-even use of a rig, set-up aside: {'never' if share is None else percent(share)}"
    for each in side.payback_by_path:
        yield f"  hosted price falling {percent(each.decline_per_year)} a year: pay-back {_days(each.payback_days)}"
    for one in side.sensitivity:
        yield (
            f"  {one.input} x{one.low:.2f} or x{one.high:.2f}: saving {write(one.saving_low)} or "
            f"{write(one.saving_high)} a month"
        )


def _days(days: float | None) -> str:
    return "never" if days is None else f"{decimal(days)} days"


def _plans(plans: Plans, months: float, write: Money) -> Iterator[str]:
    yield f"expected value over {compact(months)} months against staying hosted, price paths weighted:"
    yield f"  buy now {write(plans.buy_now)}"
    yield f"  rent while it pays {UNKNOWN if plans.rent is None else write(plans.rent)}"
    yield f"  wait ({plans.bridge}), then choose {write(plans.wait_then_choose)}"
    yield f"  value of waiting {write(plans.value_of_waiting)}"


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
