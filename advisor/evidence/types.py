"""Values of the evidence model. Plain tuples, no behaviour; latent units are logits of an average benchmark."""

from collections.abc import Mapping

from advisor.catalog import QualityRow as QualityRow
from advisor.tuples import NamedTuple

EFFORTS = ("none", "low", "medium", "high", "max")
"""Reasoning efforts, weakest first."""


class ModelFacts(NamedTuple):
    """Fixed facts of a model that the prior may use; never a current price. None = unknown."""

    id: str
    developer: str | None
    released: str | None
    open_weights: bool | None
    params_total_b: float | None
    params_active_b: float | None
    launch_price: float | None
    """The maker's first list price, USD per 1M tokens, three parts input to one of output."""
    launch_date: str | None
    reasoning: bool | None
    efforts: tuple[str, ...]


class Benchmark(NamedTuple):
    id: str
    name: str
    skill: str
    family: str
    """Benchmarks of one family share questions, votes or harness: what is peculiar to it counts once."""
    unit: str
    """"percent", "rating" (Elo-like, 400 points = a factor of ten in odds) or "index" (of a composite)."""
    higher_is_better: bool
    n_items: int | None
    saturated: bool
    contaminated: bool
    composite: bool


class Score(NamedTuple):
    benchmark: str
    model: str
    effort: str | None
    variant: str
    harness: str
    by: str
    """"independent", "arena", "partner", "lab", "competitor" (in another lab's table) or "secondary"."""
    score: float
    n_items: int | None
    source: str
    date: str
    """ISO day, or month where the day is not known."""
    url: str
    copy_of: str


class Observation(NamedTuple):
    """One run in latent units: value = general + skill + family + effort shift + noise of this variance."""

    score: Score
    skill: str
    family: str
    value: float
    variance: float


class SkillLaw(NamedTuple):
    sd: float
    """Of models' skill beside their general capability."""
    tau: float
    """Of what is peculiar to a benchmark family of this skill."""
    slope: float
    """Mean slope of its benchmarks: how much of the latent spread shows in scores of a new one."""
    reference: float
    """Mean of general + skill over the reference models: what "a good current model" has."""


class BenchmarkLaw(NamedTuple):
    intercept: float
    slope: float
    noise: float
    """Multiple of the source's variance that its rows show."""


class SourceLaw(NamedTuple):
    sd: float
    bias: float


class Parameters(NamedTuple):
    """What `python -m advisor.evidence.fit` wrote to catalog/evidence/parameters.toml."""

    coefficients: Mapping[str, float]
    """Feature name -> weight in the prior mean of general capability."""
    developers: Mapping[str, float]
    lineages: Mapping[str, float]
    general_sd: float
    newest_release: str
    """Release of the newest model the fit saw scores of: the trend in time is not drawn out beyond it."""
    ceiling: float
    """The reference models' level: nothing is presumed better than they are before it has shown so."""
    unknown_date_sd: float
    unknown_size_sd: float
    skills: Mapping[str, SkillLaw]
    families: Mapping[str, float]
    """Family -> sd of what is peculiar to it."""
    benchmarks: Mapping[str, BenchmarkLaw]
    sources: Mapping[str, SourceLaw]
    efforts: Mapping[str, float]
    """Effort -> shift from the highest effort, <= 0."""
    agentic: tuple[str, ...]
    """Skills whose scores depend on a harness."""
    agentic_factor: float
    contaminated_factor: float
    saturated_sd: float
    unstated_effort_sd: float
    effort_sd_share: float
    """Sd of an effort's shift at an effort without scores, as a share of the shift."""
    digest: str


class SkillWeight(NamedTuple):
    skill: str
    weight: float
    reason: str


class FamilyWeight(NamedTuple):
    """Benchmarks so near to the task that what is peculiar to their family is part of the target."""

    skill: str
    family: str
    weight: float
    """Part of its skill's weight; those of one skill sum to no more than that."""
    benchmarks: tuple[str, ...]


class WorkloadEvidence(NamedTuple):
    """Which skills and benchmarks count for a workload, in what measure, and how far from the real task they are."""

    workload: str
    skills: tuple[SkillWeight, ...]
    families: tuple[FamilyWeight, ...]
    transfer_sd: float
    """Logits between the benchmarks' skills and the task itself, per model."""
    transfer_reason: str
