"""The landscape as a document: what the briefing claimed and what the catalog finds, trends, leaders."""

from collections.abc import Mapping
from typing import Any

from advisor.briefing.by_value import ByValue, ValueLeader
from advisor.briefing.claims import Claim
from advisor.briefing.guidance import Point
from advisor.briefing.leaders import Best, LeadersDocument
from advisor.briefing.trends import TrendsDocument
from advisor.present import format as shown
from advisor.present.briefing_leaders import one_model_words
from advisor.tui.engine import Landscape
from advisor.tui.state import State
from advisor.tui.views import bars, canvas
from advisor.tui.views.document import Section, title
from advisor.tui.views.facts import brief
from advisor.tui.views.runs import Line, Run, Tone, join, line, run

VERDICTS: dict[str, tuple[str, Tone]] = {
    "holds": ("✓ holds", "good"),
    "partly": ("~ partly", "warn"),
    "does-not-hold": ("✗ does not hold", "bad"),
    "open": ("? open", "dim"),
}
HEIGHT = 14
BAR = 20
_MARKS: tuple[tuple[str, Tone], ...] = (("●", "accent"), ("○", "good"), ("◆", "warn"))


def heading(state: State) -> str:
    return f"Landscape as of {state.report.as_of}" if state.report else "Landscape"


def sections(found: Landscape, value: ByValue | None, width: int) -> tuple[Section, ...]:
    """`value` is None while it is worked out."""
    made = (*_points(found.points), *_claims(found.claims.claims), *_trends(found.trends, width))
    return (*made, *_by_value(value), *_leaders(found.leaders))


def _points(points: tuple[Point, ...]) -> list[Section]:
    return [title("what it means for you"), *(_point(at, point) for at, point in enumerate(points, 1))]


def _point(number: int, point: Point) -> Section:
    details = (line(point.yours), line(point.advice, "dim"), line(f"what was said: {point.holds}", "dim"))
    return Section(f"point {number}", line(f"{number} {point.title}", "strong"), details)


def _by_value(value: ByValue | None) -> list[Section]:
    """Each workload at its own defaults, in money; one model for all of them, and what that loses."""
    made = [title("who leads each workload by net benefit, at its defaults")]
    if value is None:
        return [*made, Section("value asking", line("working it out …", "dim"))]
    made += map(_value_leader, value.workloads)
    if value.one_model and value.regret_share is not None:
        told = f"one model for all: {value.one_model.model} gives up {shown.percent(round(value.regret_share, 4))}"
        made.append(Section("value one", line(f"{told} of the value that a leader for each gives")))
    return made


def _value_leader(held: ValueLeader) -> Section:
    net = f"${shown.decimal(held.usd_per_1k_calls)}/1k calls" if held.usd_per_1k_calls is not None else shown.UNKNOWN
    heading = (run(f"{held.workload:<21}"), run(f"{held.option or 'nothing is left'} ", "strong"), run(net))
    gap = held.gap_usd_per_1k_calls
    ahead = f"{'open' if gap > 0 else 'closed'} ahead by ${shown.decimal(abs(gap))}/1k calls" if gap else ""
    both = f"best open {held.best_open or shown.UNKNOWN} · best closed {held.best_closed or shown.UNKNOWN}"
    return Section(f"value {held.workload}", join([heading, line(ahead, "dim") if ahead else ()]), (line(both),))


def _claims(claims: tuple[Claim, ...]) -> list[Section]:
    counted = [f"{sum(claim.verdict == key for claim in claims)} {words[0]}" for key, words in VERDICTS.items()]
    return [title(f"the briefing's claims · {' · '.join(counted)}"), *map(_claim, claims)]


def _claim(claim: Claim) -> Section:
    word, tone = VERDICTS.get(claim.verdict, (f"? {claim.verdict}", "dim"))
    details = [
        line(f"compares: {claim.compares}", "dim"),
        (run("said   ", "dim"), run(_pairs(claim.said))),
        (run("found  ", "dim"), run(_pairs(claim.found))),
        line(claim.condition),
        *([line(f"not known: {', '.join(claim.missing)}", "warn")] if claim.missing else []),
        line(f"sources: {', '.join(claim.sources)}", "dim"),
    ]
    return Section(f"claim {claim.id}", (run(f"{word:<17}", tone), run(claim.text)), tuple(details))


