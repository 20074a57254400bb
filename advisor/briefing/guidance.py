"""The article's five points for practitioners, each with the catalog's figures and, where there is one, the user's own.

The advice is worded here; every figure comes from a check, a trend or the user's report. Decides nothing.
"""

from collections.abc import Iterable
from typing import NamedTuple

from advisor.briefing.claims import Claim, claims
from advisor.briefing.trends import activations
from advisor.briefing.view import View
from advisor.catalog import Catalog
from advisor.explain_words import money
from advisor.report import Note, RankedOption, Report

HOSTED, SELF = ("hosted",), ("rented", "owned")


class Point(NamedTuple):
    """One point: what to do, what holds of what was said, and what it means in this case."""

    title: str
    advice: str
    holds: str
    """The claims behind it with their verdicts, as of the date."""
    yours: str
    """With the user's figures; what to run where there are none."""
    refs: tuple[str, ...]
    """Ids of claims and options."""


class GuideDocument(NamedTuple):
    as_of: str
    points: tuple[Point, ...]


POINTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Benchmark open weights first on your own items",
        "Start with the open model that leads here, on items of your own, beside the closed one you would buy.",
        ("qwen3-5-ifbench", "qwen3-5-multichallenge", "qwen3-5-browsecomp"),
    ),
    (
        "Plan self-hosting by total parameters and by the bill it replaces",
        "Count memory for all weights, peak load and staff. Low activation does not shrink the machine.",
        ("qwen3-5-on-two-consumer-cards", "qwen3-5-pays-back-in-weeks"),
    ),
    (
        "Try open and closed models side by side",
        "No benchmark stands for your work: put the leader of each kind through the same items.",
        ("qwen3-5-third-open", "gpt-5-4-arc-agi", "opus-4-6-swe-bench"),
    ),
    (
        "Know the rules and licences before you commit",
        "Origin of the weights, where they run and the licence decide separately. Read the licence of each model.",
        ("chinese-open-weights-one-group", "v4-ascend"),
    ),
    (
        "Plan for sparser models by memory, not by compute",
        "Buy capacity for growing totals; expect cheaper prompts, not smaller machines.",
        ("sparser-then-consumer", "mixtral-activation", "prices-fell-120-times"),
    ),
)
"""Title, advice and the claims it rests on."""


def points(catalog: Catalog, report: Report | None, as_of: str | None = None) -> tuple[Point, ...]:
    """The five points in order, as of `as_of`, else the report's day, else the catalog's; bad-input before the first
    dated fact."""
    day = as_of or (report.as_of if report else catalog.as_of)
    checked = {claim.id: claim for claim in claims(catalog, day).claims}
    yours = _yours(catalog, report, day)
    return tuple(
        Point(title, advice, _holds(checked[key] for key in keys if key in checked), text, (*keys, *refs))
        for (title, advice, keys), (text, refs) in zip(POINTS, yours, strict=True)
    )


def _holds(behind: Iterable[Claim]) -> str:
    return " ".join(f"{claim.text} {VERDICT_WORDS[claim.verdict]}." for claim in behind)


VERDICT_WORDS = {"holds": "Holds", "partly": "Holds in part", "does-not-hold": "Does not hold", "open": "Open"}

Yours = tuple[str, tuple[str, ...]]
"""A sentence and the options it speaks of."""


def _yours(catalog: Catalog, report: Report | None, day: str) -> tuple[Yours, ...]:
    if report is None:
        grown = _growth(catalog, day)
        ask = "Run `advisor --workload W` with your volume for your own figures."
        return (ask, ()), ("Run `advisor breakeven MODEL --on RIG --against OPTION`.", ()), (ask, ()), (
            "Run `advisor policy rules`, or give --sector and --jurisdiction.", ()), (grown, ())  # fmt: skip
    return _first(report), _hosting(report), _side_by_side(catalog, report), _rules(report), (_growth(catalog, day), ())


def _first(report: Report) -> Yours:
    if not report.options:
        return report.answer.sentence, ()
    note = _note(report.guidance, "benchmark")
    return (note.text, note.refs) if note else (report.answer.sentence, (report.options[0].id,))


def _note(notes: Iterable[Note], code: str) -> Note | None:
    return next((note for note in notes if code in note.code), None)


def _hosting(report: Report) -> Yours:
    """The best hosted option against the best one that the user runs."""
    routes = report.by_route
    own = [route for route in (routes.rented, routes.owned) if route.option is not None]
    best = max(own, key=lambda route: route.net_benefit_usd_per_1k_calls or float("-inf"), default=None)
    if best is None or best.option is None:
        return f"Self-hosted: {routes.rented.sentence}.", ()
    return f"Hosted: {routes.hosted.sentence}. Self-hosted: {best.sentence}.", (best.option,)


def _side_by_side(catalog: Catalog, report: Report) -> Yours:
    """The best option of each kind among those shown."""
    kinds = [_first_of(catalog, report.options, kind) for kind in (True, False)]
    if not any(kinds):
        return "No option of either kind is left.", ()
    asked = report.requirements["currency"]
    write = money((str(asked[0]), float(asked[1])) if asked else None)
    shown = [
        f"{word} {one.id} ({one.quality.p_success.mean * 100:.0f} right of 100, "
        f"{write(one.cost.usd_per_1k_calls)} per 1,000 calls)"
        for word, one in zip(("open:", "closed:"), kinds, strict=True)
        if one
    ]
    return f"The best of each kind shown: {'; '.join(shown)}.", tuple(one.id for one in kinds if one)


def _first_of(catalog: Catalog, options: Iterable[RankedOption], open_weights: bool) -> RankedOption | None:
    models = catalog.models
    return next(
        (one for one in options if one.model in models and models[one.model].open_weights is open_weights), None
    )


def _rules(report: Report) -> Yours:
    if not report.options:
        return f"{report.rules_checked} rules checked; no option is left.", ()
    first = report.options[0]
    status = "is allowed" if first.verdict.status == "allowed" else "needs a review"
    asked = "" if first.verdict.asked else " No company facts were given: add --sector and --jurisdiction."
    text = f"{report.rules_checked} rules checked; the first option {status}, {report.counts.review} of "
    return f"{text}{report.counts.considered} need a review.{asked}", (first.id,)


def _growth(catalog: Catalog, day: str) -> str:
    """How the largest open totals and the lowest ratios moved, from the trend."""
    found = activations(View(catalog, day))
    if not found:
        return "No open mixture of experts was out by then."
    first, largest = found[0], max(found, key=lambda one: one.total_b)
    sparsest = min(found, key=lambda one: one.ratio)
    return (
        f"From {first.model} ({first.date}) to {largest.model} ({largest.date}) the largest total went from "
        f"{first.gb_at_4_bits:,.0f} to {largest.gb_at_4_bits:,.0f} GB at 4 bits; the lowest activation per output "
        f"token is {sparsest.ratio * 100:.2g} %, of {sparsest.model}."
    )
