"""A report written by hand, the same for ever: the golden files show it in every format.

Three rows (rented and in need of a review, hosted and allowed, hosted without evidence), two tied; every kind of
section has something to say.
"""

from typing import Any

from advisor.report import (
    Answer,
    ByRoute,
    CatalogStamp,
    ConstraintPrice,
    Cost,
    CostLine,
    Counts,
    Device,
    Evidence,
    Excluded,
    Flip,
    FrontierPoint,
    Hardware,
    MemoryParts,
    NetBenefit,
    Note,
    Probability,
    Quality,
    Range,
    RankedOption,
    Reason,
    Report,
    Robustness,
    RouteBest,
    Speed,
    Term,
    Variant,
    Verdict,
)  # fmt: skip

RENTED = "open-400b/fp8@rented:cloud:8xnvidia-h200-sxm"
HOSTED = "closed-1@maker.eu"
PRIOR = "open-9b~low@host"

REQUIREMENTS: dict[str, Any] = {
    "workload": "extraction",
    "calls_per_day": 1_000_000.0,
    "input_tokens": 2000,
    "output_tokens": 250,
    "cached_share": 0.3,
    "retries": 0.02,
    "worth": 0.05,
    "worth_range": [0.02, 0.125],
    "quality_floor": None,
    "residency": ["eu"],
    "gpus": [],
    "ram": None,
    "budget": 80_000.0,
    "horizon": 24.0,
    "route": ["hosted", "rented", "owned"],
    "all_routes": False,
    "top": 3,
    "as_of": "2026-11-23",
    "currency": None,
    "seed": 0,
    "defaulted": ["all_routes", "as_of", "cached_share", "currency", "gpus", "horizon", "input_tokens", "output_tokens",
                  "quality_floor", "ram", "retries", "route", "seed", "top", "worth", "worth_range"],
}  # fmt: skip

RESIDENCY = Reason(
    rule="pol-residency-eu",
    effect="review",
    explain="We do not know where inference runs (route.infer).",
    citation="Company policy, residency",
    confidence="general_knowledge",
    would_change="would pass with inference in EU member states only",
)
LICENCE = Reason(
    "mit", "obligation", "The licence asks for attribution.", "MIT License, attribution", "verified_primary", ""
)


def _benefit(quality: float, serving: float) -> NetBenefit:
    terms = (Term("quality", quality), Term("serving", -serving), Term("latency", 0.0), Term("risk", 0.0))
    return NetBenefit(round(quality - serving, 6), terms)


FIRST = RankedOption(
    rank=1,
    tie_group=1,
    id=RENTED,
    model="open-400b",
    name="Open 400B",
    route="rented",
    provider="cloud",
    region=None,
    hardware=Hardware((Device("nvidia-h200-sxm", 8),), 1, 2000.0),
    quantization="fp8",
    effort="medium",
    variants=(Variant("open-400b@host", -1.25),),
    quality=Quality(
        Probability(0.9, 0.84, 0.95), Evidence(2, 5, 0, "2026-09-22", 0.6, False), ("card-open-400b", "leaderboard")
    ),
    cost=Cost(
        usd_per_month=19_771.0,
        usd_per_1k_calls=0.65,
        usd_per_1k_successes=0.722222,
        lines=(
            CostLine("staff", 0.05, {"usd_per_month": 1520.8, "nodes": 1, "fte_rented": 0.05}, ("judgement",)),
            CostLine("rent", 0.6, {"usd_per_node_hour": 25.0, "hours_per_month": 730}, ("rents",)),
        ),
    ),
    speed=Speed(
        Range(0.08, 0.11, 0.16, "same-class"), Range(58.0, 90.5, 120.0, "physics"), Range(9.0, 14.0, 22.5, "physics")
    ),
    memory_gb=MemoryParts(403.4, 120.2, 0.0, 12.8, 536.4, 1015.2),
    verdict=Verdict("review", True, (RESIDENCY, LICENCE)),
    net_benefit=_benefit(45.0, 0.65),
    robustness=Robustness(0.41, 1.2),
    flips=(
        Flip("worth", 0.05, 0.28, "USD/right answer", HOSTED),
        Flip("calls_per_day", 1_000_000.0, 431_982.0, "calls/day", "open-400b@host"),
    ),
    warnings=(Note("export-controlled", "NVIDIA H200 SXM: under export control", ("export-rules",)),),
    next_steps=(Note("settle-review", "Settle pol-residency-eu: ask cloud where inference runs", (RESIDENCY.rule,)),),
)

