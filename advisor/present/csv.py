"""The ranked options as CSV: one row an option, one column a figure, empty where it is not known."""

import csv
from io import StringIO

from advisor.present.text import clean
from advisor.report import Range, RankedOption, Report
from advisor.spreadsheet import guarded

COLUMNS = (
    "rank", "tie_group", "id", "model", "route", "provider", "region", "quantization", "effort", "p_success",
    "p_success_low", "p_success_high", "usd_per_month", "usd_per_1k_calls", "usd_per_1k_successes",
    "net_benefit_usd_per_1k_calls", "p_best", "expected_regret_usd_per_1k_calls", "ttft_s", "decode_tok_s",
    "capacity_calls_per_s", "verdict", "independent_scores", "vendor_scores", "own_scores", "newest_score", "sources",
)  # fmt: skip


def render(report: Report) -> str:
    """RFC 4180 text with \\n line ends, a header, and no cell a spreadsheet would run as a formula."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for option in report.options:
        writer.writerow([cell(value) for value in _values(option)])
    return out.getvalue()


def cell(value: object) -> str:
    """One value as text; empty where it is not known."""
    if value is None:
        return ""
    return guarded(clean(value)) if isinstance(value, str) else str(value)


def _values(option: RankedOption) -> tuple[object, ...]:
    chance, evidence = option.quality.p_success, option.quality.evidence
    return (
        option.rank, option.tie_group, option.id, option.model, option.route, option.provider, option.region,
        option.quantization, option.effort, chance.mean, chance.low, chance.high, option.cost.usd_per_month,
        option.cost.usd_per_1k_calls, option.cost.usd_per_1k_successes, option.net_benefit.usd_per_1k_calls,
        option.robustness.p_best, option.robustness.expected_regret_usd_per_1k_calls, _typical(option.speed.ttft_s),
        _typical(option.speed.decode_tok_s), _typical(option.speed.capacity_calls_per_s), option.verdict.status,
        evidence.independent, evidence.vendor, evidence.own, evidence.newest, " ".join(option.quality.sources),
    )  # fmt: skip


def _typical(value: Range | None) -> float | None:
    return None if value is None else value.typical
