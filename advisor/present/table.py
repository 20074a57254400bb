"""The recommendation as a table for people: fits 80 columns, needs no colour, computes nothing."""

import os
from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from advisor.explain_words import Money
from advisor.present.format import compact, of_100, seconds
from advisor.present.memo.words import writer
from advisor.present.ranks import rank_mark, ties_of
from advisor.present.text import clean
from advisor.report import Excluded, Note, Range, RankedOption, Report, RouteBest

WIDTH = 100
WIDE, ROOMY = 96, 72
"""Columns from which every figure, and the verdict in words, have room."""

OTHERS = ((WIDE, 64), (ROOMY, 43), (0, 29))
"""From a width on: the columns that all cells but the option take."""

MAKER = "†"
MARGIN = len("excluded")
VERDICTS = {"allowed": ("✓ allowed", "green"), "review": ("? review", "yellow"), "blocked": ("✗ blocked", "red")}


def render(report: Report) -> str:
    """Text with ANSI colour only when stdout is a terminal that wants it."""
    out = StringIO()
    console = Console(file=out, width=_width(), force_terminal=_coloured(), highlight=False, soft_wrap=False)
    _print_heading(console, report)
    if report.options:
        console.print(_options(report, console.width))
        console.print(Text(_legend(report), style="dim"))
    _print_routes(console, report)
    _print_excluded(console, report)
    _print_notes(console, "warnings", _all_warnings(report))
    _print_notes(console, "next", report.guidance)
    console.print()
    console.print(Text(clean(report.disclaimer), style="dim"))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(1).columns or WIDTH  # 0 of a terminal that nobody told its size
    except OSError:
        return WIDTH


def _coloured() -> bool:
    return os.isatty(1) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _print_heading(console: Console, report: Report) -> None:
    wanted = report.requirements
    calls = compact(wanted["calls_per_day"])
    shape = f"{compact(wanted['input_tokens'])}→{compact(wanted['output_tokens'])} tokens"
    workload = clean(wanted["workload"])
    console.print(Text(f"{workload} · {calls} calls/day · {shape} · as of {report.as_of}", style="bold"))
    counts = report.counts
    console.print(
        f"{counts.considered:,} options considered: {counts.allowed:,} allowed, {counts.review:,} need a review, "
        f"{counts.excluded:,} excluded · facts {report.catalog.age_days} days old"
    )
    console.print(Text(clean(report.answer.sentence)))
    console.print()


def _options(report: Report, width: int) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("option", overflow="fold", ratio=1)
    table.add_column("right/100", justify="right", no_wrap=True)
    table.add_column("a month", justify="right", no_wrap=True)
    if width >= WIDE:
        table.add_column("per 1k right", justify="right", no_wrap=True)
        table.add_column("first token", justify="right", no_wrap=True)
    table.add_column("verdict" if width >= ROOMY else "", no_wrap=True)
    ties, write = ties_of(report.options), writer(report)
    others = next(columns for least, columns in OTHERS if width >= least)
    months = (len(write(option.cost.usd_per_month)) for option in report.options)
    ranks = max((len(str(option.rank)) for option in report.options), default=1)
    room = width - others - max(0, max(months, default=0) - len("a month")) - (ranks - 1)
    for option in report.options:
        table.add_row(*_cells(rank_mark(option, ties), option, width, room, write))
    return table


def _legend(report: Report) -> str:
    asked = all(option.verdict.asked for option in report.options)
    unasked = "" if asked else "; verdicts on licences and terms alone: no company facts were given"
    maker = f", {MAKER} by its maker's scores alone" if any(map(_by_maker, report.options)) else ""
    signs = "= tied, right/100 with its 10th to 90th percentile"
    return f"{signs}{maker}, ✓ allowed, ? needs a review{unasked}"


def _by_maker(option: RankedOption) -> bool:
    evidence = option.quality.evidence
    return evidence.vendor > 0 and evidence.independent == 0 and evidence.own == 0


def _cells(mark: str, option: RankedOption, width: int, room: int, write: Money) -> list[Text]:
    """`room`: columns left for the option."""
    chance = option.quality.p_success
    word, colour = VERDICTS[option.verdict.status]
    prior = " ·prior" if option.quality.evidence.prior_only else ""
    maker = MAKER if _by_maker(option) else " "
    cells = [
        Text(mark if mark.endswith("=") else f"{mark} "),
        Text(_broken(clean(option.id), room) + prior),
        Text(f"{of_100(chance.mean)} [{of_100(chance.low)}–{of_100(chance.high)}]{maker}"),
        Text(write(option.cost.usd_per_month)),
    ]
    if width >= WIDE:
        cells += [Text(write(option.cost.usd_per_1k_successes)), Text(_typical(option.speed.ttft_s))]
    return [*cells, Text(word if width >= ROOMY else word[0], style=colour)]


def _broken(option: str, room: int) -> str:
    """An id too long for its column starts a new line at its route."""
    return option if len(option) <= room else option.replace("@", "\n@", 1)


def _typical(value: Range | None) -> str:
    return seconds(None if value is None else value.typical)


def _print_routes(console: Console, report: Report) -> None:
    console.print()
    routes: tuple[tuple[str, RouteBest], ...] = (
        ("hosted", report.by_route.hosted),
        ("rented", report.by_route.rented),
        ("owned", report.by_route.owned),
    )
    console.print(_hanging([(name, best.sentence) for name, best in routes], MARGIN))


def _hanging(entries: Iterable[tuple[str, str]], margin: int = 1) -> Table:
    """Texts that wrap under themselves, each behind its name in a margin of at least so many columns."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, min_width=margin)
    table.add_column(overflow="fold")
    for name, text in entries:
        table.add_row(Text(name), Text(clean(text)))
    return table


def _print_excluded(console: Console, report: Report) -> None:
    if not report.excluded_counts:
        return
    counts = ", ".join(f"{gate} {count:,}" for gate, count in report.excluded_counts.items())
    console.print(_hanging([("excluded", counts)], MARGIN))
    if not report.options:
        console.print(_hanging(("-", _miss(item)) for item in report.excluded[:5]))


def _miss(item: Excluded) -> str:
    admit = f" — admitted by: {item.would_admit}" if item.would_admit else ""
    return f"{item.id}: {item.reason}{admit}"


def _all_warnings(report: Report) -> tuple[Note, ...]:
    first = report.options[0].warnings if report.options else ()
    return (*report.warnings, *first)


def _print_notes(console: Console, title: str, notes: tuple[Note, ...]) -> None:
    if not notes:
        return
    console.print()
    console.print(Text(title, style="bold"))
    console.print(_hanging(("-", note.text) for note in notes))
