"""The test plan of a decision, as the command line and the session show it. Reads and writes no files."""

from advisor.decide import Working
from advisor.decision.net_benefit import contenders
from advisor.decision.robustness import spread_of
from advisor.decision.test_plan import Asked, plan_constants, plan_of
from advisor.errors import AdvisorError
from advisor.explain_plan import TRIGGERS, calendar, plan_sentences
from advisor.explain_words import money
from advisor.present.test_plan import PlanDocument, document_of


def planned(working: Working, first: str | None, weeks: int) -> PlanDocument:
    """The plan for a decision's best option of each model; nothing-satisfies when there is none."""
    case = working.case
    wanted, constants = case.requirements, case.catalog.constants
    rows = contenders(working.ranked, len(working.ranked) or 1)
    if not rows:
        raise AdvisorError("nothing-satisfies", "no option is left to test", "see what `advisor --table` excludes")
    asked = Asked(
        calls_per_day=wanted.calls_per_day,
        worth=wanted.worth,
        horizon_months=wanted.horizon,
        difficulty_sd=spread_of(constants).difficulty_sd,
        seed=wanted.seed,
        first=first,
    )
    plan = plan_of(rows, asked, plan_constants(constants))
    names = {model.id: model.name for model in case.catalog.models.values()}
    sentences = plan_sentences(plan, names, money(wanted.currency))
    return document_of(plan, calendar(plan, weeks), TRIGGERS, sentences, wanted)
