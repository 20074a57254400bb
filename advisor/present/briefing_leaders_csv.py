"""Leaders as CSV: one lead a row, empty where something is not known."""

from advisor.briefing.by_value import ByValue
from advisor.briefing.leaders import LeadersDocument
from advisor.present.briefing_csv import table

LEADERS = ("over", "name", "leader", "origin", "open_weights", "value", "unit", "runner_up", "margin", "noise", "by",
           "effort", "harness", "date", "source", "p_leads")  # fmt: skip


def leaders_csv(document: LeadersDocument, value: ByValue) -> str:
    rows: list[tuple[object, ...]] = []
    for lead in document.workloads:
        of = ("capability", lead.workload, lead.leader, lead.origin, lead.open_weights, lead.p_success, "probability")
        seen = (lead.effort, None, lead.newest, " ".join(lead.sources), lead.p_leads)
        rows.append((*of, lead.runner_up, None, None, None, *seen))
    for best in value.workloads:
        worth = (best.origin, best.open_weights, best.usd_per_1k_calls, "USD per 1,000 calls")
        rows.append(("net benefit", best.workload, best.option, *worth, *(None,) * 9))
    for board in document.benchmarks:
        score = (board.leader, board.origin, board.open_weights, board.score, "score", board.runner_up, board.margin)
        how = (board.noise, board.by, board.effort, board.harness, board.date, board.source, None)
        rows.append(("benchmark", board.benchmark, *score, *how))
    return table(LEADERS, rows)
