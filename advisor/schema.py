"""Authoring types of the catalog's TOML files: what a contributor may write, and the JSON Schema editors read.

Only `compile` and cold tools import this module, because it needs pydantic. Ids come from paths, so no file states its
own. An absent key is unknown; unknown keys fail. Prices are USD per 1M tokens, sizes GB = 1e9 bytes. Here: models,
offers, providers, and FILES, the type of every path; hardware is in `schema_machines`, vocabularies in
`schema_reference`, rules, licences and presets in `schema_policy`, benchmarks and evidence in `schema_evidence`.
"""

from datetime import date
from typing import Annotated, Literal, NotRequired

from pydantic import Field, with_config
from typing_extensions import TypedDict

from advisor.schema_common import (
    STRICT,
    Count,
    Countries,
    Country,
    Doubt,
    Efforts,
    Modalities,
    Name,
    Read,
    SourceId,
    Sources,
    Usd,
    Volatile,
    When,
)
from advisor.schema_machines import AcceleratorFile, InstanceFile, QuantizationsFile
from advisor.schema_reference import (
    AliasFile,
    DevelopersFile,
    HistoryFile,
    SourcesFile,
    UnitsFile,
    WorkloadFile,
)


@with_config(STRICT)
class Architecture(TypedDict):
    """What a model's config says; memory and speed estimates need it and never guess a missing key."""

    config_type: NotRequired[Annotated[str, Field(description="`model_type` of config.json.")]]
    config_of: NotRequired[Annotated[str, Field(description="Repository the config was read from, if another.")]]
    layers: NotRequired[Count]
    hidden: NotRequired[Count]
    heads: NotRequired[Count]
    kv_heads: NotRequired[Count]
    head_dim: NotRequired[Count]
    vocab: NotRequired[Count]
    max_position: NotRequired[Count]
    attention: NotRequired[Literal["gqa", "mla", "swa", "hybrid", "csa", "sparse"]]
    attention_detail: NotRequired[str]
    layers_full: NotRequired[Annotated[int, Field(ge=0, description="Layers whose cache grows with the context.")]]
    layers_sliding: NotRequired[Annotated[int, Field(ge=0)]]
    layers_linear: NotRequired[Annotated[int, Field(ge=0, description="Layers with a constant state.")]]
    window: NotRequired[Annotated[int, Field(gt=0, description="Tokens a sliding or chunked layer attends to.")]]
    kv_lora_rank: NotRequired[Count]
    q_lora_rank: NotRequired[Count]
    rope_dim: NotRequired[Annotated[int, Field(gt=0, description="`qk_rope_head_dim` of MLA.")]]
    nope_dim: NotRequired[Count]
    v_head_dim: NotRequired[Count]
    experts: NotRequired[Count]
    experts_per_token: NotRequired[Count]
    shared_experts: NotRequired[Annotated[int, Field(ge=0)]]
    global_head_dim: NotRequired[Annotated[int, Field(gt=0, description="Head size of full-attention layers.")]]
    global_kv_heads: NotRequired[Annotated[int, Field(gt=0, description="KV heads of full-attention layers.")]]
    compress_ratio_layers: NotRequired[
        Annotated[dict[str, Annotated[int, Field(ge=0)]], Field(description="Ratio -> number of layers.")]
    ]
    index_topk: NotRequired[Count]
    params_active_prefill_b: NotRequired[Annotated[float, Field(gt=0)]]
    params_active_decode_b: NotRequired[Annotated[float, Field(gt=0)]]
    kv_bytes_per_token: NotRequired[Annotated[float, Field(gt=0, description="As the maker states it.")]]
    engram: NotRequired[bool]
    ngram_params_b: NotRequired[Annotated[float, Field(gt=0)]]


@with_config(STRICT)
class Checkpoint(TypedDict):
    """A published file or checkpoint: its real size, or the memory its recipe asks for, beats any estimate."""

    quantization: str
    gb: NotRequired[Annotated[float, Field(gt=0, description="Size of the weights on disk.")]]
    vram_min_gb: NotRequired[Annotated[float, Field(gt=0, description="Least accelerator memory the recipe names.")]]
    repo: NotRequired[str]
    note: NotRequired[str]
    source: SourceId


