"""The Report: one frozen value that every presenter shows and none computes.

Field names (less a trailing underscore), order and units are the JSON contract `advisor.recommendation/1`.
None is unknown. Money is USD, GB = 1e9 bytes, probabilities 0..1. Rounding to 1e-6 (parts summing to the rounded
total) is done when it is built.
"""

from collections.abc import Mapping

from advisor.hints import Any
from advisor.tuples import NamedTuple


class Note(NamedTuple):
    """A warning, next step or piece of guidance; `refs` are ids of options, rules, sources or claims."""

    code: str
    text: str
    refs: tuple[str, ...] = ()


class CatalogStamp(NamedTuple):
    as_of: str
    digest: str
    models: int
    offers: int
    age_days: int


class Answer(NamedTuple):
    option: str | None
    best_allowed: str | None
    band: str | None
    """"clear", "likely" or "toss-up: test"."""
    p_first_beats_second: float | None
    evpi_usd_per_1k_calls: float | None
    leader_changes_at_worth: float | None
    sentence: str


class RouteBest(NamedTuple):
    """The best option of one route kind, or the gate that emptied it."""

    option: str | None
    net_benefit_usd_per_1k_calls: float | None
    distance_usd_per_1k_calls: float | None
    gate: str | None
    sentence: str


class ByRoute(NamedTuple):
    hosted: RouteBest
    rented: RouteBest
    owned: RouteBest


class Device(NamedTuple):
    accelerator: str
    count_: int


class Hardware(NamedTuple):
    devices: tuple[Device, ...]
    hosts: int
    ram_gb: float | None


class Variant(NamedTuple):
    id: str
    delta_usd_per_1k_calls: float


class Probability(NamedTuple):
    mean: float
    low: float
    high: float


class Evidence(NamedTuple):
    independent: int
    vendor: int
    own: int
    newest: str | None
    transfer_share: float
    prior_only: bool


class Quality(NamedTuple):
    p_success: Probability
    evidence: Evidence
    sources: tuple[str, ...]


class CostLine(NamedTuple):
    name: str
    usd_per_1k_calls: float
    inputs: Mapping[str, Any]
    sources: tuple[str, ...]


class Cost(NamedTuple):
    """Lines sum to usd_per_1k_calls."""

    usd_per_month: float
    usd_per_1k_calls: float
    usd_per_1k_successes: float
    lines: tuple[CostLine, ...]


class Range(NamedTuple):
    """10th percentile, median, 90th percentile; basis: "measured", "same-class", "physics", "published", "own"."""

    low: float
    typical: float
    high: float
    basis: str


class Speed(NamedTuple):
    ttft_s: Range | None
    decode_tok_s: Range | None
    capacity_calls_per_s: Range | None


class Measured(NamedTuple):
    """Means of a call in own tests that replace what is assumed of the option; None = not measured."""

    calls: int
    input_tokens: float | None
    output_tokens: float | None
    """Reasoning included."""
    reasoning_tokens: float | None
    call_s: Range | None
    """Seconds of a whole call."""
    p95_s: float | None
    """95th percentile of the seconds of a whole call."""
    usd_per_call: float | None
    sources: tuple[str, ...]


class MemoryParts(NamedTuple):
    weights: float | None
    kv_cache: float | None
    state: float | None
    overhead: float | None
    total: float | None
    available: float | None


class Reason(NamedTuple):
    rule: str
    effect: str
    explain: str
    citation: str
    confidence: str
    would_change: str
    date: str = ""
    """Of the text cited, ISO; empty for a technical fact."""
    url: str = ""
    badge: str = ""
    """How far it can be relied on, in words."""
    caveat: str | None = None


class UnknownFact(NamedTuple):
    """A fact some rule needs, by its name in a FACTS file and in words."""

    fact: str
    label: str


class Verdict(NamedTuple):
    status: str
    """"allowed", "review" or "blocked"."""
    asked: bool
    """False when no company facts were given."""
    reasons: tuple[Reason, ...]
    unknown: tuple[UnknownFact, ...] = ()


class Term(NamedTuple):
    name: str
    """quality, serving, latency or risk."""
    usd_per_1k_calls: float


class NetBenefit(NamedTuple):
    """Terms sum to usd_per_1k_calls."""

    usd_per_1k_calls: float
    terms: tuple[Term, ...]


class Robustness(NamedTuple):
    p_best: float
    expected_regret_usd_per_1k_calls: float


class Flip(NamedTuple):
    """The smallest change of one input that makes `then` first.

    A recommendation weighs `calls_per_day` on the machines that stand in it; `advisor why` asks for every machine.
    """

    lever: str
    from_: float
    to: float
    unit: str
    then: str


class RankedOption(NamedTuple):
    rank: int
    tie_group: int
    id: str
    model: str
    name: str
    route: str
    """"hosted", "rented" or "owned"."""
    provider: str | None
    region: str | None
    hardware: Hardware | None
    quantization: str | None
    effort: str
    variants: tuple[Variant, ...]
    quality: Quality
    cost: Cost
    speed: Speed
    memory_gb: MemoryParts | None
    verdict: Verdict
    net_benefit: NetBenefit
    robustness: Robustness
    flips: tuple[Flip, ...]
    warnings: tuple[Note, ...]
    next_steps: tuple[Note, ...]
    measured: Measured | None = None
    """By own tests of this option; None without any."""


class Excluded(NamedTuple):
    id: str
    model: str
    provider: str | None
    gate: str
    """The first failed gate, in the contract's order; `gates` holds all."""
    reason: str
    rule: str | None
    would_admit: str | None
    gates: tuple[str, ...]


class ConstraintPrice(NamedTuple):
    constraint: str
    usd_per_1k_calls: float | None


class FrontierPoint(NamedTuple):
    id: str
    p_success: float
    usd_per_1k_calls: float
    wins_from_worth: float
    wins_to_worth: float | None
    """None: it wins at every higher worth."""


class Counts(NamedTuple):
    """Options by verdict; considered = allowed + review + excluded."""

    considered: int
    allowed: int
    review: int
    excluded: int
    bounded: int = 0
    """Self-hosted options not worked out, because a bound shows that none can lead its route, be shown or be on the
    frontier."""


class Report(NamedTuple):
    version: str
    seed: int
    as_of: str
    requirements: Mapping[str, Any]
    catalog: CatalogStamp
    rules_checked: int
    counts: Counts
    answer: Answer
    by_route: ByRoute
    options: tuple[RankedOption, ...]
    excluded_counts: Mapping[str, int]
    excluded: tuple[Excluded, ...]
    constraint_prices: tuple[ConstraintPrice, ...]
    frontier: tuple[FrontierPoint, ...]
    warnings: tuple[Note, ...]
    guidance: tuple[Note, ...]
    sources: Mapping[str, Mapping[str, Any]]
    """Every source id cited above -> title, url, date."""
    disclaimer: str
