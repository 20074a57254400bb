"""The fitted constants as one vector of logarithms, with the physics priors that hold them where data is thin."""

from collections.abc import Mapping
from typing import Any

import numpy as np

ENGINES = ("llama.cpp", "vllm", "sglang", "tensorrt-llm", "mlx", "exllama")
VENDORS = ("nvidia", "amd", "apple")

PRIORS: dict[str, tuple[float, float]] = {
    "efficiency": (0.88, 0.05),  # copies reach 85-92 % of stated bandwidth on most devices
    "launch_ms": (1.5, 0.3),  # ten to fifteen operations a layer at 3 us each, as aiconfigurator counts them
    "moe_launch": (1.6, 0.25),
    "hbm_efficiency": (0.9, 0.1),
    "hbm_launch": (1.3, 0.25),
    "launch_per_year": (1.0, 0.08),
    "efficiency_per_year": (1.0, 0.02),
    "iq_efficiency": (0.85, 0.08),
    "collective_ms": (0.6, 0.3),
    "coverage_skew": (1.0, 0.1),
    "kv_efficiency": (0.7, 0.2),
    "compute_share": (0.5, 0.15),
    "moe_compute": (0.5, 0.15),
    "low_precision_gain": (0.65, 0.2),
    "sequence_ms": (0.015, 0.5),
    "gbs_per_tflops": (17.0, 0.15),
    **{f"engine.{name}.efficiency": (1.0, 0.1) for name in ENGINES},
    **{f"engine.{name}.launch": (0.7 if name == "tensorrt-llm" else 1.0, 0.35) for name in ENGINES},
    **{f"vendor.{name}.efficiency": (1.0, 0.1) for name in VENDORS},
    "vendor.nvidia.launch": (1.0, 0.4),  # replays a recorded graph
    "vendor.amd.launch": (1.5, 0.3),
    "vendor.apple.launch": (2.5, 0.3),  # encodes every step anew
}
"""Name -> (median, standard deviation of the logarithm)."""

NAMES = tuple(PRIORS)
INDEX = {name: place for place, name in enumerate(NAMES)}

Vector = np.ndarray[Any, np.dtype[np.float64]]


def medians() -> Vector:
    logs: Vector = np.log(np.array([PRIORS[name][0] for name in NAMES]))
    return logs


def deviations() -> Vector:
    return np.array([PRIORS[name][1] for name in NAMES])


def shipped(tables: Mapping[str, Any]) -> Vector:
    """The vector of `speed.toml`."""
    speed = tables["speed"]
    values = []
    for name in NAMES:
        table, _, rest = name.partition(".")
        if not rest:
            values.append(speed["base"][name])
            continue
        key, _, field = rest.rpartition(".")
        values.append(speed[table][key][field])
    logs: Vector = np.log(np.array(values, dtype=np.float64))
    return logs
