"""Rigs: accelerators in hosts with RAM, and how people name them."""

from typing import NamedTuple

from advisor.catalog import Accelerator


class Rig(NamedTuple):
    """Devices of all hosts together."""

    devices: tuple[tuple[Accelerator, int], ...]
    """(accelerator, count over all hosts), in the order typed."""
    hosts: int
    ram_gb: float | None
    """RAM of one host beside the accelerators; None = not known."""
