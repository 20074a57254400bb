"""Precisions worth considering for an open model: as released, and the usual conversions below it.

A conversion never has more bits than the weights as released. Which engine runs it is decided per machine.
"""

from collections.abc import Mapping

from advisor.catalog import Model, Quantization

SERVED = ("fp8", "awq-int4")
"""Conversions that server engines run."""
LOCAL = ("q8_0", "q4_k_m")
"""Conversions that llama.cpp runs, for workstations."""
SMALLEST_FOR_SMALLER_BITS = 200.0
"""Billions of parameters from which 2 and 3 bits are worth considering (method.md 2.3)."""
LARGE_LOCAL = ("ud-q3_k_xl", "ud-q2_k_xl")


def precisions(model: Model, known: Mapping[str, Quantization], *, consumer: bool) -> tuple[Quantization, ...]:
    """Formats from the released one down; with `consumer` those of workstation engines too."""
    released = known.get(model.native or "")
    names = list(SERVED + LOCAL if consumer else SERVED)
    if consumer and (model.params_total or 0.0) >= SMALLEST_FOR_SMALLER_BITS:
        names += LARGE_LOCAL
    lower = [known[name] for name in names if name in known]
    if released is None:
        return tuple(lower)
    return (released, *(one for one in lower if one.bits_per_weight < released.bits_per_weight - 0.5))
