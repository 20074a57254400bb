"""One model at one precision on one rig by one engine: laid out, with its roofline, ready for many questions.

Builds the layout (devices and hosts of a copy, copies in the rig) and nothing else; speed and capacity read it.
"""

from math import ceil, floor

from advisor.catalog import Model, Quantization
from advisor.estimates.constants import Constants
from advisor.estimates.engines import choose_engine
from advisor.estimates.memory import EPSILON, Footprint, footprint, overhead_gb, sequence_gb, usable_gb
from advisor.estimates.pool import Pool, pool_of
from advisor.estimates.rigs import Rig
from advisor.estimates.roofline import Roofline, over_devices, roofline, runs_parallel
from advisor.estimates.shape import shape_of
from advisor.tuples import NamedTuple

WAYS = (1, 2, 4, 8)


class Layout(NamedTuple):
    """How a copy lies on the rig and what it can do there."""

    devices: int
    """Of one host that hold a part of the copy."""
    stages: int
    """Hosts a copy is spread over, layer by layer."""
    copies: int
    """In the whole rig."""
    available_gb: float
    """For one copy."""
    slots: int
    """Sequences that fit in a copy."""
    roofline: Roofline


class Deployment(NamedTuple):
    model: Model
    quantization: Quantization
    rig: Rig
    engine: str
    pool: Pool
    need: Footprint
    physics_only: bool
    """No trusted measurement of this vendor or engine stands behind the figures."""


def deploy(
    model: Model,
    quantization: Quantization,
    rig: Rig,
    constants: Constants,
    engine: str = "auto",
    kv_type: str = "f16",
) -> Deployment | None:
    """None when the model's size, the rig's memory or bandwidth, or an engine for the format is not known."""
    shape = shape_of(model, constants)
    pool = pool_of(rig, constants)
    if shape is None or pool is None:
        return None
    chosen = choose_engine(engine, quantization, pool.vendor, constants)
    if chosen is None:
        return None
    need = footprint(model, shape, quantization, constants, kv_type)
    return Deployment(model, quantization, rig, chosen, pool, need, is_physics_only(chosen, need, pool, constants))


def is_physics_only(engine: str, need: Footprint, pool: Pool, constants: Constants) -> bool:
    """No trusted row of this engine on this vendor, or the model's depth is not known."""
    return engine not in constants.vendors[pool.vendor].fitted_engines or need.shape.layers is None


def whole_rig(deployment: Deployment, constants: Constants) -> Layout | None:
    """One copy over every device, for a single user; None when the active parameters are not known."""
    pool = deployment.pool
    line = roofline(deployment.need, deployment.engine, pool, constants, pool.devices)
    if line is None:
        return None
    available = usable_gb(pool, deployment.engine, constants, pool.devices) * pool.hosts
    return Layout(pool.devices, pool.hosts, 1, available, 1, line)


def layouts(deployment: Deployment, constants: Constants, context: float, held: float) -> list[Layout]:
    """Ways to serve on the rig, smallest copies first: those whose copy holds its weights and one sequence of `context`
    tokens, all at their cautious end. Empty when nothing does, or when cache or active parameters are not known.

    Slots count sequences of `held` tokens where the engine pages its cache, else of the full context.

    A copy takes 1, 2, 4, 8 or all devices of a host, or all devices of the fewest hosts that hold it.
    """
    pool, need, engine = deployment.pool, deployment.need, deployment.engine
    one = sequence_gb(need, context)
    line = roofline(need, engine, pool, constants, 1)
    each = sequence_gb(need, min(held, context)) if constants.engines[engine].paged else one
    if one is None or each is None or line is None:
        return []
    overhead = overhead_gb(need, engine, constants, 1).high
    parallel = runs_parallel(engine, pool, constants)
    found: list[Layout] = []
    for devices in _counts(pool):
        available = usable_gb(pool, engine, constants, devices)
        room = available - need.weights.high - overhead * devices
        if room >= one:
            spread = over_devices(line, devices, need, pool, constants) if parallel else line
            copies = pool.devices // devices * pool.hosts
            found.append(Layout(devices, 1, copies, available, floor(room / each + EPSILON), spread))
    if not found and pool.hosts > 1:
        host = usable_gb(pool, engine, constants, pool.devices) - overhead * pool.devices
        stages = max(2, ceil((need.weights.high + one) / host - EPSILON)) if host > 0 else pool.hosts + 1
        if stages <= pool.hosts:
            spread = over_devices(line, pool.devices, need, pool, constants) if parallel else line
            room = host * stages - need.weights.high
            available = usable_gb(pool, engine, constants, pool.devices) * stages
            most = floor(room / each + EPSILON)
            found.append(Layout(pool.devices, stages, pool.hosts // stages, available, most, spread))
    return found


def _counts(pool: Pool) -> list[int]:
    """Devices a copy may take; a mixed rig holds one copy over all."""
    return [ways for ways in WAYS if ways < pool.devices and not pool.mixed] + [pool.devices]
