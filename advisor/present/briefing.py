"""The briefing for people: claims, trends and the guided points as lines that fit the width given.

Computes nothing: every figure is in the documents of `advisor.briefing`.
"""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from advisor.briefing.claims import Claim, ClaimsDocument, shown
from advisor.briefing.guidance import Point
from advisor.briefing.trends import TrendsDocument
from advisor.present.briefing_charts import activation_charts, fixed_chart
from advisor.present.format import decimal, money, percent
from advisor.present.text import clean
from advisor.present.timeline import text_chart

VERDICTS = {"holds": "✓ holds", "partly": "~ in part", "does-not-hold": "✗ not so", "open": "? open"}
"""How a verdict is shown; the words say it without the mark."""
INDENT = 11
SOURCES_SHOWN = 4
NARROW = 100
FIXED = 58
"""Columns before the model in the table of lowest prices."""


def claim_lines(document: ClaimsDocument, width: int) -> Iterator[str]:
    """Every claim with its verdict, the condition, what is not known and the sources."""
    if not document.claims:
        yield f"No claims as of {document.as_of}: the article was written on {shown_day(document.made)}."
        return
    told = [sum(claim.verdict == verdict for claim in document.claims) for verdict in VERDICTS]
    words = (("holds", "hold"), ("holds in part", "hold in part"), ("does not hold", "do not hold"), ("is", "are"))
    counted = (f"{count} {one if count == 1 else many}" for count, (one, many) in zip(told, words, strict=True))
    counts = f"{', '.join(counted)} open"
    made = shown_day(document.made)
    yield from wrapped(f"{len(document.claims)} claims of {made} by facts known on {document.as_of}: {counts}.", width)
    for number, claim in enumerate(document.claims, 1):
        yield ""
        yield from _claim(number, claim, width)


def shown_day(day: str | None) -> str:
    return day or "an unknown day"


def _claim(number: int, claim: Claim, width: int) -> Iterator[str]:
    yield from _hanging(VERDICTS[claim.verdict], f"{number}. {claim.text}", width)
    yield from _hanging("", claim.condition, width)
    if claim.missing:
        yield from _hanging("", f"Not known: {'; '.join(claim.missing)}.", width)
    more = f" and {len(claim.sources) - SOURCES_SHOWN} more" if len(claim.sources) > SOURCES_SHOWN else ""
    if claim.sources:
        yield from _hanging("", f"[{', '.join(claim.sources[:SOURCES_SHOWN])}{more}] {claim.id}", width)


def _hanging(label: str, text: str, width: int) -> Iterator[str]:
    """Text beside a label, continued under itself."""
    lines = wrap(clean(text), max(20, width - INDENT), break_on_hyphens=False) or [""]
    yield f"{label:{INDENT}}{lines[0]}".rstrip()
    yield from (" " * INDENT + line for line in lines[1:])


def wrapped(text: str, width: int) -> Iterator[str]:
    """A paragraph of at most `width` columns."""
    yield from wrap(clean(text), width, break_on_hyphens=False)


def guide_lines(points: Sequence[Point], as_of: str, width: int) -> Iterator[str]:
    """The five points, each with what holds and the user's figures."""
    yield from wrapped(f"What to act on, by facts known on {as_of}", width)
    for number, point in enumerate(points, 1):
        yield ""
        yield from wrapped(f"{number}. {point.title}", width)
        yield from _hanging("   do", point.advice, width)
        if point.holds:
            yield from _hanging("   said", point.holds, width)
        yield from _hanging("   here", point.yours, width)
    yield ""
    yield from wrapped("More: advisor briefing claims | trends | leaders", width)


def trend_lines(document: TrendsDocument, width: int) -> Iterator[str]:
    """Charts and the points that matter of each trend."""
    yield from wrapped(f"Trends by facts known on {document.as_of}", width)
    if document.activation:
        yield ""
        yield from _activation(document, width)
    if document.fixed_capability:
        yield ""
        yield from _fixed(document, width)
    yield ""
    yield from _spread(document, width)
    yield from _own(document, width)