SECOND = FIRST._replace(
    rank=2,
    id=HOSTED,
    model="closed-1",
    name="Closed 1",
    route="hosted",
    provider="maker",
    region="eu",
    hardware=None,
    quantization=None,
    variants=(),
    quality=Quality(Probability(0.925, 0.88, 0.96), Evidence(3, 4, 1, "2026-10-01", 0.5, False), ("leaderboard",)),
    cost=Cost(
        usd_per_month=72_391.666667,
        usd_per_1k_calls=2.38,
        usd_per_1k_successes=2.572973,
        lines=(
            CostLine(
                "input",
                1.5,
                {"tokens_per_call": 2000.0, "usd_per_million": 0.75, "share_of_calls": 1.0,
                 "price_valid_from": "2026-09-01", "price_read": "2026-11-15", "note": "no cache price"},
                ("prices",),
            ),
            CostLine("output", 0.83, {"tokens_per_call": 250, "usd_per_million": 3.32}, ("prices",)),
            CostLine("retries", 0.05, {"retries": 0.02, "usd_per_1k_first_tries": 2.33}, ("prices",)),
        ),
    ),
    speed=Speed(None, None, None),
    memory_gb=None,
    verdict=Verdict("allowed", True, ()),
    net_benefit=_benefit(46.25, 2.38),
    robustness=Robustness(0.37, 1.73),
    flips=(
        Flip("worth", 0.05, 0.28, "USD/right answer", HOSTED),
        Flip("price", 2.38, 1.9, "USD/1k calls", HOSTED),
    ),
    warnings=(),
    next_steps=(Note("test", f"Test it against {RENTED} on the same 200 items.", (RENTED,)),),
)  # fmt: skip

THIRD = SECOND._replace(
    rank=3,
    tie_group=2,
    id=PRIOR,
    model="open-9b",
    name="Open 9B",
    provider="host",
    region="default",
    effort="low",
    quality=Quality(Probability(0.7, 0.52, 0.86), Evidence(0, 0, 0, None, 1.0, True), ()),
    cost=Cost(1520.833333, 0.05, 0.071429, (CostLine("input", 0.05, {}, ("prices",)),)),
    verdict=Verdict("allowed", True, (LICENCE,)),
    net_benefit=_benefit(35.0, 0.05),
    robustness=Robustness(0.02, 11.0),
    flips=(),
    warnings=(Note("prior-only", "its quality rests on a prior: no score of it is known", ("open-9b",)),),
    next_steps=(),
)

REPORT = Report(
    version="0.1.0",
    seed=0,
    as_of="2026-11-23",
    requirements=REQUIREMENTS,
    catalog=CatalogStamp("2026-11-23", "0123456789abcdef" * 4, 3, 12, 8),
    rules_checked=85,
    counts=Counts(40, 12, 8, 20),
    answer=Answer(
        option=RENTED,
        best_allowed=HOSTED,
        band="toss-up: test",
        p_first_beats_second=0.58,
        evpi_usd_per_1k_calls=1.2,
        leader_changes_at_worth=0.28,
        sentence=f"Open 400B and Closed 1 are too close to call: test them. The best option allowed is {HOSTED}.",
    ),
    by_route=ByRoute(
        RouteBest(HOSTED, 43.87, 0.48, None, f"{HOSTED}, $0.48 per 1,000 calls behind the first"),
        RouteBest(RENTED, 44.35, 0.0, None, f"{RENTED}, first of all"),
        RouteBest(None, None, None, "route", "not considered: name your hardware with --gpus"),
    ),
    options=(FIRST, SECOND, THIRD),
    excluded_counts={"price-unknown": 3, "residency": 15, "memory": 2},
    excluded=(
        Excluded("closed-1@maker.us", "closed-1", "maker", "residency", "inference runs in the US", "pol-residency-eu",
                 "a region in the EU", ("residency",)),
        Excluded("closed-2@maker.us", "closed-2", "maker", "residency", "inference runs in the US", "pol-residency-eu",
                 "a region in the EU", ("residency",)),
        Excluded("open-400b/bf16@rented:cloud:4xnvidia-h200-sxm", "open-400b", "cloud", "memory",
                 "needs 807 GB of 564", None, None, ("memory", "capacity")),
    ),
    constraint_prices=(ConstraintPrice("residency", 2.5), ConstraintPrice("memory", 0.0),
                       ConstraintPrice("price-unknown", None)),
    frontier=(
        FrontierPoint(PRIOR, 0.7, 0.05, 0.0, 0.003),
        FrontierPoint(RENTED, 0.9, 0.65, 0.003, 0.28),
        FrontierPoint(HOSTED, 0.925, 2.38, 0.28, None),
    ),
    warnings=(Note("implied-facts", "assumed about your company: commercial"),),
    guidance=(
        Note("benchmark-first", "Benchmark Open 400B and Closed 1 on 200 items of your own.", (RENTED, HOSTED)),
        Note("compliance-review", f"Before using {RENTED}, have counsel decide pol-residency-eu.", (RESIDENCY.rule,)),
    ),
    sources={
        "card-open-400b": {"title": "Open 400B model card", "url": "https://example.org/card", "date": "2026-09-22"},
        "leaderboard": {"title": "A leaderboard", "url": "https://example.org/board?a=1&b=2", "date": "2026-10-01",
                        "publisher": "Someone", "licence": "CC BY 4.0"},
        "prices": {"title": "Price list", "url": "https://example.org/prices", "date": "2026-11-15", "version": "1.2"},
        "rents": {"title": "Rents", "url": "https://example.org/rents", "date": "2026-05-24"},
        "judgement": {"title": "Judgement of the authors", "date": "2026-11-23"},
        "export-rules": {"title": "Export rules", "url": "https://example.org/ear", "date": "2026-01-15"},
    },
    disclaimer="Not legal advice.",
)  # fmt: skip
