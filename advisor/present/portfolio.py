"""A portfolio as the JSON document `advisor.portfolio/1` and as text. It shows what was found and computes nothing."""

from collections.abc import Iterator
from typing import Any

from advisor.decision.portfolio import Cascade, Leader, Portfolio
from advisor.explain_words import Money
from advisor.present.format import of_100, percent
from advisor.present.text import clean
from advisor.present.values import plain, rounded_values

SCHEMA = "advisor.portfolio/1"


def document(found: Portfolio, as_of: str) -> dict[str, Any]:
    """Money in USD per day or per 1,000 calls, at 1e-6."""
    shown: dict[str, Any] = rounded_values(plain(found))
    return {
        "schema": SCHEMA,
        "as_of": as_of,
        "workloads": shown["leaders"],
        "net_benefit_usd_per_day": shown["usd_per_day"],
        "one_model": shown["one_model"],
        "models": shown["models"],
    }


def page(found: Portfolio, write: Money) -> Iterator[str]:
    for leader in found.leaders:
        yield from _leader(leader, write)
    yield f"all workloads on their leaders: {write(found.usd_per_day)} net benefit a day"
    if found.one_model is None:
        yield "no single model serves every workload"
    else:
        one = found.one_model
        yield clean(f"one model for all: {one.model}, at a loss of {write(one.regret_usd_per_day)} a day")
    for place, added in enumerate(found.models, 1):
        yield clean(
            f"  model {place}: {added.model} adds {write(added.gain_usd_per_day)} a day "
            f"({percent(round(added.share_of_value, 4))} of the value reached)"
        )


def _leader(leader: Leader, write: Money) -> Iterator[str]:
    if leader.option is None:
        yield clean(f"{leader.workload}: nothing satisfies its constraints")
        return
    yield clean(f"{leader.workload}: {leader.option}, {write(leader.usd_per_day)} net benefit a day")
    second = leader.second_source
    if second is None:
        yield "  second source: none with another developer and another host"
    else:
        yield clean(f"  second source: {second.option}, {write(second.usd_per_day)} a day less while it stands in")
    if leader.cascade is not None:
        yield from _cascade(leader.cascade, write)


def _cascade(plan: Cascade, write: Money) -> Iterator[str]:
    word = "recommended" if plan.recommended else "not worth it"
    yield clean(f"  cheap first: {plan.cheap}, then {plan.strong}: {word}")
    yield (
        f"    {of_100(plan.typical.p_success)} of 100 right at {write(plan.typical.usd_per_1k)} per 1,000 calls, "
        f"{percent(plan.typical.escalated)} of calls escalated; a random mix at that cost gets "
        f"{of_100(plan.zero_router_success)}; {write(plan.gain_usd_per_day)} a day against the leader with a poor check"
    )