def _pairs(facts: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {brief(value)}" for key, value in facts.items())


def _trends(trends: TrendsDocument, width: int) -> list[Section]:
    newest = trends.fixed_capability[-1] if trends.fixed_capability else None
    price = "the lowest price at a fixed capability"
    told = f"{price}: {shown.decimal(newest.times_below_first)} times lower than at first" if newest else price
    sparse = trends.activation[-1] if trends.activation else None
    share = f"share of parameters that compute: newest {shown.percent(sparse.ratio)}" if sparse else "no sizes known"
    return [
        title("trends"),
        Section("trend price", line(told), _price_chart(trends, width)),
        Section("trend activation", line(share), _activation_chart(trends, width)),
        Section("trend spread", line("dearest against cheapest list price of a day"), _spread(trends)),
    ]


def _price_chart(trends: TrendsDocument, width: int) -> tuple[Line, ...]:
    levels = tuple(dict.fromkeys(price.level for price in trends.fixed_capability))
    marks: dict[str, tuple[str, Tone]] = dict(
        zip(levels, (("●", "accent"), ("○", "good"), ("◆", "warn")), strict=False)
    )
    points = [
        canvas.Point(_years(p.date), p.usd_per_1m, *marks[p.level]) for p in trends.fixed_capability if p.level in marks
    ]
    legend = join([(Run(f"{glyph} ", tone), run(f"as good as {level}")) for level, (glyph, tone) in marks.items()])
    return (legend, *_chart(points, width, lambda value: f"${shown.decimal(value)}/1M"))


def _activation_chart(trends: TrendsDocument, width: int) -> tuple[Line, ...]:
    points = [
        canvas.Point(_years(a.date), a.ratio, "●" if a.sparsest_yet else "○", "accent" if a.sparsest_yet else "dim")
        for a in trends.activation
    ]
    return (line("● the sparsest yet  ○ others", "dim"), *_chart(points, width, shown.percent))


def _chart(points: list[canvas.Point], width: int, show: shown.Shower) -> tuple[Line, ...]:
    if len(points) < 2:
        return (line("too few facts to draw", "dim"),)
    across = canvas.axis([point.x for point in points], log=False, show=_date)
    up = canvas.axis([point.y for point in points], log=True, show=show)
    return canvas.draw(points, across, up, max(30, width - 8), HEIGHT)


def _years(date: str) -> float:
    """`2026-07-01` as 2026.5; a month or year alone counts from its start."""
    year, month, day = (int(part) for part in f"{date}-01-01".split("-")[:3])
    return year + (month - 1) / 12 + (day - 1) / 365


def _date(years: float) -> str:
    return f"{int(years)}-{int(years % 1 * 12) + 1:02d}"


def _spread(trends: TrendsDocument) -> tuple[Line, ...]:
    return tuple(
        line(
            f"{held.date}  {shown.count(held.times):>7} times  {shown.money(held.lowest)} {held.lowest_model} to "
            f"{shown.money(held.highest)} {held.highest_model}, {held.models} models"
        )
        for held in trends.spread
    )


def _leaders(leaders: LeadersDocument) -> list[Section]:
    made = [title("who leads each workload"), *(_workload(leaders, at) for at in range(len(leaders.workloads)))]
    if one := leaders.one_model:
        made.append(Section("leaders one", line(f"one model for all: {one_model_words(one)}")))
    ahead, opened = leaders.beyond_noise, leaders.open_leads
    made.append(
        title(f"who leads each benchmark · {ahead.leads} of them beyond noise · open weights lead {opened.leads}")
    )
    made += [
        Section(
            f"benchmark {held.benchmark}",
            (
                run(f"{_short(held.name, 28):<29}"),
                run(f"{held.leader} {shown.decimal(held.score)}", "strong"),
                run(f"  +{shown.decimal(held.margin)} over {held.runner_up} · {held.by} · {held.date}", "dim"),
                *((run("  within noise", "warn"),) if held.beyond_noise is False else ()),
            ),
            (_both(held.best_open, held.best_closed), line(f"source {held.source}", "dim")),
        )
        for held in leaders.benchmarks
    ]
    return made


def _workload(leaders: LeadersDocument, at: int) -> Section:
    held = leaders.workloads[at]
    heading = (
        run(f"{held.workload:<21}"),
        run(f"{held.leader} ~{held.effort} ", "strong"),
        run(f"{shown.of_100(held.p_success)} of 100 ", ""),
        Run(bars.bar(held.p_success, 1.0, BAR), "bar"),
        run(f"  ahead of {held.runner_up} with P {shown.percent(round(held.p_leads, 2))}", "dim"),
    )
    sources = line(f"{held.independent} independent scores, newest {held.newest or shown.UNKNOWN}", "dim")
    return Section(f"leader {held.workload}", heading, (_both(held.best_open, held.best_closed), sources))


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _both(opened: Best | None, closed: Best | None) -> Line:
    told = [f"best {kind} {best.model} {shown.decimal(best.score)}" for kind, best in
            (("open", opened), ("closed", closed)) if best]  # fmt: skip
    return line(" · ".join(told) or "only one kind of weights has a score")