def _activation(document: TrendsDocument, width: int) -> Iterator[str]:
    for chart, show in activation_charts(document):
        yield from text_chart(chart, show, min(width, NARROW))
        yield ""
    yield f"{'released':11}{'records':25}{'total':>8}{'active':>9}{'ratio':>9}{'at 4 bits':>12}"
    for point in document.activation:
        if point.largest_yet or point.sparsest_yet:
            record = " and ".join(
                word for word, hit in (("largest", point.largest_yet), ("sparsest", point.sparsest_yet)) if hit
            )
            sizes = (
                f"{point.total_b:>7,.0f}B{point.active_b:>8.3g}B{percent(point.ratio):>9}{point.gb_at_4_bits:>9,.0f} GB"
            )
            yield f"{point.date:11}{clean(point.model):25}{sizes}" + (f"  {record}" if width >= NARROW else "")
    yield from wrapped("Memory to hold a model follows its total, compute per token its active part.", width)


def _fixed(document: TrendsDocument, width: int) -> Iterator[str]:
    chart, show = fixed_chart(document)
    yield from text_chart(chart, show, min(width, NARROW))
    yield ""
    yield f"{'as capable as':15}{'from':>11}{'to':>11}{'lowest list price':>19}  of"
    for level in dict.fromkeys(point.level for point in document.fixed_capability):
        points = [point for point in document.fixed_capability if point.level == level]
        first, last = points[0], points[-1]
        prices = f"{money(first.usd_per_1m)} → {money(last.usd_per_1m)}"
        times = f", {decimal(last.times_below_first)}x"
        of = f"{clean(last.model)[: max(15, width - FIXED - len(times))]}{times}"
        yield f"{clean(level)[:14]:15}{first.date:>11}{last.date:>11}{prices:>19}  {of}"
    yield from wrapped(
        f"Capability for {document.workload}, as estimated from scores known; USD per 1M tokens, three parts input to "
        "one output. A level's price falls when a cheaper model as capable appears.",
        width,
    )


def _spread(document: TrendsDocument, width: int) -> Iterator[str]:
    """The last quarters where there is no room for all."""
    if not document.spread:
        yield "List prices in force: fewer than two models have one."
        return
    yield "List prices in force, USD per 1M output tokens"
    yield f"{'day':12}{'models':>7}{'lowest':>10}{'median':>9}{'highest':>9}{'times':>8}"
    rows = document.spread[-9:] if width < NARROW else document.spread
    for row in rows:
        names = f"  {clean(row.lowest_model)} to {clean(row.highest_model)}" if width >= NARROW else ""
        figures = f"{money(row.lowest):>10}{money(row.median):>9}{money(row.highest):>9}{decimal(row.times):>8}"
        yield f"{row.date:12}{row.models:>7}{figures}{names}"
    best = document.frontier_spread
    if best:
        yield from wrapped(
            f"Among the most capable {best.models} with a list price: {money(best.lowest)} ({best.lowest_model}) to "
            f"{money(best.highest)} ({best.highest_model}), {decimal(best.times)} times.",
            width,
        )


def _own(document: TrendsDocument, width: int) -> Iterator[str]:
    times = [price.times for price in document.own_prices]
    fell, rose = sum(each < 0.995 for each in times), sum(each > 1.005 for each in times)
    if times:
        yield from wrapped(
            f"Of {len(times)} models with list prices on two days or more, {len(times) - fell - rose} kept theirs, "
            f"{fell} fell and {rose} rose.",
            width,
        )


def said_and_found(claim: Claim) -> tuple[str, str]:
    """Both sides as short text, for tables."""
    return _pairs(claim.said.items()), _pairs(claim.found.items())


def _pairs(items: Iterable[tuple[str, object]]) -> str:
    return "; ".join(f"{key} {'not known' if value is None else shown(value)}" for key, value in items)
