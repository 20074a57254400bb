"""The ranked list as rows: which columns a width has room for, how an option reads, filter and order of display."""

from collections.abc import Callable
from typing import NamedTuple

from advisor.present import format as shown
from advisor.present.ranks import Ties, rank_mark, ties_of
from advisor.report import RankedOption, Report
from advisor.tui.state import State
from advisor.tui.views import bars, verdicts
from advisor.tui.views.runs import Column, Drawn, Line, Row, line, plain, run

INTERVAL_WIDTH = 9


class Place(NamedTuple):
    """What a cell needs to know besides its option."""

    state: State
    ties: Ties
    scale: tuple[float, float]
    """Smallest and largest share of right answers among the shown options."""


class _Cell(NamedTuple):
    column: Column
    widths: tuple[int, int]
    """Least and most width of the list in which the column is shown."""
    draw: Callable[[RankedOption, Place], Line]


ORDERS: dict[str, Callable[[RankedOption], float]] = {
    "net benefit": lambda option: option.rank,
    "right/100": lambda option: -option.quality.p_success.mean,
    "$/month": lambda option: option.cost.usd_per_month,
    "$/1k right": lambda option: option.cost.usd_per_1k_successes,
    "first token": lambda option: option.speed.ttft_s.typical if option.speed.ttft_s else float("inf"),
    "name": lambda option: 0.0,
}


def columns(width: int) -> tuple[Column, ...]:
    return tuple(cell.column for cell in _shown(width))


def rows(state: State, width: int, order: str = "net benefit", words: str = "") -> Drawn:
    """The options that match the filter, in the order asked for; `width` picks the columns."""
    if state.report is None:
        return Drawn((), _no_row)
    place = Place(state, ties_of(state.report.options), _scale(state.report))
    cells = _shown(width)
    wanted = sorted((o for o in state.report.options if matches(o, words)), key=_key(order))

    def draw(at: int) -> Row:
        option = wanted[at]
        return Row(option.id, tuple(cell.draw(option, place) for cell in cells), band=option.tie_group % 2 == 0)

    return Drawn(tuple(option.id for option in wanted), draw)


def _no_row(at: int) -> Row:
    raise IndexError(at)


def matches(option: RankedOption, words: str) -> bool:
    """Every word occurs in the option's id, name, route or verdict."""
    text = f"{option.id} {option.name} {option.route} {option.verdict.status}".lower()
    return all(word in text for word in words.lower().split())


def title(option: RankedOption) -> str:
    """`qwen3.6-27b q4_k_m · 2x nvidia-rtx-5090`: the id in words."""
    effort = "" if option.effort == "none" or "~" not in option.id.split("@")[0] else f" ~{option.effort}"
    precision = f" {option.quantization}" if option.quantization and option.route != "hosted" else ""
    return f"{option.model}{precision}{effort} · {route_words(option)}"


def placed(option: RankedOption, report: Report) -> str:
    """`1= · qwen3.6-27b · deepinfra`: the rank as the list shows it, and the name."""
    return f"{rank_mark(option, ties_of(report.options))} · {title(option)}"


def route_words(option: RankedOption) -> str:
    """`azure eu`, or the devices of a rig."""
    where = option.id.partition("@")[2]
    if option.route == "hosted":
        return where.replace(".", " ", 1)
    return where.partition(":")[2].replace("xnvidia-", "x ").replace(":", " ") if ":" in where else where


def _key(order: str) -> Callable[[RankedOption], tuple[float, str]]:
    number = ORDERS[order]
    return lambda option: (number(option), option.name.lower() if order == "name" else "")


def _scale(report: Report) -> tuple[float, float]:
    shares = [option.quality.p_success for option in report.options]
    return (min((p.low for p in shares), default=0.0), max((p.high for p in shares), default=1.0))


def _shown(width: int) -> list[_Cell]:
    return [cell for cell in _CELLS if cell.widths[0] <= width < cell.widths[1]]


def _rank(option: RankedOption, place: Place) -> Line:
    return line(rank_mark(option, place.ties), "strong")


def _move(option: RankedOption, place: Place) -> Line:
    move = place.state.moves.get(option.id, "")
    return line(move, "bad" if move.startswith("▼") else "good") if move else ()


def _name(option: RankedOption, place: Place) -> Line:
    mark = (run("● ", "mark"),) if option.id in place.state.marks else ()
    return (*mark, run(title(option)))


def _interval(option: RankedOption, place: Place) -> Line:
    share = option.quality.p_success
    drawn = bars.interval(share.low, share.mean, share.high, place.scale, INTERVAL_WIDTH)
    return (run(f"{shown.of_100(share.mean):>4} "), run(drawn, "accent"))


def _first_token(option: RankedOption, place: Place) -> Line:
    speed = option.speed.ttft_s
    return line(shown.seconds(speed.typical if speed else None), "" if speed else "dim")


def _independent(option: RankedOption, place: Place) -> Line:
    """Independent and own scores at the rank: an estimate that rests on none must be seen to."""
    evidence = option.quality.evidence
    if evidence.prior_only:
        return line("prior", "warn")
    number = evidence.independent + evidence.own
    return line(number, "dim" if number else "warn")


def _evidence(option: RankedOption, place: Place) -> Line:
    evidence = option.quality.evidence
    if evidence.prior_only:
        return line("prior only", "warn")
    weak = not evidence.independent and not evidence.own
    return line(f"{evidence.independent}+{evidence.vendor}+{evidence.own}", "warn" if weak else "dim")


_ANY = 10_000
# A further column is shown where it leaves the option 36 cells: nine names of ten, with their route, are shorter.
_CELLS: tuple[_Cell, ...] = (
    _Cell(Column("#", 4, right=True, sort="net benefit"), (0, _ANY), _rank),
    _Cell(Column("±", 3), (66, _ANY), _move),
    _Cell(Column("option", 0, sort="name"), (0, _ANY), _name),
    _Cell(Column("ind.", 5, right=True), (76, 136), _independent),
    _Cell(Column("route", 6), (105, _ANY), lambda option, place: line(option.route)),
    _Cell(
        Column("right", 5, right=True, sort="right/100"), (0, 86),
        lambda option, place: line(shown.of_100(option.quality.p_success.mean)),
    ),
    _Cell(Column("right/100 80%", INTERVAL_WIDTH + 5, sort="right/100"), (86, _ANY), _interval),
    _Cell(
        Column("$/month", 8, right=True, sort="$/month"), (0, _ANY),
        lambda option, place: line(shown.decimal(option.cost.usd_per_month)),
    ),
    _Cell(
        Column("$/1k right", 10, right=True, sort="$/1k right"), (98, _ANY),
        lambda option, place: line(shown.decimal(option.cost.usd_per_1k_successes)),
    ),
    _Cell(
        Column("net $/1k", 8, right=True, sort="net benefit"), (124, _ANY),
        lambda option, place: line(shown.decimal(option.net_benefit.usd_per_1k_calls), "strong"),
    ),
    _Cell(
        Column("P best", 6, right=True), (131, _ANY),
        lambda option, place: line(shown.percent(round(option.robustness.p_best, 2))),
    ),
    _Cell(Column("ind+lab+own", 11, right=True), (136, _ANY), _evidence),
    _Cell(Column("1st token", 9, right=True, sort="first token"), (115, _ANY), _first_token),
    _Cell(Column("verdict", 9), (0, _ANY), lambda option, place: verdicts.verdict(option.verdict.status)),
)  # fmt: skip


def text_of(row: Row) -> str:
    """A row as text, for tests and copies."""
    return "  ".join(plain(cell) for cell in row.cells)