@with_config(STRICT)
class ModelFile(TypedDict):
    """models/<lab>/<id>.toml: facts about weights or a closed model, whoever serves it."""

    name: Name
    developer: str
    lineage: Annotated[list[str], Field(min_length=1, description="Developers of this model and of its base.")]
    released: NotRequired[date]
    released_kind: NotRequired[str]
    knowledge_cutoff: NotRequired[When]
    status: NotRequired[Literal["ga", "preview", "deprecated"]]
    retires: NotRequired[Annotated[date, Field(description="The maker's own API stops or stopped then.")]]
    open_weights: NotRequired[bool]
    license: NotRequired[Annotated[str, Field(description="Id in catalog/licenses/.")]]
    license_tag: NotRequired[Annotated[str, Field(description="The raw tag or SPDX id the source shows.")]]
    license_url: NotRequired[str]
    repo: NotRequired[str]
    params_total_b: NotRequired[Annotated[float, Field(gt=0, description="The maker's stated size.")]]
    params_active_b: NotRequired[Annotated[float, Field(gt=0)]]
    params_checkpoint_b: NotRequired[Annotated[float, Field(gt=0, description="Count of the released tensors.")]]
    native: NotRequired[Annotated[str, Field(description="Quantization id of the released weights.")]]
    context: NotRequired[Count]
    max_output: NotRequired[Count]
    modalities_in: NotRequired[Modalities]
    modalities_out: NotRequired[Modalities]
    tool_call: NotRequired[bool]
    structured_output: NotRequired[bool]
    reasoning: NotRequired[bool]
    vision: NotRequired[bool]
    efforts: NotRequired[Efforts]
    note: NotRequired[str]
    architecture: NotRequired[Architecture]
    checkpoint: NotRequired[list[Checkpoint]]
    doubt: NotRequired[list[Doubt]]
    sources: Annotated[dict[str, list[str]], Field(description="Field of this file -> source ids.")]


@with_config(STRICT)
class Pair(TypedDict):
    input: Usd
    output: Usd


@with_config(STRICT)
class Tier(TypedDict):
    """Prices of a whole request above `above` input tokens."""

    above: Count
    input: Usd
    output: Usd
    cache_read: NotRequired[Usd]
    cache_write: NotRequired[Usd]


Multiple = Annotated[float, Field(gt=0)]
Hours = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")]


@with_config(STRICT)
class OffPeak(TypedDict):
    """Prices inside weekly windows; weekday 1 is Monday; hours are UTC; '10:00-00:00' ends at midnight."""

    weekdays: Annotated[list[Annotated[int, Field(ge=1, le=7)]], Field(min_length=1)]
    hours_utc: Annotated[list[Hours], Field(min_length=1)]
    input: Usd
    output: Usd
    cache_read: NotRequired[Usd]


@with_config(STRICT)
class OtherPrice(TypedDict):
    """Another catalogue's price for the same offer, kept because it is not the same figure."""

    source: SourceId
    input: Usd
    output: Usd
    read: Read
    valid_from: NotRequired[date]
    agrees: Annotated[bool, Field(description="Within 1 % of the price used.")]


@with_config(STRICT)
class PriceEntry(TypedDict):
    """A dated price in one region. A change appends an entry; nothing is overwritten."""

    region: Annotated[str, Field(description="`default`, or the provider's own name of a region or profile.")]
    infers_in: NotRequired[Countries]
    quantization: NotRequired[str]
    provider_model_id: NotRequired[str]
    input: Usd
    output: Usd
    cache_read: NotRequired[Usd]
    cache_write: NotRequired[Usd]
    batch_input: NotRequired[Usd]
    batch_output: NotRequired[Usd]
    flex: NotRequired[Annotated[Pair, Field(description="A slower lane: answers in minutes, may be refused.")]]
    priority: NotRequired[Annotated[Pair, Field(description="A faster lane at more than the list price; never used.")]]
    minimum_per_month: NotRequired[Annotated[Usd, Field(description="USD billed at least, whatever is used.")]]
    minimum_per_request: NotRequired[Annotated[Usd, Field(description="USD billed at least for one request.")]]
    fast_multiplier: NotRequired[Multiple]
    region_uplift: NotRequired[Annotated[dict[str, Multiple], Field(description="Region sold at a multiple of this.")]]
    tiers: NotRequired[list[Tier]]
    off_peak: NotRequired[list[OffPeak]]
    context: NotRequired[Count]
    max_output: NotRequired[Count]
    valid_from: NotRequired[Annotated[date, Field(description="In force since; absent where not known.")]]
    valid_to: NotRequired[Annotated[date, Field(description="Last day before the next announced price.")]]
    read: Read
    status: NotRequired[Literal["retired", "deprecated"]]
    retires: NotRequired[date]
    volatile: NotRequired[Volatile]
    suspect: NotRequired[Annotated[str, Field(description="Why nobody should rank on this figure.")]]
    source: SourceId
    source_url: NotRequired[str]
    field_sources: NotRequired[Annotated[dict[str, str], Field(description="Key -> source, where it is another.")]]
    agrees_with: NotRequired[Annotated[list[str], Field(description="Sources that print exactly this price.")]]
    others: NotRequired[list[OtherPrice]]


