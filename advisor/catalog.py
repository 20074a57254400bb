"""The catalog at run time: hot facts as small tuples, colder facts read only when shown.

Ids come from the paths of the TOML files. None means unknown, everywhere. Dates are ISO strings, prices USD per
1M tokens unless a field says otherwise, sizes GB = 1e9 bytes. This module never parses TOML and never decides.
"""

from collections.abc import Callable, Mapping

from advisor.hints import Any
from advisor.tuples import NamedTuple


class Architecture(NamedTuple):
    """What the memory and speed estimates need of a model's config; None = not known, never assumed."""

    layers: int | None
    hidden: int | None
    heads: int | None
    kv_heads: int | None
    head_dim: int | None
    vocab: int | None
    attention: str | None
    """"mha", "gqa", "mla", "swa" (sliding window beside full layers), "hybrid" (linear or state-space beside full
    layers), "csa" (compressed sparse); None where the layer mix is not verified."""
    layers_full: int | None
    layers_sliding: int | None
    layers_linear: int | None
    window: int | None
    kv_lora_rank: int | None
    rope_dim: int | None
    experts: int | None
    experts_per_token: int | None
    shared_experts: int | None
    extra: Mapping[str, Any]
    """Per-attention details that only some models have (global head counts, compression ratios, state sizes)."""


class Checkpoint(NamedTuple):
    """A published file or checkpoint of a model: its real size beats any estimate."""

    quantization: str
    gb: float | None
    vram_min_gb: float | None
    source: str


class Model(NamedTuple):
    id: str
    name: str
    developer: str | None
    origin: str | None
    """ISO country of the developer's headquarters."""
    lineage: tuple[str, ...]
    released: str | None
    open_weights: bool | None
    license: str | None
    params_total: float | None
    params_active: float | None
    params_checkpoint: float | None
    native: str | None
    """Quantization id of the released weights."""
    context: int | None
    max_output: int | None
    modalities: tuple[str, ...] | None
    tool_call: bool | None
    structured_output: bool | None
    reasoning: bool | None
    efforts: tuple[str, ...]
    """Reasoning efforts it offers, of none low medium high max, weakest first."""
    status: str
    retires: str | None
    architecture: Architecture | None
    checkpoints: tuple[Checkpoint, ...]


class Tier(NamedTuple):
    """Prices that replace the base ones for a whole request above `above` input tokens."""

    above: int
    input: float
    output: float
    cache_read: float | None
    cache_write: float | None


class OffPeak(NamedTuple):
    """Prices inside a daily window; `share` is the part of a week it covers."""

    window: str
    share: float | None
    input: float
    output: float
    cache_read: float | None


class Offer(NamedTuple):
    """One dated price of a provider for a model in a region; several rows may share all but their dates."""

    provider: str
    model: str
    region: str
    quantization: str | None
    provider_model_id: str
    infers_in: tuple[str, ...] | None
    """ISO countries, or EU, where this region computes; None = not known."""
    input: float | None
    output: float | None
    cache_read: float | None
    cache_write: float | None
    batch_input: float | None
    batch_output: float | None
    tiers: tuple[Tier, ...]
    off_peak: tuple[OffPeak, ...]
    uplift: float
    """Multiplier already known to apply to this region's processing (1.0 = none)."""
    context: int | None
    max_output: int | None
    valid_from: str | None
    valid_to: str | None
    read: str
    retires: str | None
    status: str
    """"active", "retired" or "deprecated"."""
    volatile: str | None
    """"auction", "routed", "spot"...: may not lead; None = a list price."""
    suspect: str | None
    conflicts: int
    """How many other catalogues disagree with this price (shown as a warning)."""
    source: str
    from_history: bool
    """True when a maker's list price from the history stands in before the first dated offer."""
    flex_input: float | None = None
    flex_output: float | None = None
    """A slower lane that answers in minutes and may refuse when the service is full."""
    minimum_per_month: float | None = None
    """USD; None = none is stated."""
    minimum_per_request: float | None = None
    """USD; None = none is stated."""


class Provider(NamedTuple):
    id: str
    name: str
    kind: str
    """"vendor_api", "cloud_managed", "host" or "gateway"."""
    facts: Mapping[str, Any]
    """Policy facts as in catalog/providers/*/provider.toml; an absent key is unknown."""


class Accelerator(NamedTuple):
    id: str
    name: str
    vendor: str
    family: str
    kind: str
    """"datacenter", "workstation", "consumer", "unified", "edge"..."""
    memory_gb: float | None
    bandwidth_gbs: float | None
    fp16_tflops: float | None
    fp8_tflops: float | None
    fp4_tflops: float | None
    power_w: float | None
    interconnect: str | None
    price_usd: float | None
    released: str | None
    export_controlled: bool | None
    export_note: str | None
    confidence: str | None
    source: str


class Rent(NamedTuple):
    """One dated hourly price of a cloud instance."""

    provider: str
    region: str | None
    infers_in: tuple[str, ...] | None
    """ISO countries, or EU, where the region is; None = not known."""
    instance: str
    accelerator: str
    devices: int
    ram_gb: float | None
    tier: str
    """"on-demand", "reserved", "spot", "marketplace", "community" or "index"."""
    usd_per_hour: float
    read: str
    volatile: str | None
    source: str


