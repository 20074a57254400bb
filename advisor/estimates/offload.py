"""A model that does not fit its accelerators, run with routed experts (or layers) in host memory, one user at a time.

    t = bytes from RAM / (RAM peak e_cpu) + bytes from the devices / (BW 0.8) + layers

The least certain estimate here: how much of its memory bandwidth a host reaches differs fivefold. Sources: published
runs of llama.cpp, ik_llama.cpp and KTransformers (hardware constants, `[ram]`). It never promises to page from disk.
"""

from typing import NamedTuple

from advisor.estimates.constants import Constants, RamClass
from advisor.estimates.deployment import Deployment
from advisor.estimates.memory import Footprint, Memory
from advisor.estimates.pool import ram_class
from advisor.estimates.roofline import layer_ms, touched
from advisor.report import Range

ENGINE = "llama.cpp"


class RamSpeed(NamedTuple):
    id: str
    name: str
    decode_tok_s: Range


class Offload(NamedTuple):
    """What moving weights to RAM takes and gives."""

    ram_needed_gb: float
    """Of one host, the system's own share included; the least it can be where the KV cache is not known."""
    ram_gb: float | None
    """Stated; None = not known."""
    enough: bool | None
    """None when the RAM is not known, or when the KV cache is not and decides it."""
    in_ram_gb: float
    on_devices_gb: float
    decode_tok_s: Range | None
    """With the memory channels a host of this kind most likely has; None when active parameters are not known."""
    prefill_tok_s: Range | None
    by_ram: tuple[RamSpeed, ...]
    """The same by memory channel class."""


def offload(deployment: Deployment, memory: Memory, constants: Constants) -> Offload | None:
    """None when there is nothing to offload to (unified memory, a CPU-only rig, several hosts) or the engine cannot.
    Without a known KV cache the RAM is the least that the known parts need."""
    pool, need = deployment.pool, deployment.need
    in_ram = weights_in_ram(deployment, memory)
    if in_ram is None:
        return None
    wanted = ram_needed(in_ram, constants)
    classes = tuple(entry for entry in constants.ram if entry.up_to_gb >= wanted)
    likely = ram_class(deployment.rig._replace(ram_gb=max(wanted, pool.ram_gb or 0.0)), constants)
    return Offload(
        ram_needed_gb=wanted,
        ram_gb=pool.ram_gb,
        enough=_enough(pool.ram_gb, wanted, memory),
        in_ram_gb=in_ram,
        on_devices_gb=need.weights.high - in_ram,
        decode_tok_s=_decode(deployment, in_ram, likely, constants),
        prefill_tok_s=_prefill(deployment, in_ram, constants),
        by_ram=tuple(
            RamSpeed(entry.id, entry.name, speed)
            for entry in classes
            if (speed := _decode(deployment, in_ram, entry, constants)) is not None
        ),
    )


def _enough(ram_gb: float | None, wanted: float, memory: Memory) -> bool | None:
    if ram_gb is None:
        return None
    return ram_gb >= wanted if memory.total is not None else (None if ram_gb >= wanted else False)


def weights_in_ram(deployment: Deployment, memory: Memory) -> float | None:
    """GB of weights that the known other parts leave no room for on the devices, at the cautious end; None where
    offload has no place."""
    pool = deployment.pool
    able = ENGINE in deployment.quantization.engines
    if not able or pool.unified or pool.hosts > 1 or memory.available is None:
        return None
    beside = memory.overhead.high if memory.total is None else memory.total.high - memory.weights.high
    room = memory.available - beside
    return None if room <= 0 else max(0.0, memory.weights.high - room)


def ram_needed(in_ram: float, constants: Constants) -> float:
    """GB of host memory to hold `in_ram` GB of weights beside the system."""
    return in_ram * constants.offload["spare_ram"] + constants.offload["spare_ram_gb"]


def _decode(deployment: Deployment, in_ram: float, ram: RamClass, constants: Constants) -> Range | None:
    """One stream. Routed experts move first: per token only k of E of what is in RAM is read."""
    need = deployment.need
    if need.shape.active is None:
        return None
    from_ram, from_devices = _read_per_token(need, in_ram)
    devices_s = from_devices / (deployment.pool.bandwidth_gbs * constants.offload["gpu_efficiency"])
    layers_s = layer_ms(need, ENGINE, deployment.pool, constants) / 1e3
    low, typical, high = (1 / (from_ram / (ram.peak_gbs * share) + devices_s + layers_s) for share in ram.share)
    return Range(low, typical, high, "physics")


def _read_per_token(need: Footprint, in_ram: float) -> tuple[float, float]:
    """GB that one token reads from RAM and from the devices."""
    shape, per_parameter = need.shape, need.weights.bits / 8
    if shape.routed is None and shape.active is not None:
        # Which parameters are routed is not known: as if all were, the share in RAM of what a token reads is largest.
        read = shape.active * per_parameter
        from_ram = read * min(1.0, in_ram / (shape.params * per_parameter))
        return from_ram, read - from_ram
    dense, routed, miss, _ = touched(need.shape, need.moe, 1.0)
    routed_gb = routed * per_parameter
    used = 1 - miss if routed else 1.0
    from_ram = min(in_ram, routed_gb) * used + max(0.0, in_ram - routed_gb)
    return from_ram, max(0.0, (dense + routed * used) * per_parameter - from_ram)


def _prefill(deployment: Deployment, in_ram: float, constants: Constants) -> Range | None:
    """Weights in RAM cross the bus once per batch of prompt tokens."""
    if deployment.need.shape.active is None or in_ram <= 0:
        return None
    rate = constants.offload["prompt_batch"] / (in_ram / constants.offload["pcie_gbs"])
    low, high = constants.interval["offload"]
    return Range(rate * low, rate, rate * high, "physics")
