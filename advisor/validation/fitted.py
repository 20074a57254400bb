"""The roofline over many rows at once, as a function of the constants being fitted. Mirrors estimates/roofline.py."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from advisor.estimates.kv import kv_shape
from advisor.estimates.pool import Pool, pool_of
from advisor.estimates.rigs import Rig
from advisor.estimates.shape import shape_of
from advisor.validation.parameters import ENGINES, INDEX, VENDORS, Vector
from advisor.validation.predictions import World
from advisor.validation.rows import DecodeRow, ServedRow

GB_PER_PARAMETER = {"bf16": 2.0, "fp8": 1.025, "nvfp4": 0.5625, "mxfp4": 0.5625}


class Case(NamedTuple):
    """One row as the roofline needs it; `ms` is the measured time per token of one stream."""

    ms: float
    source: str
    model: str
    served: bool
    noisy: bool
    moe: bool
    codebook: bool
    engine: str
    vendor: str
    stacked: bool
    years: float
    bandwidth: float
    tflops: float
    gain: float
    devices: int
    batch: float
    ratio: float
    cache_gb: float
    """Of one sequence."""
    active: float
    always: float
    routed: float
    share: float
    """Experts per token over experts."""
    bytes_per: float
    layers: float


def single(row: DecodeRow, world: World) -> Case | None:
    pool = _pool(row.accelerator, 1, world)
    if pool is None or row.engine not in ENGINES or row.layers is None:
        return None
    return Case(
        1e3 / row.tokens_per_s, row.source, row.model, False, row.noisy, row.moe, "iq" in row.quantization.lower(),
        row.engine, pool.vendor, pool.stacked, pool.years, pool.bandwidth_gbs, pool.fp16_tflops, 1.0, 1, 1.0, 0.0, 0.0,
        row.active, row.active if row.moe else row.params, 0.0, 0.0, row.bits / 8, row.layers,
    )  # fmt: skip


def served(row: ServedRow, world: World) -> Case | None:
    pool, model = _pool(row.accelerator, row.devices, world), world.model(row.model)
    shape = shape_of(model, world.constants) if model else None
    cache = kv_shape(model.architecture, world.constants) if model else None
    if (
        pool is None
        or shape is None
        or cache is None
        or shape.active is None
        or shape.routed is None
        or not shape.layers
    ):
        return None
    gain = pool.peak_gain[0] if row.quantization == "fp8" else pool.peak_gain[1] if "fp4" in row.quantization else 1.0
    held = cache.bytes_at(row.prompt + row.output / 2, 16) / 1e9
    share = shape.experts_per_token / shape.experts if shape.experts else 0.0
    return Case(
        row.tpot_ms, row.source, row.model, True, False, shape.experts > 0, False, row.engine, pool.vendor,
        pool.stacked, pool.years, pool.bandwidth_gbs, pool.fp16_tflops, gain, row.devices, row.batch,
        row.prompt / row.output, held, shape.active, shape.params - shape.routed, shape.routed, share,
        GB_PER_PARAMETER[row.quantization], shape.layers,
    )  # fmt: skip


class Columns:
    """Cases as arrays."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.cases = cases
        self.engine = np.array([ENGINES.index(case.engine) for case in cases])
        fitted = [case.vendor.removesuffix("-unified") for case in cases]
        self.vendor = np.array([VENDORS.index(name) if name in VENDORS else -1 for name in fitted])
        self._columns: dict[str, Vector] = {}
        self.ms = self.of("ms")

    def of(self, name: str) -> Vector:
        """Built once: a fit asks for every column thousands of times."""
        if name not in self._columns:
            self._columns[name] = np.array([getattr(case, name) for case in self.cases], dtype=np.float64)
        return self._columns[name]


def step_ms(vector: Vector, columns: Columns) -> Vector:
    """Predicted time per token of every case."""

    def log(name: str) -> float:
        return float(vector[INDEX[name]])

    def value(name: str) -> float:
        return float(np.exp(log(name)))

    def factor(kind: str, names: tuple[str, ...], field: str, places: Vector) -> Vector:
        table = np.array([*(log(f"{kind}.{name}.{field}") for name in names), 0.0])
        return np.asarray(table[places.astype(np.int64)])

    of = columns.of
    stacked, moe, years, devices = of("stacked"), of("moe"), of("years"), of("devices")
    efficiency = log("efficiency") + factor("engine", ENGINES, "efficiency", columns.engine)
    efficiency = efficiency + factor("vendor", VENDORS, "efficiency", columns.vendor) + stacked * log("hbm_efficiency")
    efficiency = efficiency + years * log("efficiency_per_year") + of("codebook") * log("iq_efficiency")
    launch = log("launch_ms") + factor("engine", ENGINES, "launch", columns.engine)
    launch = launch + factor("vendor", VENDORS, "launch", columns.vendor) + stacked * log("hbm_launch")
    launch = launch + years * log("launch_per_year") + moe * log("moe_launch")
    drawn = value("gbs_per_tflops") * of("tflops")
    bandwidth = devices * np.where(stacked > 0, np.minimum(of("bandwidth"), drawn), of("bandwidth"))
    touched = 1 - (1 - of("share")) ** (of("batch") * min(value("coverage_skew"), 1.0))
    weights = (of("always") + of("routed") * touched) * of("bytes_per")
    memory = weights / (bandwidth * np.minimum(np.exp(efficiency), 0.97)) * 1e3
    cache = of("batch") * of("cache_gb") / (bandwidth * value("kv_efficiency")) * 1e3
    flops = devices * of("tflops") * of("gain") ** min(value("low_precision_gain"), 1.0) * value("compute_share")
    compute = 2 * of("active") * of("batch") * (1 + of("ratio")) / (flops * np.exp(moe * log("moe_compute")))
    layers = of("layers") / 32 * (np.exp(launch) + value("collective_ms") * np.log2(devices))
    total: Vector = memory + cache + compute + layers + of("batch") * value("sequence_ms")
    return total


def _pool(name: str, count: int, world: World) -> Pool | None:
    device = world.accelerators.get(name)
    return None if device is None else pool_of(Rig(((device, count),), 1, None), world.constants)
