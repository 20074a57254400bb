"""Two models in a row: the cheap one answers, a check accepts or escalates to the strong one. Closed form, method.md 6.

It knows probabilities and costs only; whether a check of that quality exists is the user's to say.
"""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any, NamedTuple


class Check(NamedTuple):
    """What decides whether a cheap answer is good enough."""

    accepts_right: float
    accepts_wrong: float
    usd_per_1k: float
    error_correlation: float
    """Between the two models' errors."""


class Step(NamedTuple):
    """One model: P(right) and USD per 1,000 calls, all terms but quality."""

    p_success: float
    usd_per_1k: float
    standing: float = 0.0
    """Of that, what is due however few of the calls it sees."""


class Outcome(NamedTuple):
    p_success: float
    usd_per_1k: float
    escalated: float
    """Share of calls the strong model sees."""


def checks_of(constants: Mapping[str, Any]) -> tuple[Check, Check]:
    """(typical, lower end) of `catalog.constants["decision"]["cascade"]`."""
    table = constants["cascade"]
    cost, together = float(table["check_usd_per_1k"]["value"]), float(table["error_correlation"]["value"])
    typical, lower = (
        Check(float(table["accepts_right"][end]), float(table["accepts_wrong"][end]), cost, together)
        for end in ("value", "lower")
    )
    return typical, lower


def cascade(cheap: Step, strong: Step, check: Check) -> Outcome:
    """success = a p_c + (1-a) P11 + (1-b) P01, escalated = (1-a) p_c + (1-b)(1-p_c).

    The correlation is cut to what the two probabilities allow.
    """
    both = _both_right(cheap.p_success, strong.p_success, check.error_correlation)
    only_strong = strong.p_success - both
    passed, caught = check.accepts_right, 1 - check.accepts_wrong
    success = passed * cheap.p_success + (1 - passed) * both + caught * only_strong
    escalated = (1 - passed) * cheap.p_success + caught * (1 - cheap.p_success)
    paid = strong.standing + escalated * (strong.usd_per_1k - strong.standing)
    return Outcome(success, cheap.usd_per_1k + check.usd_per_1k + paid, escalated)


def _both_right(first: float, second: float, correlation: float) -> float:
    spread = sqrt(first * (1 - first) * second * (1 - second))
    highest, lowest = min(first, second), max(0.0, first + second - 1)
    return min(highest, max(lowest, first * second + correlation * spread))


def value(outcome: Outcome | Step, worth: float) -> float:
    """Net benefit, USD per 1,000 calls."""
    return 1000 * worth * outcome.p_success - outcome.usd_per_1k


def zero_router_success(steps: Sequence[Step], usd_per_1k: float) -> float | None:
    """P(right) of the best random mix of two of the models at this cost; None when none is that cheap."""
    affordable = [step for step in steps if step.usd_per_1k <= usd_per_1k]
    if not affordable:
        return None
    best = max(step.p_success for step in affordable)
    for low in affordable:
        for high in steps:
            if high.usd_per_1k > usd_per_1k:
                share = (usd_per_1k - low.usd_per_1k) / (high.usd_per_1k - low.usd_per_1k)
                best = max(best, low.p_success + share * (high.p_success - low.p_success))
    return best
