"""Compare: criteria as rows, options as columns; the best of each row marked, differences to the first column."""

from collections.abc import Callable
from typing import NamedTuple

from advisor.explain_words import flip_sentence
from advisor.present import format as shown
from advisor.report import RankedOption, Report
from advisor.tui.views import bars, verdicts
from advisor.tui.views.options import title
from advisor.tui.views.runs import Column, Line, Row, Run, fitted, line, plain, run

LABEL_WIDTH = 17
LEAST_WIDTH = 19
LINES = 4
"""Most lines of words in a cell."""
BAR_FROM = 30
"""Width of a column from which numbers get a bar."""


class _Criterion(NamedTuple):
    label: str
    value: Callable[[RankedOption], float | None]
    show: shown.Shower
    better: int
    """1 more is better, -1 less is better."""


def _term(name: str) -> Callable[[RankedOption], float | None]:
    return lambda option: next((t.usd_per_1k_calls for t in option.net_benefit.terms if t.name == name), None)


_NUMBERS: tuple[_Criterion, ...] = (
    _Criterion("net $/1k calls", lambda o: o.net_benefit.usd_per_1k_calls, shown.decimal, 1),
    _Criterion("  quality", _term("quality"), shown.signed, 1),
    _Criterion("  serving", _term("serving"), shown.signed, 1),
    _Criterion("  latency", _term("latency"), shown.signed, 1),
    _Criterion("  risk", _term("risk"), shown.signed, 1),
    _Criterion("right of 100", lambda o: o.quality.p_success.mean, shown.of_100, 1),
    _Criterion("  10th percentile", lambda o: o.quality.p_success.low, shown.of_100, 1),
    _Criterion("$/month", lambda o: o.cost.usd_per_month, shown.decimal, -1),
    _Criterion("$/1k calls", lambda o: o.cost.usd_per_1k_calls, shown.decimal, -1),
    _Criterion("$/1k right", lambda o: o.cost.usd_per_1k_successes, shown.decimal, -1),
    _Criterion("first token", lambda o: o.speed.ttft_s.typical if o.speed.ttft_s else None, shown.seconds, -1),
    _Criterion("tokens/s", lambda o: o.speed.decode_tok_s.typical if o.speed.decode_tok_s else None, shown.decimal, 1),
    _Criterion("memory", lambda o: o.memory_gb.total if o.memory_gb else None, shown.gigabytes, -1),
    _Criterion("P best", lambda o: o.robustness.p_best, shown.percent, 1),
    _Criterion("regret $/1k", lambda o: o.robustness.expected_regret_usd_per_1k_calls, shown.decimal, -1),
    _Criterion("on transfer", lambda o: o.quality.evidence.transfer_share, shown.percent, -1),
)  # fmt: skip


def _evidence(option: RankedOption) -> str:
    held = option.quality.evidence
    return f"{held.independent} ind · {held.vendor} lab · {held.own} own"


_WORDS: tuple[tuple[str, Callable[[RankedOption], Line]], ...] = (
    ("verdict", lambda o: verdicts.verdict(o.verdict.status)),
    ("rules", lambda o: line(", ".join(f"{r.rule} ({r.effect})" for r in o.verdict.reasons) or "—")),
    ("evidence", lambda o: line(_evidence(o))),
    ("newest score", lambda o: line(o.quality.evidence.newest or shown.UNKNOWN)),
    ("route", lambda o: line(o.route)),
    ("region", lambda o: line(o.region or "—")),
    ("precision", lambda o: line(o.quantization or shown.UNKNOWN)),
    ("effort", lambda o: line(o.effort)),
    ("watch", lambda o: line("; ".join(note.text for note in o.warnings) or "—")),
    ("flips", lambda o: line("; ".join(flip_sentence(flip, o.id).rstrip(".") for flip in o.flips[:2]) or "—")),
)


def columns(compared: tuple[RankedOption, ...], start: int, width: int) -> tuple[Column, ...]:
    """The label column and as many options from `start` on as fit."""
    many = fitting(len(compared), width)
    return (Column("", LABEL_WIDTH), *(Column(title(option), 0) for option in compared[start : start + many]))


