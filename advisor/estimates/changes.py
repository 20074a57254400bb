"""The smallest changes that make a model fit: less precision, less context, more devices, more RAM. Decides nothing."""

from collections.abc import Mapping
from typing import NamedTuple

from advisor.catalog import Quantization
from advisor.estimates.constants import Constants
from advisor.estimates.deployment import Deployment
from advisor.estimates.engines import choose_engine
from advisor.estimates.memory import FRAGMENTATION, GB, Footprint, Memory, fits, footprint, memory
from advisor.estimates.offload import Offload
from advisor.estimates.pool import pool_of

MOST_DEVICES = 16
LEAST_CONTEXT = 2048


class Change(NamedTuple):
    """One lever moved; `to` is in the lever's unit (a format id, tokens, devices, GB)."""

    lever: str
    """"context", "quantization", "devices" or "ram"."""
    to: str
    text: str


def changes_that_fit(
    deployment: Deployment,
    context: int,
    concurrency: int,
    need: Memory,
    spill: Offload | None,
    constants: Constants,
    formats: Mapping[str, Quantization],
) -> tuple[Change, ...]:
    """In this order: shorter context, lower precision, more of the same devices, RAM to offload to."""
    found = (
        _context(deployment, context, concurrency, need),
        _precision(deployment, context, concurrency, constants, formats),
        _devices(deployment, context, concurrency, constants),
        _ram(spill),
    )
    return tuple(change for change in found if change is not None)


def _context(deployment: Deployment, context: int, concurrency: int, need: Memory) -> Change | None:
    """Exact: the cache is piecewise linear in the context."""
    kv = deployment.need.kv
    if kv is None or need.available is None or need.total is None or need.kv_cache is None:
        return None
    room = need.available - (need.total.high - need.kv_cache.high)
    low, high = 0, context
    while high - low > 1:
        middle = (low + high) // 2
        gb = kv.bytes_at(middle, deployment.need.kv_bits) * concurrency / GB * FRAGMENTATION
        low, high = (middle, high) if gb <= room else (low, middle)
    if low < LEAST_CONTEXT:
        return None
    return Change("context", str(low), f"a context of {low:,} tokens instead of {context:,}")


def _precision(
    deployment: Deployment, context: int, concurrency: int, constants: Constants, formats: Mapping[str, Quantization]
) -> Change | None:
    """The most precise lower format that fits as it is."""
    lower = [entry for entry in formats.values() if entry.bits_per_weight < deployment.quantization.bits_per_weight]
    for entry in sorted(lower, key=lambda entry: (-entry.bits_per_weight, entry.id)):
        engine = choose_engine("auto", entry, deployment.pool.vendor, constants)
        if engine is None:
            continue
        need = footprint(deployment.model, deployment.need.shape, entry, constants)
        if _fits(need, engine, deployment, context, concurrency, constants):
            return Change("quantization", entry.id, f"{entry.id} ({need.weights.gb:.1f} GB of weights) by {engine}")
    return None


def _devices(deployment: Deployment, context: int, concurrency: int, constants: Constants) -> Change | None:
    """The least count of the same device in one host."""
    rig = deployment.rig
    if len(rig.devices) != 1 or rig.hosts > 1 or deployment.pool.unified:
        return None
    device, count = rig.devices[0]
    for more in range(count + 1, MOST_DEVICES + 1):
        larger = deployment._replace(rig=rig._replace(devices=((device, more),)))
        if _fits(deployment.need, deployment.engine, larger, context, concurrency, constants):
            return Change("devices", str(more), f"{more}x {device.id} instead of {count}x")
    return None


def _ram(spill: Offload | None) -> Change | None:
    if spill is None or spill.enough:
        return None
    text = f"{spill.ram_needed_gb:,.0f} GB of RAM to hold what the devices cannot (slower: offload)"
    return Change("ram", f"{spill.ram_needed_gb:.1f}", text)


def _fits(
    need: Footprint, engine: str, deployment: Deployment, context: int, concurrency: int, constants: Constants
) -> bool:
    pool = pool_of(deployment.rig, constants)
    if pool is None:
        return False
    found = memory(need, engine, pool, constants, context, concurrency, pool.devices * pool.hosts)
    available = None if found.available is None else found.available * pool.hosts
    return fits(found._replace(available=available)) == "yes"
