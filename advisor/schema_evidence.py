"""Authoring types of benchmarks, workload evidence and the fitted parameters. Cold: needs pydantic."""

from typing import Annotated, Literal, NotRequired

from pydantic import Field, with_config
from typing_extensions import TypedDict

from advisor.schema_common import STRICT, Effort, SourceId

Skill = Literal[
    "general", "instruction", "grounding", "knowledge", "reasoning", "math", "coding", "tools", "web", "computer",
    "vision", "documents", "chat", "multilingual",
]  # fmt: skip
By = Literal["independent", "arena", "partner", "lab", "competitor", "secondary"]
Day = Annotated[
    str, Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$", description="ISO day of publication, or month where it is not known.")
]
Positive = Annotated[float, Field(ge=1e-9, allow_inf_nan=False)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


@with_config(STRICT)
class ScoreRow(TypedDict):
    """One published measurement; conflicting ones are all kept."""

    model: Annotated[str, Field(description="Id in models/.")]
    effort: NotRequired[Annotated[Effort, Field(description="Absent = not stated: the interval widens and says so.")]]
    variant: NotRequired[Annotated[str, Field(description="Snapshot or mode, where the source names one.")]]
    by: Annotated[By, Field(description="Who measured; competitor = in another maker's table, secondary = a quote.")]
    score: Finite
    se: NotRequired[Annotated[float, Field(ge=0, allow_inf_nan=False)]]
    n: NotRequired[Annotated[int, Field(gt=0, description="Items of this run, if not the benchmark's.")]]
    harness: Annotated[str, Field(min_length=1, description="Agent, prompt or library; 'not stated' says so.")]
    source: SourceId
    date: Day
    copy_of: NotRequired[Annotated[str, Field(description="Benchmark id that already holds this run.")]]
    url: NotRequired[str]


@with_config(STRICT)
class BenchmarkFile(TypedDict):
    """benchmarks/<id>.toml: what is measured, how far it can be trusted, and the published scores."""

    name: str
    measures: str
    skill: Annotated[Skill, Field(description="The one skill it speaks of, beside general capability.")]
    family: Annotated[str, Field(description="Benchmarks that share questions, votes or harness count once.")]
    metric: str
    unit: Literal["percent", "rating", "index"]
    scale: NotRequired[Annotated[list[int], Field(min_length=2, max_length=2)]]
    higher_is_better: bool
    n_items: NotRequired[Annotated[int, Field(gt=0)]]
    saturated: NotRequired[bool]
    contaminated: NotRequired[bool]
    composite: NotRequired[Annotated[bool, Field(description="An average of other benchmarks.")]]
    caution: NotRequired[str]
    url: NotRequired[str]
    licence: NotRequired[str]
    scores: list[ScoreRow]


@with_config(STRICT)
class SkillShare(TypedDict):
    skill: Skill
    weight: Positive
    reason: Annotated[str, Field(min_length=1)]


@with_config(STRICT)
class BenchmarkShare(TypedDict):
    id: Annotated[str, Field(description="Id in benchmarks/.")]
    weight: Annotated[Positive, Field(description="Part of its skill's weight that is peculiar to it.")]


@with_config(STRICT)
class WorkloadEvidenceTable(TypedDict):
    """`[evidence]` of workloads/<id>.toml: which skills count, and how far benchmarks are from the task."""

    skills: Annotated[list[SkillShare], Field(min_length=1)]
    transfer_sd: Annotated[Positive, Field(description="Logits between the benchmarks' skills and the task.")]
    transfer_reason: Annotated[str, Field(min_length=1)]
    benchmarks: Annotated[list[BenchmarkShare], Field(min_length=1, description="The benchmarks nearest to the task.")]


@with_config(STRICT)
class LaunchPrice(TypedDict):
    model: str
    input: Positive
    output: Positive
    date: Day
    source: SourceId


@with_config(STRICT)
class LaunchPricesFile(TypedDict):
    """evidence/launch_prices.toml: the maker's first list price of each model, USD per 1M tokens."""

    price: list[LaunchPrice]


@with_config(STRICT)
class EffortRun(TypedDict):
    model: str
    benchmark: str
    effort: Effort
    score: NotRequired[Finite]
    cost_usd: NotRequired[Annotated[Positive, Field(description="Per task.")]]
    output_tokens: NotRequired[Annotated[float, Field(ge=0)]]
    reasoning_tokens: NotRequired[Annotated[float, Field(ge=0)]]
    source: SourceId
    date: Day


@with_config(STRICT)
class EffortsFile(TypedDict):
    """evidence/efforts.toml: one model at several reasoning efforts, with tokens or cost."""

    run: list[EffortRun]


@with_config(STRICT)
class Coefficients(TypedDict):
    sd: Positive
    newest_release: Day
    ceiling: Finite
    unknown_date_sd: Positive
    unknown_size_sd: Positive
    coefficients: dict[str, Finite]
    developers: dict[str, Finite]
    lineages: dict[str, Finite]


@with_config(STRICT)
class Noise(TypedDict):
    agentic: list[Skill]
    agentic_factor: Positive
    contaminated_factor: Positive
    saturated_sd: Positive
    unstated_effort_sd: Positive
    effort_sd_share: Positive


@with_config(STRICT)
class SkillTable(TypedDict):
    sd: Positive
    tau: Positive
    slope: Positive
    reference: Finite


@with_config(STRICT)
class BenchmarkTable(TypedDict):
    intercept: Finite
    slope: Positive
    noise: Positive


@with_config(STRICT)
class SourceTable(TypedDict):
    sd: Positive
    bias: Finite


@with_config(STRICT)
class HostFidelity(TypedDict):
    mean: Finite
    sd: Positive


@with_config(STRICT)
class TokenMultiple(TypedDict):
    multiple: Annotated[float, Field(ge=0)]
    runs: Annotated[float, Field(ge=0)]


@with_config(STRICT)
class Runtime(TypedDict):
    """The few constants a recommendation needs beside the quality rows."""

    difficulty_sd: Positive
    host_fidelity: HostFidelity
    token_multipliers: dict[Effort, TokenMultiple]


@with_config(STRICT)
class ParametersFile(TypedDict):
    """evidence/parameters.toml: written by `python -m advisor.evidence.fit`, never by hand."""

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    fitted_from: str
    reference_models: list[str]
    runtime: Runtime
    report: dict[str, Finite]
    prior: Coefficients
    noise: Noise
    efforts: dict[Effort, Annotated[float, Field(le=0)]]
    sources: dict[By, SourceTable]
    skills: dict[Skill, SkillTable]
    families: dict[str, Positive]
    benchmarks: dict[str, BenchmarkTable]


FILES: dict[str, type] = {
    "benchmarks/*.toml": BenchmarkFile,
    "evidence/parameters.toml": ParametersFile,
    "evidence/launch_prices.toml": LaunchPricesFile,
    "evidence/efforts.toml": EffortsFile,
}
