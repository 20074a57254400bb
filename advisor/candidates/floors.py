"""The least a machine can cost for a load, from the same roofline as its capacity and never above it: for pruning.

A device is busy with each token for its arithmetic, and with each token of an answer for scheduling, for the cache of
its sequence and for its share of the weights in the largest batch that memory and engines allow. Links only add to it.
"""

from collections.abc import Iterable

from advisor.candidates.machines import Machine
from advisor.candidates.serving import sized_for_peak, token_shape
from advisor.estimates.capacity import Shape as CallShape
from advisor.estimates.constants import Constants
from advisor.estimates.hosting import Hosting
from advisor.estimates.load import SECONDS_PER_DAY, Load
from advisor.estimates.memory import Footprint, sequence_gb
from advisor.estimates.pool import Pool
from advisor.estimates.roofline import cache_gb, touched, usable_bandwidth
from advisor.requirements import Requirements
from advisor.tuples import NamedTuple

FORMATS = {"fp8": 1, "fp4": 2}
"""Place of a format's arithmetic in `Floor.flop`; any other computes in 16 bits."""


class Traffic(NamedTuple):
    """What a load asks for each second, whatever the model."""

    tokens: float
    """Of prompts, as far as they are computed, and answers."""
    answer: float
    """Of answers."""
    shape: CallShape


class Work(NamedTuple):
    """What a model at a precision asks of any machine."""

    flop: float
    """1e9 parameters each token computes with; more for a mixture of experts, which computes slower."""
    format: int
    """Place in `FORMATS`."""
    dense: float
    routed: float
    miss: float
    offset: float
    """GB of weights that every step reads, that a router chooses from, and which of them a sequence leaves out, as in
    `Roofline`."""
    batch: float
    """Most sequences of any engine."""
    held: float
    each: float
    """GB of the weights and of one sequence, which bound the batch by memory; 0 where a sequence's is not known."""
    cache: float
    """GB of its cache that a sequence reads for each token of its answer."""


class Floor(NamedTuple):
    """USD a month of one machine: at least one node, and for each unit of work."""

    node: float
    memory: float
    """GB."""
    flop: tuple[float, float, float]
    answer: float
    gb: float
    """Weights."""
    cache_gb: float

    def usd(self, work: Work, traffic: Traffic) -> float:
        """No deployment on this machine carries the traffic for less."""
        batch = work.batch
        if work.each:
            batch = max(1.0, min(batch, (self.memory - work.held) / work.each))
        read = work.dense + work.routed * (1 - work.miss ** (batch - work.offset))
        busy = work.flop * traffic.tokens * self.flop[work.format] + traffic.answer * (
            self.answer + read / batch * self.gb + work.cache * self.cache_gb
        )
        return busy if busy > self.node else self.node


def floors_of(
    machines: Iterable[Machine], requirements: Requirements, hosting: Hosting, hardware: Constants
) -> list[Floor]:
    """One for each machine. Sized for the mean load, nodes are never busier than the highest utilisation; sized for the
    peak, rented ones are let go in quiet hours."""
    strain = 1.0 if sized_for_peak(requirements) else 1 / hosting.max_utilisation
    return [floor_of(machine.usd_per_month or 0.0, machine.pool, strain, hardware) for machine in machines]


def floor_of(node: float, pool: Pool, strain: float, hardware: Constants) -> Floor:
    """Of a machine whose node costs `node` USD a month and is kept `strain` times as large as its mean load asks."""
    base = hardware.base
    usd = node / (max(1, pool.devices) * pool.hosts) * strain / 1e3
    second = usd * 2 / (pool.fp16_tflops * base["compute_share"])
    fp8, fp4 = pool.peak_gain
    gain, bandwidth = base["low_precision_gain"], usable_bandwidth(pool, hardware)
    return Floor(
        node=node,
        memory=pool.memory_gb * pool.hosts,
        flop=(second, second / fp8**gain, second / fp4**gain),
        answer=usd * base["sequence_ms"],
        gb=usd * 1e3 / (bandwidth * base["max_efficiency"]),
        cache_gb=usd * 1e3 / (bandwidth * base["kv_efficiency"]),
    )


def by_accelerator(machines: Iterable[Machine], floors: Iterable[Floor]) -> list[Floor]:
    """For each kind of rig one machine that is as cheap as the cheapest of them and as large as the largest."""
    kinds: dict[tuple[str, ...], Floor] = {}
    for machine, one in zip(machines, floors, strict=True):
        key = tuple([device.id for device, _ in machine.rig.devices])
        known = kinds.get(key)
        if known is None:
            kinds[key] = one
        else:
            cheaper = one if one.answer < known.answer else known
            memory, node = max(one.memory, known.memory), min(one.node, known.node)
            kinds[key] = cheaper._replace(memory=memory, node=node)
    return list(kinds.values())


def traffic_of(load: Load, requirements: Requirements) -> Traffic:
    """Tokens a second at the mean load, retries included."""
    asked = token_shape(load, requirements)
    calls = load.calls_per_day * (1 + load.retries) / SECONDS_PER_DAY
    answer = calls * max(1.0, asked.output_tokens)
    return Traffic(answer + calls * asked.computed_input, answer, asked)


def work_of(need: Footprint, traffic: Traffic, hardware: Constants) -> Work:
    """The work of one model at a precision; its arithmetic is 0 where the active parameters are unknown."""
    base, shape, asked = hardware.base, need.shape, traffic.shape
    dense, routed, miss, offset = touched(shape, need.moe, base["coverage_skew"])
    gb = need.weights.bits / 8
    each = sequence_gb(need, min(asked.held, asked.context))
    constant, growing = cache_gb(need)
    return Work(
        flop=(shape.active or 0.0) / (base["moe_compute"] if need.moe else 1.0),
        format=FORMATS.get(need.weights.computes, 0),
        dense=dense * gb,
        routed=routed * gb,
        miss=miss,
        offset=offset,
        batch=max([engine.max_batch for engine in hardware.engines.values()]),
        held=need.weights.gb,
        each=each or 0.0,
        cache=constant + growing * asked.mean_context,
    )