class Quantization(NamedTuple):
    id: str
    bits_per_weight: float
    family: str
    engines: tuple[str, ...]
    error_mean: float | None
    """Relative error increase r on a mid-size model: p' = 1-(1-p)(1+r)."""
    error_sd: float | None
    by_size: tuple[tuple[float, float, float], ...]
    """(params_total up to, r mean, r sd) by size class, ascending; overrides error_mean and error_sd."""
    source: str


class Workload(NamedTuple):
    id: str
    name: str
    input_tokens: float
    output_tokens: float
    reasoning_tokens: float
    """At medium effort, on top of output_tokens."""
    cached_share: float
    calls_per_day: float
    right_of_100: float
    worth: float
    worth_means: str
    peak_to_mean: float
    retries: float
    turns: float
    context: float | None
    """Largest single request in tokens; None = the whole call in one request."""
    modalities: tuple[str, ...]
    needs_tools: bool
    reasoning_multiplier: Mapping[str, float]
    """Effort -> multiple of reasoning_tokens."""
    source: str
    batch_share: float = 0.0
    flex_share: float = 0.0
    worth_low: float | None = None
    worth_high: float | None = None
    """10th and 90th percentile of the worth; None = the usual factors around its mean."""
    quality_floor: float | None = None
    worth_presets: tuple[tuple[str, float], ...] = ()
    """(what one more right answer saves, USD): worths that people recognise as theirs."""


class QualityRow(NamedTuple):
    """Capability of one model at one effort for one workload, before the difficulty (`right_of_100`) is applied."""

    model: str
    effort: str
    logit_mean: float
    """Relative to the reference models: 0 = a good current model."""
    logit_sd: float
    independent: int
    vendor: int
    newest: str | None
    transfer_share: float
    """Share of the variance that no benchmark score could remove."""
    prior_only: bool
    sources: tuple[str, ...]
    own: int = 0
    """Own results at this very model and effort: items that were scored."""
    shared: float = 1.0
    """How far it moves with the difficulty all models share; own results pin it down."""


class Catalog:
    """Everything the pipeline reads. `cold(kind)` loads full facts (sources, scores, histories) on first use."""

    __slots__ = (
        "_cold", "_cold_loader", "accelerators", "as_of", "constants", "digest", "families", "models", "newest_read",
        "offers", "overlaid", "policy", "providers", "quality_loader", "quantizations", "rents", "workloads",
    )  # fmt: skip

    def __init__(
        self,
        *,
        digest: str,
        as_of: str,
        newest_read: str,
        models: dict[str, Model],
        offers: tuple[Offer, ...],
        providers: dict[str, Provider],
        accelerators: dict[str, Accelerator],
        rents: tuple[Rent, ...],
        quantizations: dict[str, Quantization],
        workloads: dict[str, Workload],
        policy: Mapping[str, Any],
        constants: Mapping[str, Any],
        overlaid: tuple[str, ...],
        quality_loader: Callable[[str], list[list[Any]]],
        cold_loader: Callable[[str], Mapping[str, Any]],
    ) -> None:
        self.digest = digest
        """sha256 of the compiled facts, the same on every machine."""
        self.as_of = as_of
        self.newest_read = newest_read
        self.models = models
        self.offers = offers
        self.providers = providers
        self.accelerators = accelerators
        self.families = _families(accelerators)
        self.rents = rents
        self.quantizations = quantizations
        self.workloads = workloads
        self.policy = policy
        """What the rules engine needs of every ranking: vocabulary, licences, developers, the rules that ask for no
        company fact, and of the others ("waiting") only what decides whether they are skipped."""
        self.constants = constants
        """Tables of fitted or judged constants by catalog file: "hosting", "hardware", "evidence"."""
        self.overlaid = overlaid
        """Relative paths of facts that an overlay added or changed."""
        self.quality_loader = quality_loader
        """Workload id -> compiled quality rows (QualityRow in field order)."""
        self._cold_loader = cold_loader
        self._cold: dict[str, Mapping[str, Any]] = {}

    @property
    def rules(self) -> Mapping[str, Any]:
        """Everything the policy engine takes: `policy`, all "rules" with their texts, and "presets"."""
        return {**self.policy, **self.cold("rulebook")}

    def sources_of(self, model: str, field: str) -> tuple[str, ...]:
        """Source ids of one field of a model's file, by the file's name of it; cold, since no ranking needs them."""
        return tuple(self.cold("models").get(model, {}).get("sources", {}).get(field, ()))

    def cold(self, kind: str) -> Mapping[str, Any]:
        """Full facts of one kind by id: models offers providers accelerators instances benchmarks history sources
        rules licenses presets workloads evidence briefing rulebook; KeyError for another kind."""
        if kind not in self._cold:
            self._cold[kind] = self._cold_loader(kind)
        return self._cold[kind]


def _families(accelerators: dict[str, Accelerator]) -> dict[str, tuple[str, ...]]:
    """Family id -> ids of its members, sorted."""
    families: dict[str, list[str]] = {}
    for accelerator in accelerators.values():
        families.setdefault(accelerator.family, []).append(accelerator.id)
    return {family: tuple(sorted(members)) for family, members in families.items()}
