"""Why an option stands where it stands, as lines: the terms, the distance to another, what flips it, the evidence."""

from advisor.explain_words import flip_sentence
from advisor.present import format as shown
from advisor.report import RankedOption, Report
from advisor.tui.state import State
from advisor.tui.views import bars, verdicts
from advisor.tui.views.options import placed, title
from advisor.tui.views.runs import Line, Run, join, line, plain, wrap

LABEL = 9
"""Cells of the label before each line of the pane."""
TERMS_UNIT = "$/1k"
BAR_MOST = 22
ROOMY = 80
"""Width from which terms that are nothing are named too."""


def heading(state: State) -> str:
    option, report = state.current, state.report
    return f"Why {placed(option, report)}" if option and report else "Why"


def pane(state: State, width: int, height: int) -> tuple[Line, ...]:
    """The pane under the list: one line for each question a doubter asks, as much of it as there is room for."""
    option, report = state.current, state.report
    if option is None or report is None:
        return ()
    lines = [
        _labelled("worth it", _terms(option, width)),
        _labelled("against", behind(option, report)),
        _labelled("flips", _flips(option)),
        _labelled("evidence", evidence(option)),
        _labelled("policy", policy(option, report)),
        *(_labelled("watch", line(note.text, "warn")) for note in option.warnings[:2]),
        *(_labelled("next", line(note.text)) for note in option.next_steps[:2]),
    ]
    told = [entry for entry in lines if len(entry) > 1]
    wrapped = tuple(part for entry in told for part in wrap(entry, width, LABEL))
    return (
        wrapped if len(wrapped) <= height else (*wrapped[: height - 1], _labelled("…", line("w tells the rest", "dim")))
    )


def _labelled(label: str, pieces: Line) -> Line:
    return (Run(f"{label:<{LABEL}}", "dim"), *pieces)


def _terms(option: RankedOption, width: int) -> Line:
    terms = [term for term in option.net_benefit.terms if width >= ROOMY or term.usd_per_1k_calls]
    values = [abs(term.usd_per_1k_calls) for term in terms]
    told = [line(f"{term.name} {shown.signed(term.usd_per_1k_calls)}") for term in terms]
    total = line(f"= {shown.decimal(option.net_benefit.usd_per_1k_calls)} {TERMS_UNIT}", "strong")
    free = width - LABEL - len(plain(join([*told, total], "  "))) - 2 * len(values)
    largest, room = max(values, default=0.0), _bar_room(values, free)
    drawn = [line(f" {bar}", "bar") if (bar := bars.bar(value, largest, room)) else () for value in values]
    return join([*((*words, *bar) for words, bar in zip(told, drawn, strict=True)), total], "  ")


def _bar_room(values: list[float], free: int) -> int:
    """Cells of the longest bar, so that all of them fit into `free`."""
    together = sum(values) / max(max(values, default=0.0), 1e-12)
    return max(0, min(BAR_MOST, int(free / max(together, 1.0))))


def differences(option: RankedOption, other: RankedOption) -> tuple[tuple[str, float], ...]:
    """Term by term, `option` less `other`, USD per 1,000 calls."""
    base = {term.name: term.usd_per_1k_calls for term in other.net_benefit.terms}
    return tuple((term.name, term.usd_per_1k_calls - base.get(term.name, 0.0)) for term in option.net_benefit.terms)


def behind(option: RankedOption, report: Report) -> Line:
    """The distance to the first, or of the first to the second, with the terms that make it."""
    ranked = report.options
    other = ranked[0] if option.id != ranked[0].id else (ranked[1] if len(ranked) > 1 else None)
    if other is None:
        return ()
    gap = option.net_benefit.usd_per_1k_calls - other.net_benefit.usd_per_1k_calls
    words = f"{shown.decimal(abs(gap))} {'behind' if gap < 0 else 'ahead of'} {title(other)}"
    moved = [line(f"{name} {shown.signed(value)}") for name, value in differences(option, other) if abs(value) >= 0.005]
    band = verdicts.band(report.answer.band) if {option.id, other.id} == {o.id for o in ranked[:2]} else ()
    return join([line(words, "strong"), band, *moved])


def _flips(option: RankedOption) -> Line:
    told = join([line(flip_sentence(flip, option.id).rstrip(".")) for flip in option.flips[:2]])
    return told or line("no single input that was tried changes the order", "dim")


def evidence(option: RankedOption) -> Line:
    held = option.quality.evidence
    share = option.quality.p_success
    counted = f"{held.independent} independent, {held.vendor} vendor, {held.own} own"
    parts = [
        line(f"{shown.of_100(share.mean)} of 100 right ({shown.of_100(share.low)}–{shown.of_100(share.high)})"),
        line(counted, "" if held.independent or held.own else "warn"),
        line(f"newest {held.newest[:7]}") if held.newest else (),
        line(f"rests {shown.percent(round(held.transfer_share, 2))} on transfer"),
        line("no score of its own: prior only", "warn") if held.prior_only else (),
    ]
    return join(parts)


def policy(option: RankedOption, report: Report) -> Line:
    verdict = option.verdict
    told = [line(f"{reason.rule} ({reason.effect})") for reason in verdict.reasons[:3]]
    asked = () if verdict.asked else line("no company facts given", "warn")
    checked = line(f"{report.rules_checked} rules checked · not legal advice", "dim")
    return join([verdicts.verdict(verdict.status), *told, asked, checked])
