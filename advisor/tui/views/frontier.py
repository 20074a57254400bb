"""The frontier: right answers against cost, the points that win at some worth joined, the rest dim."""

from advisor.present import format as shown
from advisor.report import Report
from advisor.tui.state import State, model_of
from advisor.tui.views import canvas
from advisor.tui.views.options import placed
from advisor.tui.views.runs import Line, join, line


def ids(report: Report | None) -> tuple[str, ...]:
    """Every point that can be walked to, cheapest first."""
    if report is None:
        return ()
    costs = {point.id: point.usd_per_1k_calls for point in report.frontier}
    costs.update({option.id: option.cost.usd_per_1k_calls for option in report.options})
    return tuple(sorted(costs, key=lambda key: (costs[key], key)))


def picture(state: State, chosen: str | None, width: int, height: int) -> tuple[Line, ...]:
    report = state.report
    if report is None or not ids(report) or height < 6 or width < 24:
        return (line("Nothing to draw.", "dim"),)
    best = {point.id for point in report.frontier}
    others = [
        canvas.Point(o.cost.usd_per_1k_calls, o.quality.p_success.mean, "○", "dim")
        for o in report.options
        if o.id not in best
    ]
    edge = [canvas.Point(p.usd_per_1k_calls, p.p_success, "●", "accent", model_of(p.id)) for p in report.frontier]
    here = [canvas.Point(*_place(report, chosen), "◆", "mark")] if chosen in ids(report) and chosen else []
    points = [*others, *edge, *here]
    across = canvas.axis([point.x for point in points], log=True, show=lambda value: f"${shown.decimal(value)}/1k")
    up = canvas.axis([point.y for point in points], log=False, show=shown.of_100)
    return canvas.draw(points, across, up, width, height, [sorted(edge)])


def _place(report: Report, key: str) -> tuple[float, float]:
    for option in report.options:
        if option.id == key:
            return option.cost.usd_per_1k_calls, option.quality.p_success.mean
    return next((p.usd_per_1k_calls, p.p_success) for p in report.frontier if p.id == key)


def detail(state: State, chosen: str | None) -> tuple[Line, ...]:
    """The point walked to: what it gives, what it costs, at which worth it wins."""
    report = state.report
    if report is None or chosen not in ids(report) or chosen is None:
        return ()
    cost, share = _place(report, chosen)
    option = state.option(chosen)
    named = placed(option, report) if option else chosen
    facts = join([line(named, "strong"), line(f"{shown.of_100(share)} of 100 right"),
                  line(f"{shown.money(cost)} per 1k calls")])  # fmt: skip
    return (facts, _wins(report, chosen))


def _wins(report: Report, key: str) -> Line:
    point = next((point for point in report.frontier if point.id == key), None)
    if point is None:
        return line("dominated: a point of the frontier is at least as good and no dearer at every worth", "dim")
    if point.wins_to_worth is None:
        return line(f"best buy when a right answer is worth {shown.money(point.wins_from_worth)} or more", "good")
    start, end = shown.money(point.wins_from_worth), shown.money(point.wins_to_worth)
    return line(f"best buy when a right answer is worth {start} to {end}", "good")
