"""Error summaries: median and 90th percentile of relative error, share within 25 %, coverage of the 80 % range."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar


class Pair(NamedTuple):
    """One prediction beside its measurement, in the same unit; low and high are the 80 % range where there is one."""

    measured: float
    predicted: float
    low: float | None = None
    high: float | None = None


class Summary(NamedTuple):
    n: int
    median: float
    p90: float
    within_25: float
    bias: float
    """Median of predicted over measured."""
    coverage: float | None
    """Share of measurements inside the 80 % range."""


def summarize(pairs: Iterable[Pair]) -> Summary | None:
    """None without pairs. Relative errors are |predicted / measured - 1|."""
    known = list(pairs)
    if not known:
        return None
    ratios = [pair.predicted / pair.measured for pair in known]
    errors = [abs(ratio - 1) for ratio in ratios]
    ranged = [pair for pair in known if pair.low is not None and pair.high is not None]
    inside = sum(1 for pair in ranged if (pair.low or 0) <= pair.measured <= (pair.high or 0))
    return Summary(
        len(known),
        quantile(errors, 0.5),
        quantile(errors, 0.9),
        sum(1 for error in errors if error <= 0.25) / len(errors),
        quantile(ratios, 0.5),
        inside / len(ranged) if ranged else None,
    )


def quantile(values: Sequence[float], share: float) -> float:
    """Linear interpolation between order statistics; values must not be empty."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


HEADER = f"{'set':38} {'n':>5} {'median':>8} {'P90':>8} {'in 25%':>7} {'bias':>6} {'cover':>6}"


def line(name: str, summary: Summary | None) -> str:
    """One row under HEADER."""
    if summary is None:
        return f"{name:38} {0:5}        -"
    cover = "-" if summary.coverage is None else f"{summary.coverage * 100:.0f}%"
    return (
        f"{name:38} {summary.n:5} {summary.median * 100:7.1f}% {summary.p90 * 100:7.1f}% "
        f"{summary.within_25 * 100:6.0f}% {summary.bias:6.2f} {cover:>6}"
    )


Row = TypeVar("Row")


def table(
    rows: Sequence[Row], groups: Sequence[tuple[str, Callable[[Row], bool]]], pair: Callable[[Row], Pair | None]
) -> list[str]:
    """Lines of the groups that have rows; rows whose pair is None are left out."""
    lines = []
    for name, chosen in groups:
        summary = summarize(found for row in rows if chosen(row) and (found := pair(row)) is not None)
        if summary is not None:
            lines.append(line(name, summary))
    return lines