def fitting(number: int, width: int) -> int:
    """How many option columns a width has room for."""
    return max(1, min(number, (width - LABEL_WIDTH) // (LEAST_WIDTH + 1)))


def rows(
    compared: tuple[RankedOption, ...], report: Report, start: int, width: int, *, only_differences: bool
) -> tuple[Row, ...]:
    many = fitting(len(compared), width)
    cell = (width - LABEL_WIDTH) // many - 1
    made = [_number_row(entry, compared, cell) for entry in _NUMBERS]
    made += [row for words in _WORDS for row in _word_rows(*words, compared, cell)]
    made.append(_wins_row(compared, report))
    wanted = [row for row in made if not only_differences or len({_bare(c) for c in row.cells[1:]}) > 1]
    return tuple(row._replace(cells=(row.cells[0], *row.cells[1 + start : 1 + start + many])) for row in wanted)


def _number_row(entry: _Criterion, compared: tuple[RankedOption, ...], width: int) -> Row:
    values = [entry.value(option) for option in compared]
    known = [value for value in values if value is not None]
    best = max(known, key=lambda value: entry.better * value, default=None)
    varies = len({entry.show(value) for value in values}) > 1
    largest = max((abs(value) for value in known), default=0.0)
    cells = []
    for at, value in enumerate(values):
        pieces = [run(f"{entry.show(value):>8}", "good" if varies and value == best else "")]
        pieces.append(Run(" ★" if varies and value == best else "  ", "good"))
        first = values[0]
        if at and value is not None and first is not None and varies:
            pieces.append(run(f" {_change(value - first, entry):>{9 if width >= BAR_FROM else 8}}", "dim"))
        elif width >= BAR_FROM:
            pieces.append(Run(" " * 10))
        if width >= BAR_FROM and value is not None and varies:
            pieces.append(Run(" " + bars.rule(abs(value), largest, width - 23), "bar"))
        cells.append(tuple(pieces))
    return Row(entry.label, (line(entry.label, "dim"), *cells))


def _change(difference: float, entry: _Criterion) -> str:
    if entry.show in (shown.of_100, shown.percent):
        return f"{shown.signed(difference * 100)} pt"
    return shown.signed(difference)


def _word_rows(
    label: str, words: Callable[[RankedOption], Line], compared: tuple[RankedOption, ...], width: int
) -> list[Row]:
    """The words of each option, in as many rows as the longest needs, at most `LINES`."""
    cells = [fitted(words(option), width, LINES) for option in compared]
    return [
        Row(
            f"{label}#{at}" if at else label,
            (() if at else line(label, "dim"), *(cell[at] if at < len(cell) else () for cell in cells)),
        )
        for at in range(max(map(len, cells)))
    ]


def _wins_row(compared: tuple[RankedOption, ...], report: Report) -> Row:
    """For which worth of a right answer each is the best buy of the frontier."""
    spans = {point.id: (point.wins_from_worth, point.wins_to_worth) for point in report.frontier}

    def words(option: RankedOption) -> str:
        if option.id not in spans:
            return "at no worth"
        start, end = spans[option.id]
        return (
            f"worth {shown.money(start)} to {shown.money(end)}" if end is not None else f"worth ≥ {shown.money(start)}"
        )

    return Row("wins at", (line("wins at", "dim"), *(line(words(option)) for option in compared)))


def _bare(cell: Line) -> str:
    """A cell without its difference, for telling whether a row differs."""
    return plain(cell[:1])


def conclusion(compared: tuple[RankedOption, ...]) -> Line:
    """Which one leads, by how much, and what makes the distance."""
    if len(compared) < 2:
        return line("Mark options with space in Recommend; with none marked the first two are compared.", "dim")
    ranked = sorted(compared, key=lambda option: option.rank)
    gap = ranked[0].net_benefit.usd_per_1k_calls - ranked[1].net_benefit.usd_per_1k_calls
    tied = ranked[0].tie_group == ranked[1].tie_group
    if not tied:
        return (run(title(ranked[0]), "strong"), run(f" leads by {shown.money(gap)} per 1k calls"))
    group = [option for option in ranked if option.tie_group == ranked[0].tie_group]
    names = ", ".join(title(option) for option in group)
    return (run(names, "strong"), run(" cannot be told apart yet: test them", "warn"))
