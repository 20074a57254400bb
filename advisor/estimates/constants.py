"""Fitted and judged constants of the hardware estimates, read from `catalog/hardware/*.toml`. Holds no formula."""

from collections.abc import Mapping

from advisor.hints import Any
from advisor.tuples import NamedTuple


class WeightClass(NamedTuple):
    """Bits per weight of a format by tensor class."""

    body: float
    outer: float
    """Mean of the embedding and output matrices."""
    spread: float
    """Relative half width of the 80 % range of real files."""


class EngineMemory(NamedTuple):
    usable: float
    overhead_gb: tuple[float, float, float]
    moe_overhead_gb: tuple[float, float, float]


class EngineSpeed(NamedTuple):
    efficiency: float
    launch: float
    max_batch: int
    tensor_parallel: bool
    """Devices work on one token together, rather than hold layers and take turns."""
    paged: bool
    """The cache holds what sequences use, rather than a reservation of their full context."""
    request_ms: float
    """From a request's arrival to the first prompt token, and from the first output token to its receipt."""


class VendorSpeed(NamedTuple):
    efficiency: float
    launch: float
    engines: tuple[str, ...]
    """In order of preference."""
    tflops_per_gbs: float
    """Dense FP16 per bandwidth where a device states no rate."""
    fitted_engines: tuple[str, ...]
    """Engines with trusted rows on this vendor; for the others the constants are physics and judgement."""


class RamClass(NamedTuple):
    id: str
    name: str
    peak_gbs: float
    share: tuple[float, float, float]
    """Of the peak that experts on the CPU reach: low, typical, high."""
    up_to_gb: float


class MeasuredSpeed(NamedTuple):
    """One published run that stands in for the estimate of the same configuration."""

    model: str
    quantization: str
    accelerator: str
    devices: int
    engine: str
    decode_tok_s: float
    source: str
    date: str


class Constants(NamedTuple):
    base: Mapping[str, float]
    engines: Mapping[str, EngineSpeed]
    vendors: Mapping[str, VendorSpeed]
    prefill: Mapping[str, tuple[float, float]]
    interval: Mapping[str, tuple[float, float]]
    """Measured over predicted, 10th and 90th percentile."""
    offload: Mapping[str, float]
    ram: tuple[RamClass, ...]
    """By size that such a host takes, ascending."""
    weights: Mapping[str, WeightClass]
    engine_memory: Mapping[str, EngineMemory]
    kv_bits: Mapping[str, float]
    memory: Mapping[str, float]
    tied_types: tuple[str, ...]
    unified: Mapping[str, float]
    measured: Mapping[tuple[str, str, str, int], MeasuredSpeed]
    speed_sources: tuple[str, ...]
    memory_sources: tuple[str, ...]
    fitted: str


def read(tables: Mapping[str, Any]) -> Constants:
    """Constants from the tables of `speed.toml`, `memory.toml` and `measured.toml` by file stem; KeyError names a
    missing table."""
    speed, memory = tables["speed"], tables["memory"]
    return Constants(
        base=speed["base"],
        engines={name: EngineSpeed(**entry) for name, entry in speed["engine"].items()},
        vendors={name: _vendor(entry) for name, entry in speed["vendor"].items()},
        prefill={name: (pair[0], pair[1]) for name, pair in speed["prefill"].items()},
        interval={name: (pair[0], pair[1]) for name, pair in speed["interval"].items()},
        offload=speed["offload"],
        ram=tuple(sorted((_ram(name, entry) for name, entry in speed["ram"].items()), key=lambda ram: ram.up_to_gb)),
        weights={name: WeightClass(**entry) for name, entry in memory["weights"].items()},
        engine_memory={name: _engine_memory(entry) for name, entry in memory["engine"].items()},
        kv_bits=memory["kv_bits"],
        memory={name: value for name, value in memory.items() if isinstance(value, int | float)},
        tied_types=tuple(memory["tied_types"]),
        unified=memory["unified"],
        measured=_measured(tables.get("measured", {}).get("run", ())),
        speed_sources=tuple(speed["sources"]),
        memory_sources=tuple(memory["sources"]),
        fitted=str(speed["fitted"]),
    )


def _vendor(entry: Mapping[str, Any]) -> VendorSpeed:
    return VendorSpeed(
        entry["efficiency"],
        entry["launch"],
        tuple(entry["engines"]),
        entry["tflops_per_gbs"],
        tuple(entry["fitted_engines"]),
    )


def _ram(name: str, entry: Mapping[str, Any]) -> RamClass:
    low, typical, high = entry["share"]
    return RamClass(name, entry["name"], entry["peak_gbs"], (low, typical, high), entry["up_to_gb"])


def _engine_memory(entry: Mapping[str, Any]) -> EngineMemory:
    low, typical, high = entry["overhead_gb"]
    dense = (low, typical, high)
    moe = entry.get("moe_overhead_gb", dense)
    return EngineMemory(entry["usable"], dense, (moe[0], moe[1], moe[2]))


def _measured(runs: Any) -> dict[tuple[str, str, str, int], MeasuredSpeed]:
    table = {}
    for run in runs:
        entry = MeasuredSpeed(**{**run, "date": str(run["date"])})
        table[entry.model, entry.quantization, entry.accelerator, entry.devices] = entry
    return table
