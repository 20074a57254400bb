"""One model at one precision on one rig by one engine: laid out, with its roofline, ready for many questions.

Builds the layout (devices and hosts of a copy, copies in the rig) and nothing else; speed and capacity read it.
"""

from typing import NamedTuple

from advisor.catalog import Model, Quantization
from advisor.estimates.constants import Constants
from advisor.estimates.engines import choose_engine
from advisor.estimates.memory import Footprint, footprint, slots, usable_gb
from advisor.estimates.pool import Pool, pool_of
from advisor.estimates.rigs import Rig
from advisor.estimates.roofline import Roofline, roofline
from advisor.estimates.shape import shape_of

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
    physics = constants.vendors[pool.vendor].physics_only or shape.layers is None
    return Deployment(model, quantization, rig, chosen, pool, need, physics)


def whole_rig(deployment: Deployment, constants: Constants) -> Layout | None:
    """One copy over every device; None when the active parameters are not known."""
    pool = deployment.pool
    return _layout(deployment, constants, pool.devices, pool.hosts)


def layouts(deployment: Deployment, constants: Constants, context: float) -> list[Layout]:
    """Ways to serve on the rig, smallest copies first: those whose copy holds its weights and one sequence.

    A copy takes 1, 2, 4, 8 or all devices of a host, or all devices of 1, 2, 4… hosts.
    """
    pool = deployment.pool
    found = []
    counts = [ways for ways in WAYS if ways < pool.devices and not pool.mixed]
    for devices in [*counts, pool.devices]:
        if _holds(deployment, constants, devices, 1, context):
            layout = _layout(deployment, constants, devices, 1)
            found += [layout] if layout else []
    stages = 2
    while not found and stages <= pool.hosts:
        if _holds(deployment, constants, pool.devices, stages, context):
            layout = _layout(deployment, constants, pool.devices, stages)
            found += [layout] if layout else []
        stages += 1
    return found


def _holds(deployment: Deployment, constants: Constants, devices: int, stages: int, context: float) -> bool:
    available = usable_gb(deployment.pool, deployment.engine, constants, devices) * stages
    room = slots(deployment.need, deployment.engine, available, constants, context, devices * stages)
    return room is not None and room >= 1


def _layout(deployment: Deployment, constants: Constants, devices: int, stages: int) -> Layout | None:
    pool = deployment.pool
    line = roofline(deployment.need, deployment.engine, pool, constants, devices)
    if line is None:
        return None
    available = usable_gb(pool, deployment.engine, constants, devices) * stages
    copies = pool.devices // devices * (pool.hosts // stages)
    return Layout(devices, stages, copies, available, line)
