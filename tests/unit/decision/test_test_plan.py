"""A test plan on the study's example: who is chosen, what a run costs, when it stops."""

import pytest

from advisor.decision.test_plan import Asked, PlanConstants, batches, plan_of, run_usd
from advisor.option import Scored
from tests.unit.decision.example import WORTH, example_option
from tests.unit.samples import RENT

CONSTANTS = PlanConstants(0.05, 0.8, 0.5, 0.3, 50, 400, 2, 0.02)
ASKED = Asked(1_000_000, WORTH, 24.0, 0.5, 0, "glm-5@deepinfra")
HOSTED = ("qwen@together", "glm-5@deepinfra", "kimi@deepinfra", "gpt-5.4@openai", "opus-4.6@anthropic")


def rows() -> list[Scored]:
    return [example_option(name, 0.35 if name.startswith("qwen") else 0.45) for name in HOSTED]


def test_the_runners_up_with_wider_posteriors_are_chosen_and_the_dear_cannot_win() -> None:
    plan = plan_of(rows(), ASKED._replace(first="qwen"), CONSTANTS)
    assert [choice.option for choice in plan.choices if choice.chosen] == ["glm-5@deepinfra", "kimi@deepinfra"]
    assert plan.choices[2].reason == "shortlist-full"
    assert {choice.option for choice in plan.choices[3:]} == {"gpt-5.4@openai", "opus-4.6@anthropic"}
    assert plan.choices[3].usd_per_day < plan.choices[0].usd_per_day / 15
    assert plan.first is not None
    assert (plan.first.verdict, plan.first.place) == ("does-not-hold", 3)


def test_a_model_far_behind_is_still_checked_when_somebody_proposes_it() -> None:
    """Thirty models ahead of it do not make it one of which no option is left."""
    first, last = rows()[1], rows()[3]
    ahead = [
        first._replace(
            candidate=first.candidate._replace(id=f"m{n}@x", model=first.candidate.model._replace(id=f"m{n}"))
        )
        for n in range(30)
    ]
    behind = last._replace(net_benefit=last.net_benefit - 50, quality=last.quality - 50)
    plan = plan_of([*ahead, behind], ASKED._replace(first=last.candidate.model.id), CONSTANTS)
    assert plan.first is not None
    assert (plan.first.verdict, plan.first.usd_per_day) == ("does-not-hold", 0.0)
    assert next(one.rank for one in plan.choices if one.model == last.candidate.model.id) == 31
    assert len(plan.choices) == 25
    assert plan_of([*ahead, behind], ASKED, CONSTANTS).first != plan.first


def test_a_run_costs_what_its_bill_says_and_a_rented_one_an_hour_at_least() -> None:
    hosted = rows()[0]
    assert run_usd(hosted, 200) == pytest.approx(1.59 * 0.2)
    rented = hosted._replace(candidate=hosted.candidate._replace(rent=RENT))
    assert run_usd(rented, 200) == 28.0
    assert run_usd(rented, 100_000) == pytest.approx(159.0)


def test_batches_add_up_and_stop_where_they_no_longer_pay() -> None:
    assert batches(CONSTANTS) == [50, 100, 200, 400]
    plan = plan_of(rows(), ASKED, CONSTANTS)
    chosen = [row for row in rows() if row.candidate.id in ("glm-5@deepinfra", "kimi@deepinfra")]
    assert sum(stage.batch_usd for stage in plan.stages) == pytest.approx(sum(run_usd(row, 400) for row in chosen))
    for stage in plan.stages:
        assert stage.worth_it == (stage.gain_usd_per_day * 730 > stage.batch_usd)
    poor = plan_of(rows(), ASKED._replace(calls_per_day=0.2), CONSTANTS)
    assert poor.items < 400
    assert all(not stage.worth_it for stage in poor.stages if stage.items > poor.items)


def test_one_option_needs_no_test() -> None:
    plan = plan_of(rows()[:1], ASKED, CONSTANTS)
    assert plan.items == 0
    assert plan.perfect_usd_per_day == pytest.approx(0.0, abs=1e-6)
    assert plan.choices[0].reason == "cannot-win"
