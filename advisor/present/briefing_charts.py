"""The trends as charts: which numbers of the document are drawn, over time, and how their axis reads."""

from collections.abc import Callable

from advisor.briefing.trends import TrendsDocument
from advisor.present.format import decimal, gigabytes
from advisor.present.timeline import Dated, Line, Timeline, svg

Drawn = tuple[Timeline, Callable[[float], str]]


def activation_charts(document: TrendsDocument) -> tuple[Drawn, Drawn]:
    """Ratio of active parameters, and memory of all of them."""
    ratios = tuple(Dated(point.date, point.ratio, point.model) for point in document.activation)
    sizes = tuple(Dated(point.date, point.gb_at_4_bits, point.model) for point in document.activation)
    return (
        (
            Timeline("Share of parameters active per output token, open mixtures of experts", (Line("model", ratios),)),
            share,
        ),
        (Timeline("Memory of the weights at 4 bits", (Line("model", sizes),)), gigabytes),
    )


def fixed_chart(document: TrendsDocument) -> Drawn:
    """Lowest list price at each level of capability."""
    levels = dict.fromkeys(point.level for point in document.fixed_capability)
    lines = tuple(
        Line(
            f"as capable as {level}",
            tuple(
                Dated(point.date, point.usd_per_1m, point.model)
                for point in document.fixed_capability
                if point.level == level
            ),
        )
        for level in levels
    )
    return Timeline("Lowest list price at fixed capability, USD per 1M tokens", lines), dollars


def share(value: float) -> str:
    """`27.6 %`."""
    return f"{value * 100:.3g} %"


def dollars(value: float) -> str:
    return f"${decimal(value)}"


def trends_svg(document: TrendsDocument) -> str:
    """All charts in one SVG document."""
    (ratios, _), (sizes, _) = activation_charts(document)
    prices, _ = fixed_chart(document)
    return svg(((ratios, share), (sizes, gigabytes), (prices, dollars)))
