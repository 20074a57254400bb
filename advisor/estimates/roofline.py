"""Time of one decoding step and of prompt processing as sums of memory, compute and per-layer terms.

    step = weights touched / (n BW e) + cache read / (n BW e_kv) + 2 A B / (n F f) + L/32 (launch + collective log2 n)
           + B sequence

Weights touched by B sequences of a mixture of experts: dense + routed (1 - (1 - k/E)^B) (distinct experts under
uniform routing). Shapes: Pope et al. (arXiv 2211.05102), the roofline survey (arXiv 2402.16363); constants are fitted,
see catalog/hardware/speed.toml. It knows nothing of memory limits.
"""

from math import log2

from advisor.estimates.constants import Constants
from advisor.estimates.memory import Footprint
from advisor.estimates.pool import Pool
from advisor.estimates.shape import Shape
from advisor.tuples import NamedTuple


class Roofline(NamedTuple):
    """Milliseconds of one copy of a model on its devices."""

    dense_ms: float
    routed_ms: float
    """For all experts once."""
    miss: float
    """Share of the experts one token leaves out; 0 for a dense model."""
    offset: float
    """Sequences whose experts are inside dense_ms already: 1 when the experts' number is not known, else 0."""
    cache_ms_per_gb: float
    fixed_ms: float
    sequence_ms: float
    """Per sequence and step: compute of its token, scheduling, sampling."""
    prefill_ms: float
    """Per prompt token while serving a batch."""
    prompt_ms: float
    """Per prompt token when a single prompt is processed alone."""
    sequence_base_gb: float
    sequence_growing_gb: float
    """Cache read per sequence and step: base + growing x tokens of context."""

    def step_ms(self, batch: float, context: float) -> float:
        """One token for each of `batch` sequences that hold `context` tokens."""
        touched = 1 - self.miss ** (batch - self.offset) if self.routed_ms else 0.0
        cache = batch * (self.sequence_base_gb + self.sequence_growing_gb * context)
        return (
            self.dense_ms
            + self.routed_ms * touched
            + cache * self.cache_ms_per_gb
            + self.fixed_ms
            + batch * self.sequence_ms
        )


def roofline(need: Footprint, engine: str, pool: Pool, constants: Constants, devices: int) -> Roofline | None:
    """None when the active parameters of a mixture of experts are not known. `devices` hold the copy."""
    active = need.shape.active
    if active is None:
        return None
    base = constants.base
    bandwidth = usable_bandwidth(pool, constants)
    weights_ms = need.weights.bits / 8 / (bandwidth * efficiency(engine, need, pool, constants)) * 1e3
    dense, routed, miss, offset = touched(need.shape, need.moe, base["coverage_skew"])
    flops = arithmetic(need, pool, constants)
    token_ms = 2 * active / (flops * base["compute_share"] * (base["moe_compute"] if need.moe else 1.0))
    # The small matrices of experts gain nothing from a faster format while one prompt is read.
    prompt_ms = 2 * active / ((pool.fp16_tflops if need.moe else flops) * prefill_share(need, engine, pool, constants))
    constant, growing = cache_gb(need)
    one = Roofline(
        dense_ms=dense * weights_ms,
        routed_ms=routed * weights_ms,
        miss=miss,
        offset=offset,
        cache_ms_per_gb=1e3 / (bandwidth * base["kv_efficiency"]),
        fixed_ms=layer_ms(need, engine, pool, constants),
        sequence_ms=token_ms + base["sequence_ms"],
        # The served share is fitted on stacked memory only; elsewhere prompts go no faster than one alone was measured.
        prefill_ms=token_ms if pool.stacked else max(token_ms, prompt_ms),
        prompt_ms=prompt_ms,
        sequence_base_gb=constant,
        sequence_growing_gb=growing,
    )
    parallel = runs_parallel(engine, pool, constants)
    return over_devices(one, devices, need, pool, constants) if parallel else one


def runs_parallel(engine: str, pool: Pool, constants: Constants) -> bool:
    """Tensor parallel: devices work on one token together. Otherwise they hold layers and take turns."""
    return constants.engines[engine].tensor_parallel and not pool.mixed


def over_devices(one: Roofline, ways: int, need: Footprint, pool: Pool, constants: Constants) -> Roofline:
    """The roofline of one device spread over several by tensor parallelism, with its collectives."""
    if ways == 1:
        return one
    base = constants.base
    collective = base["collective_ms"] * log2(ways) * (1.0 if pool.fast_links else base["slow_link_collective"])
    token = base["sequence_ms"] + link_ms(ways, need, pool, constants)
    return Roofline(
        one.dense_ms / ways,
        one.routed_ms / ways,
        one.miss,
        one.offset,
        one.cache_ms_per_gb / ways,
        one.fixed_ms + layers_of(need, constants) / 32 * collective,
        (one.sequence_ms - base["sequence_ms"]) / ways + token,
        one.prefill_ms / ways + token - base["sequence_ms"],
        one.prompt_ms / ways + token - base["sequence_ms"],
        one.sequence_base_gb,
        one.sequence_growing_gb,
    )


