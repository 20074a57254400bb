"""Why, in full: every term with its lines, the contrast with another option, flips, verdict, evidence, notes."""

from collections.abc import Mapping
from typing import Any

from advisor.explain_words import flip_sentence
from advisor.present import format as shown
from advisor.report import CostLine, Note, RankedOption, Reason, Report
from advisor.tui.state import State
from advisor.tui.views import bars, verdicts, why
from advisor.tui.views.document import Section, title
from advisor.tui.views.options import placed
from advisor.tui.views.options import title as name
from advisor.tui.views.runs import Line, Run, join, line, run

BAR = 24
FORMULAS = {
    "quality": "1,000 x worth x P(right)",
    "serving": "the bill below, per 1,000 calls",
    "latency": "1,000 x price of a second x seconds over the target",
    "risk": "hazard a year x migration cost, spread over the calls",
}


def heading(state: State) -> str:
    return f"Why · {name(state.current)}" if state.current else "Why"


def sections(state: State) -> tuple[Section, ...]:
    option, report = state.current, state.report
    if option is None or report is None:
        return (title("nothing to explain"), Section("none", line("No option is ranked: x shows why.")))
    parts = [
        title(f"{placed(option, report)} · {shown.decimal(option.net_benefit.usd_per_1k_calls)} $/1k calls"),
        *_terms(option, report),
        *_contrast(state, option, report),
        title("what would change it"),
        *_flips(option),
        title("policy"),
        *_policy(option, report),
        title("how sure"),
        *_sure(option, report),
        *_notes("watch", option.warnings, "warn"),
        *_notes("next", (*option.next_steps, *report.guidance), ""),
    ]
    return tuple(parts)


def _terms(option: RankedOption, report: Report) -> list[Section]:
    largest = max((abs(term.usd_per_1k_calls) for term in option.net_benefit.terms), default=0.0)
    made = []
    for term in option.net_benefit.terms:
        drawn = bars.bar(abs(term.usd_per_1k_calls), largest, BAR)
        heading = (run(f"{term.name:<9}{shown.signed(term.usd_per_1k_calls):>9}  "), Run(drawn, "bar"))
        details = [line(FORMULAS.get(term.name, ""), "dim")]
        if term.name == "serving":
            details += _bill(option.cost.lines, report.sources)
        if term.name == "quality":
            details += [why.evidence(option), *_cited(option.quality.sources, report.sources)]
        made.append(Section(f"term {term.name}", heading, tuple(details)))
    return made


def _bill(lines: tuple[CostLine, ...], sources: Mapping[str, Mapping[str, Any]]) -> list[Line]:
    """Every line of the bill with its inputs, then every source of them once."""
    cited = dict.fromkeys(source for entry in lines for source in entry.sources)
    return [*map(_bill_line, lines), *_cited(tuple(cited), sources)]


def _bill_line(entry: CostLine) -> Line:
    inputs = ", ".join(f"{key.replace('_', ' ')} {_input(value)}" for key, value in entry.inputs.items())
    return (run(f"{entry.name:<16}"), run(f"{shown.decimal(entry.usd_per_1k_calls):>9}  "), run(inputs, "dim"))


def _input(value: object) -> str:
    if value is None:
        return shown.UNKNOWN
    return f"{value:,.6g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def _cited(ids: tuple[str, ...], sources: Mapping[str, Mapping[str, Any]]) -> list[Line]:
    """Each source with its title, date and address."""
    made = []
    for source in ids:
        known = sources.get(source, {})
        told = [str(known[key]) for key in ("title", "date", "url") if known.get(key)]
        made.append(line(f"  source {source}" + (f": {' · '.join(told)}" if told else ""), "dim"))
    return made


def _contrast(state: State, option: RankedOption, report: Report) -> list[Section]:
    other = state.rival()
    if other is None:
        return []
    gap = option.net_benefit.usd_per_1k_calls - other.net_benefit.usd_per_1k_calls
    apart = why.differences(option, other)
    largest = max((abs(value) for _, value in apart), default=0.0)
    rows = [
        Section(f"against {term}", (run(f"{term:<9}{shown.signed(value):>9}  "), _signed_bar(value, largest)))
        for term, value in apart
    ]
    return [title(f"against {placed(other, report)}: {shown.signed(gap)} $/1k calls"), *rows]


def _signed_bar(value: float, largest: float) -> Run:
    return Run(bars.bar(abs(value), largest, BAR), "good" if value > 0 else "bad")


def _flips(option: RankedOption) -> list[Section]:
    told = [Section(f"flip {at}", line(flip_sentence(flip, option.id))) for at, flip in enumerate(option.flips)]
    return told or [Section("flip none", line("No single input that was tried changes the order."))]


def _policy(option: RankedOption, report: Report) -> list[Section]:
    verdict = option.verdict
    told = verdicts.verdict(verdict.status)
    asked = () if verdict.asked else line("no company facts given", "warn")
    heading = join([told, asked, line(f"{report.rules_checked} rules checked"), line(report.disclaimer, "dim")])
    reasons = [Section(f"rule {at}", _reason(reason), _cites(reason)) for at, reason in enumerate(verdict.reasons)]
    return [Section("verdict", heading), *reasons]


def _reason(reason: Reason) -> Line:
    return (run(f"{reason.rule} ", "strong"), run(f"({reason.effect}) {reason.explain}"))


def _cites(reason: Reason) -> tuple[Line, ...]:
    return (
        line(f"citation: {reason.citation}"),
        line(f"confidence: {reason.confidence}", "dim"),
        line(f"would change: {reason.would_change}", "dim"),
    )


def _sure(option: RankedOption, report: Report) -> list[Section]:
    sure, answer = option.robustness, report.answer
    chances = join([
        line(f"best in {shown.percent(round(sure.p_best, 2))} of draws"),
        line(f"expected regret {shown.money(sure.expected_regret_usd_per_1k_calls)} per 1k calls"),
        line(f"P(first beats second) {shown.percent(answer.p_first_beats_second)}"),
        verdicts.band(answer.band),
    ])  # fmt: skip
    test = line(f"perfect knowledge would be worth {shown.money(answer.evpi_usd_per_1k_calls)} per 1k calls")
    return [Section("sure", chances), Section("sure evpi", test), Section("sure evidence", why.evidence(option))]


def _notes(label: str, notes: tuple[Note, ...], tone: str) -> list[Section]:
    made = [
        Section(f"{label} {at}", line(note.text, "warn" if tone else ""), _refs(note)) for at, note in enumerate(notes)
    ]
    return [title(label), *made] if made else []


def _refs(note: Note) -> tuple[Line, ...]:
    return (line(f"see {', '.join(note.refs)}", "dim"),) if note.refs else ()
