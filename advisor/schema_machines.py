"""Authoring types of hardware: accelerators, rented instances, quantizations. Cold: needs pydantic."""

from typing import Annotated, Literal, NotRequired

from pydantic import Field, with_config
from typing_extensions import TypedDict

from advisor.schema_common import (
    STRICT,
    Count,
    Countries,
    Country,
    Doubt,
    Name,
    Read,
    SourceId,
    Sources,
    Usd,
    Volatile,
    When,
)


@with_config(STRICT)
class RentSummary(TypedDict):
    """What the rents in instances/ came to when they were read."""

    low_usd_h: Usd
    median_usd_h: Usd
    offers: Count
    basis: str
    read: Read


@with_config(STRICT)
class AcceleratorFile(TypedDict):
    """accelerators/<vendor>/<id>.toml: one device. Throughputs are dense TFLOP/s."""

    name: Name
    vendor: str
    vendor_country: Country
    family: Annotated[str, Field(description="Id that rules and people use for all its variants.")]
    kind: Literal["datacenter", "workstation", "consumer", "soc", "edge"]
    released: NotRequired[When]
    memory_gb: NotRequired[Annotated[float, Field(gt=0, description="1e9 bytes: what is sold as 24 GB is 25.77.")]]
    memory_sold_gb: NotRequired[Annotated[float, Field(gt=0, description="The vendor's figure, really GiB.")]]
    memory_type: NotRequired[str]
    bandwidth_gbs: NotRequired[Annotated[float, Field(gt=0, description="1e9 bytes per second.")]]
    fp16_tflops: NotRequired[Annotated[float, Field(gt=0)]]
    fp8_tflops: NotRequired[Annotated[float, Field(gt=0)]]
    fp4_tflops: NotRequired[Annotated[float, Field(gt=0)]]
    tdp_w: NotRequired[Annotated[float, Field(gt=0)]]
    power_est_w: NotRequired[Annotated[float, Field(gt=0, description="Estimate where no TDP is stated.")]]
    interconnect: NotRequired[str]
    msrp_usd: NotRequired[Usd]
    msrp_note: NotRequired[str]
    rent: NotRequired[RentSummary]
    export_controlled: NotRequired[Annotated[bool, Field(description="By US rules, for China.")]]
    export_note: NotRequired[str]
    confidence: Literal["high", "medium", "low"]
    note: NotRequired[str]
    doubt: NotRequired[list[Doubt]]
    read: Read
    sources: Sources


@with_config(STRICT)
class Rent(TypedDict):
    """The hourly price of a whole instance on one day."""

    instance: str
    gpu: Annotated[str, Field(description="The device in the provider's words.")]
    accelerator: NotRequired[Annotated[str, Field(description="Id in accelerators/; absent where not one of them.")]]
    count: Count
    gpu_memory_gb: NotRequired[Annotated[float, Field(gt=0, description="As the provider states it.")]]
    vcpu: NotRequired[Annotated[float, Field(gt=0)]]
    ram_gb: NotRequired[Annotated[float, Field(gt=0)]]
    region: NotRequired[str]
    infers_in: NotRequired[Countries]
    tier: Annotated[
        Literal["on-demand", "reserved", "spot", "marketplace", "community", "index"],
        Field(description="`index` is an average over offers: nobody can rent it."),
    ]
    usd_per_hour: Usd
    read: Read
    volatile: NotRequired[Volatile]
    suspect: NotRequired[str]
    source: SourceId
    source_url: NotRequired[str]
    note: NotRequired[str]


@with_config(STRICT)
class InstanceFile(TypedDict):
    """instances/<provider>.toml: what a cloud rents by the hour."""

    name: Name
    rent: Annotated[list[Rent], Field(min_length=1)]


@with_config(STRICT)
class ErrorClass(TypedDict):
    """Relative error increase r of models up to a size; p' = 1 - (1 - p)(1 + r)."""

    up_to_b: NotRequired[Annotated[float, Field(gt=0, description="Absent in the last class: any larger size.")]]
    mean: float
    sd: Annotated[float, Field(ge=0)]


@with_config(STRICT)
class Quantization(TypedDict):
    name: Name
    family: Literal["float", "fp8", "fp4", "int8", "int4", "gguf", "gguf-dynamic", "mlx"]
    bits_per_weight: Annotated[float, Field(gt=0, description="Of the whole file, scales included.")]
    bits_basis: Annotated[Literal["measured", "format", "judged"], Field(description="How the bits are known.")]
    engines: Annotated[list[str], Field(min_length=1)]
    min_params_b: NotRequired[Annotated[float, Field(gt=0, description="Below this size nobody should use it.")]]
    error: NotRequired[Annotated[list[ErrorClass], Field(description="By size, ascending; absent = not known.")]]
    error_evidence: NotRequired[str]
    note: NotRequired[str]
    read: Read
    sources: Sources


@with_config(STRICT)
class QuantizationsFile(TypedDict):
    """quantizations.toml: every weight format an option may use."""

    quantization: dict[str, Quantization]