def link_ms(ways: int, need: Footprint, pool: Pool, constants: Constants) -> float:
    """Exchange of one token's activations over PCIe: two all-reduces a layer of `hidden` 16-bit values, each moving
    2 (n - 1) / n of them. Between NVLink or Infinity Fabric devices it hides behind the collective's latency."""
    if pool.fast_links:
        return 0.0
    layers = layers_of(need, constants)
    width = need.shape.hidden or constants.base["width_per_layer"] * layers
    rate = constants.base["pair_link_gbs" if ways == 2 else "group_link_gbs"]
    return 2 * layers * width * 2 * 2 * (ways - 1) / ways / (rate * 1e6)


def touched(shape: Shape, sparse: bool, skew: float) -> tuple[float, float, float, float]:
    """(always read, routed, miss, offset) in 1e9 parameters; `sparse`: a mixture of experts.

    Without a number of experts a second sequence is taken to touch all of them: the cautious end.
    """
    active = shape.active or 0.0
    if shape.routed is None:
        return active, shape.params - active, 0.0, 1.0
    if shape.routed == 0:
        return active if sparse else shape.params, 0.0, 0.0, 0.0
    missed = (1 - shape.experts_per_token / shape.experts) ** skew
    return shape.params - shape.routed, shape.routed, missed, 0.0


def efficiency(engine: str, need: Footprint, pool: Pool, constants: Constants) -> float:
    """Share of stated bandwidth at which weights stream."""
    base = constants.base
    value = base["efficiency"] * constants.engines[engine].efficiency * constants.vendors[pool.vendor].efficiency
    value *= float(base["efficiency_per_year"] ** pool.years)
    if pool.stacked:
        value *= base["hbm_efficiency"]
    if need.weights.codebook:
        value *= base["iq_efficiency"]
    return min(value, base["max_efficiency"])


def layer_ms(need: Footprint, engine: str, pool: Pool, constants: Constants) -> float:
    """Launches of all layers for one step on one device."""
    base = constants.base
    launch = base["launch_ms"] * constants.engines[engine].launch * constants.vendors[pool.vendor].launch
    launch *= float(base["launch_per_year"] ** pool.years)
    if pool.stacked:
        launch *= base["hbm_launch"]
    if need.moe:
        launch *= base["moe_launch"]
    return layers_of(need, constants) / 32 * launch


def layers_of(need: Footprint, constants: Constants) -> float:
    """Stated layers, else the usual depth of a model of this size."""
    if need.shape.layers:
        return float(need.shape.layers)
    return float(constants.base["layers_at_1b"] * need.shape.params ** constants.base["layers_exponent"])


def usable_bandwidth(pool: Pool, constants: Constants) -> float:
    """Stated bandwidth, but of stacked memory no more than the device's units can draw at batch one."""
    if pool.stacked:
        return min(pool.bandwidth_gbs, constants.base["gbs_per_tflops"] * pool.fp16_tflops)
    return pool.bandwidth_gbs


def arithmetic(need: Footprint, pool: Pool, constants: Constants) -> float:
    """Dense TFLOP/s of one device at the format: FP16 peak x (low-precision peak / FP16 peak)^gain."""
    fp8, fp4 = pool.peak_gain
    gain = fp4 if need.weights.computes == "fp4" else fp8 if need.weights.computes == "fp8" else 1.0
    return float(pool.fp16_tflops * gain ** constants.base["low_precision_gain"])


def prefill_share(need: Footprint, engine: str, pool: Pool, constants: Constants) -> float:
    """Share of FLOP/s that reading one prompt reaches: of FP16 for a mixture of experts, else at the format."""
    dense, moe = constants.prefill.get(f"{engine}/{pool.vendor}", constants.prefill["default"])
    return moe if need.moe else dense


def cache_gb(need: Footprint) -> tuple[float, float]:
    """(constant, per token) GB read per sequence and step; 0 where the attention kind is not known."""
    if need.kv is None:
        return 0.0, 0.0
    unit = need.kv_bits / 8 / 1e9
    growing = need.kv.growing * unit + need.kv.stated / 1e9
    return need.kv.capped * need.kv.window * unit + need.kv.state_bytes / 1e9, growing