@with_config(STRICT)
class OfferFile(TypedDict):
    """providers/<provider>/offers/<model>.toml: no [[price]] means a route whose price is not known."""

    provider_model_id: NotRequired[str]
    note: NotRequired[str]
    read: NotRequired[Read]
    source: NotRequired[SourceId]
    price: NotRequired[list[PriceEntry]]
    doubt: NotRequired[list[Doubt]]


YesNo = Literal["yes", "on_request", "no"]


@with_config(STRICT)
class ProviderFile(TypedDict):
    """providers/<id>/provider.toml: who serves, and the policy facts; a fact that is absent gives `review`."""

    name: Name
    kind: Literal["vendor_api", "cloud_managed", "host", "gateway", "self_hosted"]
    facts_id: NotRequired[Annotated[str, Field(description="Name of this provider in rules and company facts.")]]
    region_facts: NotRequired[Annotated[dict[str, str], Field(description="Region -> provider whose facts hold.")]]
    hq: NotRequired[Annotated[Country, Field(description="ISO country of the operator.")]]
    regions_infer: NotRequired[Countries]
    regions_infer_text: NotRequired[str]
    regions_store: NotRequired[Countries]
    residency: NotRequired[str]
    residency_trap: NotRequired[str]
    zdr: NotRequired[Literal["default", "configurable", "on_approval", "no"]]
    zdr_note: NotRequired[str]
    retention_default: NotRequired[str]
    trains_on_data_default: NotRequired[bool]
    trains_note: NotRequired[str]
    data_to_model_maker: NotRequired[str]
    baa: NotRequired[YesNo]
    baa_note: NotRequired[str]
    dpa: NotRequired[YesNo]
    soc2: NotRequired[str]
    soc2_note: NotRequired[str]
    iso27001: NotRequired[bool]
    iso27001_note: NotRequired[str]
    iso42001: NotRequired[bool]
    iso_note: NotRequired[str]
    c5: NotRequired[Literal["type2", "type1", "claimed"]]
    c5_note: NotRequired[str]
    pci_aoc: NotRequired[bool]
    hds: NotRequired[bool]
    hds_note: NotRequired[str]
    irap: NotRequired[bool]
    cjis: NotRequired[bool]
    cjis_note: NotRequired[str]
    fedramp: NotRequired[Literal["high", "moderate", "low", "none"]]
    fedramp_note: NotRequired[str]
    us_persons_only: NotRequired[bool]
    us_lists: NotRequired[list[str]]
    geo_exclusions: NotRequired[list[str]]
    indemnity: NotRequired[str]
    cn_weights: NotRequired[list[str]]
    cn_weights_note: NotRequired[str]
    cn_weights_eu_in_region: NotRequired[list[str]]
    note: NotRequired[str]
    as_of: NotRequired[Annotated[date, Field(description="Newest thing read for these facts.")]]
    source: NotRequired[Annotated[list[str], Field(description="What was read, in words or as URLs.")]]
    sources: NotRequired[Sources]
    confidence: NotRequired[Literal["verified_primary", "verified_secondary", "general_knowledge"]]


FILES: dict[str, type] = {
    "models/*/*.toml": ModelFile,
    "providers/*/provider.toml": ProviderFile,
    "providers/*/offers/*.toml": OfferFile,
    "accelerators/*/*.toml": AcceleratorFile,
    "instances/*.toml": InstanceFile,
    "quantizations.toml": QuantizationsFile,
    "workloads/*.toml": WorkloadFile,
    "developers.toml": DevelopersFile,
    "sources/*.toml": SourcesFile,
    "units.toml": UnitsFile,
    "aliases/*.toml": AliasFile,
    "history/*.toml": HistoryFile,
}
"""Path pattern below the catalog, `/` separated, each `*` within one folder -> authoring type."""
