"""Every excluded option, grouped by its first failed gate, with what would admit it; the price of each constraint."""

from advisor.present import format as shown
from advisor.report import Excluded, Report
from advisor.tui.views import verdicts
from advisor.tui.views.runs import Column, Line, Row, join, line, run

LEAST_PRICE = 0.005
"""USD per 1,000 calls: what rounds to nothing is not named."""


def columns(width: int) -> tuple[Column, ...]:
    option = Column("option", max(24, width // 3))
    return (option, Column("why", 0), *((Column("would admit it", width // 4),) if width >= 100 else ()))


def rows(report: Report | None, width: int, words: str = "") -> tuple[Row, ...]:
    if report is None:
        return ()
    wanted = [entry for entry in report.excluded if _matches(entry, words)]
    made: list[Row] = []
    for gate, number in sorted(report.excluded_counts.items(), key=lambda pair: (-pair[1], pair[0])):
        members = [entry for entry in wanted if entry.gate == gate]
        if members:
            made.append(Row("", (_gate(gate, number, report),)))
            made += [_row(entry, width) for entry in members]
    return tuple(made)


def _gate(gate: str, number: int, report: Report) -> Line:
    price = next((p.usd_per_1k_calls for p in report.constraint_prices if p.constraint == gate), None)
    dear = price is not None and price >= LEAST_PRICE
    costs = run(f"  · costs {shown.money(price)} per 1k calls", "accent") if dear else run("")
    return (*verdicts.gate(gate), run(f"  {shown.count(number)} options", "dim"), costs)


def _row(entry: Excluded, width: int) -> Row:
    admit = line(entry.would_admit, "good") if entry.would_admit else line(shown.UNKNOWN, "dim")
    return Row(entry.id, (line(entry.id), line(entry.reason), *((admit,) if width >= 100 else ())))


def _matches(entry: Excluded, words: str) -> bool:
    text = f"{entry.id} {entry.gate} {entry.reason} {entry.rule or ''}".lower()
    return all(word in text for word in words.lower().split())


def detail(report: Report | None, key: str) -> tuple[Line, ...]:
    """All that is known of the excluded option under the cursor."""
    entry = next((e for e in report.excluded if e.id == key), None) if report else None
    if entry is None or report is None:
        return ()
    more = ", ".join(gate for gate in entry.gates if gate != entry.gate)
    told = (
        join([line(entry.id, "strong"), verdicts.gate(entry.gate), line(f"fails also {more}", "dim") if more else ()]),
        line(entry.reason),
        line(f"rule {entry.rule}", "dim") if entry.rule else (),
        line(f"would be admitted by: {entry.would_admit}", "good") if entry.would_admit else (),
    )
    return tuple(filter(None, told))


def prices(report: Report | None) -> Line:
    """What each constraint costs, dearest first; then those of which nobody can say it."""
    if report is None:
        return ()
    known = [(p.usd_per_1k_calls, p.constraint) for p in report.constraint_prices if p.usd_per_1k_calls is not None]
    dear = sorted((entry for entry in known if entry[0] >= LEAST_PRICE), reverse=True)
    told = [line(f"{name} costs {shown.money(price)} per 1k calls") for price, name in dear]
    if known and not dear:
        told.append(line("nothing is lost by " + ", ".join(name for _, name in known), "dim"))
    unknown = ", ".join(p.constraint for p in report.constraint_prices if p.usd_per_1k_calls is None)
    return join([*told, *([line(f"{unknown} costs {shown.UNKNOWN}", "dim")] if unknown else [])])
