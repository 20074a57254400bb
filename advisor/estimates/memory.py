"""Memory of a model on a rig: weights, KV cache, recurrent state, engine overhead, and how it splits over devices.

Unknown parts stay None and the total with them; parts sum to the total. It estimates no speed.
"""

from advisor.catalog import Model, Quantization
from advisor.estimates.constants import Constants
from advisor.estimates.kv import KvShape, kv_shape
from advisor.estimates.pool import Pool
from advisor.estimates.shape import Shape
from advisor.estimates.weights import Weights, weights_of
from advisor.tuples import NamedTuple

GB = 1e9
SPARSE_BELOW = 0.9
"""Active share of the parameters below which a model is a mixture of experts."""
FRAGMENTATION = 1.03
"""Cautious end of a cache in blocks over its exact size."""
EPSILON = 1e-9


class Part(NamedTuple):
    """GB; 10th percentile, median, 90th percentile."""

    low: float
    typical: float
    high: float


class Memory(NamedTuple):
    """GB over all devices of one copy of the model; None where a fact is missing."""

    weights: Part
    kv_cache: Part | None
    state: Part | None
    overhead: Part
    total: Part | None
    available: float | None
    """What the engine may use of the devices that hold the copy; None for a rig of unknown memory."""
    basis: str
    """Of the weights: "measured", "same-class" or "physics"."""
    bits: float
    sources: tuple[str, ...]


class Footprint(NamedTuple):
    """What a copy needs whatever the rig: computed once per (model, quantization, KV type)."""

    shape: Shape
    weights: Weights
    kv: KvShape | None
    kv_bits: float
    moe: bool


def footprint(
    model: Model, shape: Shape, quantization: Quantization, constants: Constants, kv_type: str = "f16"
) -> Footprint:
    return Footprint(
        shape,
        weights_of(model, shape, quantization, constants),
        kv_shape(model.architecture, constants),
        constants.kv_bits[kv_type],
        is_sparse(shape),
    )


def is_sparse(shape: Shape) -> bool:
    """A mixture of experts, also one whose number of experts is not known: it computes with a part of its weights."""
    return shape.experts > 0 or (shape.active is not None and shape.active < SPARSE_BELOW * shape.params)


def memory(
    need: Footprint, engine: str, pool: Pool | None, constants: Constants, context: int, concurrency: int, devices: int
) -> Memory:
    """Memory of one copy over `devices` with `concurrency` sequences of `context` tokens each."""
    weights = Part(need.weights.low, need.weights.gb, need.weights.high)
    kv, state = _cache(need, context, concurrency)
    overhead = overhead_gb(need, engine, constants, devices)
    parts = [weights, overhead, kv, state]
    known = [part for part in parts if part is not None]
    total = _sum(known) if len(known) == len(parts) else None
    available = None if pool is None else usable_gb(pool, engine, constants, devices)
    sources = tuple(dict.fromkeys((need.weights.source, *constants.memory_sources)))
    basis, bits = need.weights.basis, need.weights.bits
    return Memory(weights, kv, state, overhead, total, available, basis, bits, sources)


def overhead_gb(need: Footprint, engine: str, constants: Constants, devices: int) -> Part:
    """Context, graphs, activations and work buffers of the engine, per device that holds a part of the model."""
    entry = constants.engine_memory[engine]
    low, typical, high = entry.moe_overhead_gb if need.moe and need.shape.params > 100 else entry.overhead_gb
    return Part(low * devices, typical * devices, high * devices)


def usable_gb(pool: Pool, engine: str, constants: Constants, devices: int) -> float:
    """What an engine may fill of `devices` of a host; over several the layers of the smallest device decide."""
    share = constants.engine_memory[engine].usable if not pool.unified else 1.0
    if devices >= pool.devices:
        return pool.memory_gb * share
    return pool.smallest_gb * devices * share


def sequence_gb(need: Footprint, context: float) -> float | None:
    """Cache and state of one sequence; None when the attention kind is not known."""
    if need.kv is None:
        return None
    return (need.kv.bytes_at(context, need.kv_bits) * FRAGMENTATION + need.kv.state_bytes) / GB


def fits(result: Memory) -> str:
    """ "yes" when the cautious total fits, "no" when the known parts alone do not, else "unknown".

    With every part known, a total whose 90th percentile is above what is available counts as "no": an estimate must
    not promise what may run out of memory.
    """
    if result.available is None:
        return "unknown"
    if result.total is not None:
        return "yes" if result.total.high <= result.available else "no"
    return "no" if result.weights.low + result.overhead.low > result.available else "unknown"


def _cache(need: Footprint, context: int, concurrency: int) -> tuple[Part | None, Part | None]:
    if need.kv is None:
        return None, None
    kv = need.kv.bytes_at(context, need.kv_bits) * concurrency / GB
    state = need.kv.state_bytes * concurrency / GB
    return Part(kv, kv, kv * FRAGMENTATION), Part(state / 2, state, state)


def _sum(parts: list[Part]) -> Part:
    return Part(sum(p.low for p in parts), sum(p.typical for p in parts), sum(p.high for p in parts))
