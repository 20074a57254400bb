"""The header line, the counts and what an empty ranking says."""

from collections.abc import Mapping
from typing import Any

from advisor.present import format as shown
from advisor.report import Report
from advisor.tui import fields
from advisor.tui.state import State
from advisor.tui.views.runs import BLANK, Line, Run, join, line, run

_IN_HEADER = (
    "residency", "data", "sector", "preset", "exclude_origin", "review_origin", "gpus", "budget", "capex",
    "quality_floor", "ttft", "route", "effort",
)  # fmt: skip


def header(state: State) -> Line:
    """` extraction · 60k calls/day · 1,000→300 tokens · Residency eu …`"""
    if state.report is None:
        return line("no ranking yet", "dim")
    used = state.report.requirements
    tokens = f"{shown.count(used['input_tokens'])}→{shown.count(used['output_tokens'])} tokens"
    basis = f"{shown.compact(used['calls_per_day'])} calls/day · {tokens}"
    told = [f"{fields.label(key)} {fields.show(key, used.get(key))}" for key in _IN_HEADER if key in state.given]
    return (run(used["workload"], "strong"), Run(" · ", "dim"), run(basis), *(run(f" · {text}") for text in told))


def dates(state: State) -> Line:
    """`as of 2026-11-23 · data 8 d old`, or what is under way."""
    if state.busy:
        return line("ranking …", "accent")
    if state.report is None:
        return BLANK
    return line(f"as of {state.report.as_of} · data {state.report.catalog.age_days} d old", "dim")


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
    """What is wrong, what just happened, or the answer in one sentence."""
    if state.trouble:
        return (run("✗ ", "bad"), run(state.trouble), run("  · the last good ranking is shown", "dim"))
    gone = line(f"gone: {', '.join(state.gone[:3])}{' …' if len(state.gone) > 3 else ''}", "warn") if state.gone else ()
    note = line(state.note, "accent") if state.note else ()
    answer = line(state.report.answer.sentence) if state.report else ()
    return join([note, gone, answer])


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
