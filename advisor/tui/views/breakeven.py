"""Break-even: cost a month against calls a day on logarithmic axes, and where the options change places."""

from collections.abc import Sequence

from advisor.present import format as shown
from advisor.report import RankedOption
from advisor.tui.sweep import Crossing, Curve
from advisor.tui.views import canvas
from advisor.tui.views.options import title
from advisor.tui.views.runs import Line, Tone, join, line, run

LETTERS = "ABCDEF"
TONES: tuple[Tone, ...] = ("accent", "good", "warn", "bad", "bar", "strong")


def picture(curves: Sequence[Curve], now: float, width: int, height: int) -> tuple[Line, ...]:
    if not curves:
        return (line("asking for other volumes …", "dim"),)
    points = [point for curve in curves for point in curve.points]
    if len(points) < 2 or height < 6 or width < 24:
        return (line("No option could be priced at these volumes.", "dim"),)
    across = canvas.axis([x for x, _ in points], log=True, show=lambda value: f"{shown.compact(_two(value))}/day")
    up = canvas.axis([y for _, y in points], log=True, show=lambda value: f"${shown.compact(_two(value))}")
    drawn = [[canvas.Point(x, y, LETTERS[at], TONES[at]) for x, y in curve.points] for at, curve in enumerate(curves)]
    here = [canvas.Point(now, up.start, "▲", "mark")]
    return canvas.draw([point for curve in drawn for point in curve] + here, across, up, width, height, drawn)


def _two(value: float) -> float:
    return float(f"{value:.2g}")


def legend(options: Sequence[RankedOption], curves: Sequence[Curve]) -> tuple[Line, ...]:
    """Which letter is which option, its month at the present volume, and where its curve ends before the others."""
    ends = {curve.option: max(volume for volume, _ in curve.points) for curve in curves if curve.points}
    furthest = max(ends.values(), default=0.0)
    return tuple(
        (
            run(f"{LETTERS[at]} ", TONES[at]),
            run(title(option)),
            run(f"  {shown.money(option.cost.usd_per_month)}/mo now"),
            run(_end(ends.get(option.id, furthest), furthest), "warn"),
        )
        for at, option in enumerate(options)
    )


def _end(last: float, furthest: float) -> str:
    return f"  carries {shown.compact(_two(last))}/day, not the next step" if last < furthest else ""


def crossing_lines(options: Sequence[RankedOption], found: Sequence[Crossing]) -> tuple[Line, ...]:
    """One line for each change of places, and what that means at the present volume."""
    letters = {option.id: LETTERS[at] for at, option in enumerate(options)}
    if not found:
        return (line("No two of them change places within two decades of the present volume.", "dim"),)
    return tuple(
        join([
            line(f"above about {shown.compact(_two(crossing.calls_per_day))} calls/day", "strong"),
            line(f"{letters[crossing.cheaper]} runs cheaper than {letters[crossing.dearer]}"),
            line("set-up and purchase not counted", "dim"),
        ])
        for crossing in found
    )  # fmt: skip
