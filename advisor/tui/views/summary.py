"""The header line, the counts and what an empty ranking says."""

from collections.abc import Mapping
from typing import Any

from advisor.present import format as shown
from advisor.report import Report
from advisor.tui import fields
from advisor.tui.state import State
from advisor.tui.views import verdicts
from advisor.tui.views.options import title
from advisor.tui.views.runs import BLANK, Line, Run, join, line, run

_IN_HEADER: dict[str, str] = {
    "residency": "{} only", "gpus": "{}", "exclude_origin": "no {} weights", "review_origin": "{} weights: review",
    "preset": "{}", "sector": "{}", "data": "{} data", "budget": "≤ {}", "capex": "buy for ≤ {}",
    "quality_floor": "≥ {} right", "ttft": "first token ≤ {}", "route": "{} only", "effort": "effort {}",
}  # fmt: skip
"""Requirements that the header names when they were given, and how."""


def header(state: State) -> Line:
    """` extraction · 60k calls/day · 1,000→300 tokens · Residency eu …`"""
    if state.report is None:
        return line("no ranking yet", "dim")
    used = state.report.requirements
    tokens = f"{shown.count(used['input_tokens'])}→{shown.count(used['output_tokens'])} tokens"
    basis = f"{shown.compact(used['calls_per_day'])} calls/day · {tokens}"
    told = [_told(key, used.get(key)) for key in _IN_HEADER if key in state.given]
    return (run(used["workload"], "strong"), Run(" · ", "dim"), run(basis), *(run(f" · {text}") for text in told))


def _told(key: str, value: object) -> str:
    words = fields.show(key, value)
    return _IN_HEADER[key].format(words.upper() if key == "residency" else words.replace("nvidia-", ""))


def dates(state: State) -> tuple[Line, ...]:
    """`as of 2026-11-23 · data 8 d old`, and shorter for less room; or what is under way."""
    if state.busy:
        return (line("ranking …", "accent"),)
    if state.report is None:
        return (BLANK,)
    as_of = f"as of {state.report.as_of}"
    return (
        line(f"{as_of} · data {state.report.catalog.age_days} d old", "dim"),
        line(as_of, "dim"),
        line(state.report.as_of, "dim"),
    )


def counts(report: Report | None) -> str:
    if report is None:
        return "Options"
    held = report.counts
    return (
        f"Options · {shown.count(held.considered)} considered · {shown.count(held.allowed)} allowed · "
        f"{shown.count(held.review)} review · {shown.count(held.excluded)} excluded"
    )


def short_counts(report: Report | None) -> str:
    if report is None:
        return "Options"
    held = report.counts
    return f"✓ {shown.count(held.allowed)}  ? {shown.count(held.review)}  ✗ {shown.count(held.excluded)}"


def status(state: State) -> Line:
    """What is wrong, what just happened, and the answer in sentences."""
    return _wrong(state) or join([*_news(state), line(state.report.answer.sentence) if state.report else ()])


def reminder(state: State) -> Line:
    """What is wrong, what just happened, and which option is first: for the screens that are about something else."""
    first = state.report.options[0] if state.report and state.report.options else None
    if first is None or state.report is None:
        return status(state)
    leads = join([line(f"first: {title(first)}"), verdicts.band(state.report.answer.band)])
    return _wrong(state) or join([*_news(state), leads])


def _wrong(state: State) -> Line:
    if not state.trouble:
        return ()
    kept = "  · the last good ranking is shown" if state.report else ""
    return (run("✗ ", "bad"), run(state.trouble), run(kept, "dim"))


def _news(state: State) -> tuple[Line, ...]:
    gone = line(f"gone: {', '.join(state.gone[:3])}{' …' if len(state.gone) > 3 else ''}", "warn") if state.gone else ()
    return (line(state.note, "accent") if state.note else (), gone)


def empty(state: State) -> tuple[Line, ...]:
    """Why nothing is listed: the gate that removed most, and what would admit the nearest option."""
    if state.report is None:
        ways = line("f edits the requirements · ctrl+o opens another file · n asks seven questions", "dim")
        return (line("No ranking yet."), line(state.trouble or "Choose a workload.", "warn"), BLANK, ways)
    gates: Mapping[str, Any] = state.report.excluded_counts
    ranked = sorted(gates.items(), key=lambda pair: (-pair[1], pair[0]))
    lines = [line("Nothing satisfies the requirements.", "strong"), line(state.report.answer.sentence)]
    lines += [line(f"{shown.count(number)} options fail {gate}") for gate, number in ranked[:3]]
    if nearest := next((option for option in state.report.excluded if option.would_admit), None):
        lines += [BLANK, line(f"Nearest: {nearest.id}", "accent"), line(f"would be admitted by: {nearest.would_admit}")]
    return (*lines, BLANK, line("x lists every excluded option · u undoes the last change", "dim"))
