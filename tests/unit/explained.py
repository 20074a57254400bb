"""Rows of the worked example as the explanations take them."""

from advisor import explain, explain_answer, explain_guidance
from advisor.decision import flips, robustness
from advisor.decision.net_benefit import cost, rank
from advisor.explain_words import money
from advisor.option import Scored
from advisor.report import (
    Cost,
    Device,
    Evidence,
    Hardware,
    Probability,
    Quality,
    RankedOption,
    Reason,
    Speed,
    UnknownFact,
    Verdict,
)
from tests.properties.strategies import SPREAD
from tests.unit.decision.example import WORTH

RANGE = (0.02, 0.125)


def row(option: Scored, rank_: int, group: int, draws: robustness.Draws, calls_per_day: float = 1e6) -> RankedOption:
    candidate, belief = option.candidate, option.belief
    rig = Hardware((Device("nvidia-h200", 8),), 1, None) if candidate.route != "hosted" else None
    spent = cost(option)
    return RankedOption(
        rank_,
        group,
        candidate.id,
        candidate.model.id,
        candidate.model.name,
        candidate.route,
        candidate.id.rpartition("@")[2],
        "default",
        rig,
        candidate.quantization,
        candidate.effort,
        (),
        Quality(Probability(belief.p_mean, belief.p_low, belief.p_high), Evidence(2, 1, 0, "2026-05", 0.3, False), ()),
        Cost(spent * calls_per_day * 365 / 12 / 1000, spent, spent / belief.p_mean, ()),
        Speed(None, None, None),
        None,
        Verdict("allowed", True, ()),
        explain.waterfall(option),
        explain.robustness(draws, candidate.id),
        (),
        (),
        (),
    )


def case_of(options: list[Scored], calls_per_day: float = 1e6, groups: tuple[int, ...] = ()) -> explain_guidance.Case:
    ranked = rank(options)
    draws = robustness.draw(ranked, RANGE, 0, SPREAD)
    field = flips.landscape(ranked, WORTH, {one.candidate.model.id for one in ranked})
    numbers = groups or (1,) * len(ranked)
    rows = [row(one, at + 1, numbers[at], draws, calls_per_day) for at, one in enumerate(ranked)]
    return explain_guidance.Case(rows, ranked, draws, field, (), calls_per_day, None, money(None))


def answer_of(case: explain_guidance.Case, best_allowed: str | None = "qwen@together"):
    return explain_answer.answer(case.options, best_allowed, case.draws, case.field, case.excluded)


def in_review(option: RankedOption) -> RankedOption:
    reason = Reason("us-bank-tprm", "review", "third-party risk", "OCC 2023-17", "verified", "a signed review")
    unknown = UnknownFact("route.dpa", "a data-processing agreement (DPA)")
    return option._replace(verdict=Verdict("review", True, (reason,), (unknown,)))
