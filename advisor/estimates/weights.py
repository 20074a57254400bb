"""Bytes of a model's weights at a quantization: the real file where it is known, else bits per tensor class."""

from advisor.catalog import Model, Quantization
from advisor.estimates.constants import Constants, WeightClass
from advisor.estimates.shape import Shape
from advisor.tuples import NamedTuple

WHOLE_FILE_SPREAD = 0.1
MID_SIZE_OUTER = 0.04
"""Embedding and output matrices of a 30B model with 150k tokens."""


class Weights(NamedTuple):
    """GB; low and high are the 10th and 90th percentile of real files."""

    gb: float
    low: float
    high: float
    bits: float
    """Mean bits per parameter."""
    basis: str
    """"measured" (a real file), "same-class" (bits by tensor class) or "physics" (one mean for the whole file)."""
    source: str
    computes: str
    """"fp16", "fp8" or "fp4": the arithmetic that can use the format."""
    codebook: bool
    """Decoding needs table look-ups (IQ and trellis formats)."""


def weights_of(model: Model, shape: Shape, quantization: Quantization, constants: Constants) -> Weights:
    """Weights of a whole model. Measured files have no range; classes take theirs from the spread of real files."""
    for checkpoint in model.checkpoints:
        if checkpoint.quantization == quantization.id and checkpoint.gb is not None:
            gb = checkpoint.gb
            return _ranged(gb, 0.0, gb * 8 / shape.params, "measured", quantization, checkpoint.source)
    known = constants.weights.get(quantization.id)
    if known is None:
        bits = quantization.bits_per_weight
        return _ranged(shape.params * bits / 8, WHOLE_FILE_SPREAD, bits, "physics", quantization, quantization.source)
    bits = mean_bits(shape, known)
    return _ranged(shape.params * bits / 8, known.spread, bits, "same-class", quantization, quantization.source)


def mean_bits(shape: Shape, known: WeightClass) -> float:
    """bits = body (1 - s) + outer s, s the share of embedding and output matrices.

    Where s is not known it is taken as that of a mid-size model.
    """
    share = MID_SIZE_OUTER if shape.outer is None else shape.outer / shape.params
    return known.body * (1 - share) + known.outer * share


def _ranged(gb: float, spread: float, bits: float, basis: str, quantization: Quantization, source: str) -> Weights:
    computes = quantization.family if quantization.family in ("fp8", "fp4") else "fp16"
    coded = is_codebook(quantization)
    return Weights(gb, gb * (1 - spread), gb * (1 + spread), bits, basis, source, computes, coded)


def is_codebook(quantization: Quantization) -> bool:
    """IQ and trellis formats, also in dynamic files."""
    return quantization.id.removeprefix("ud-").startswith("iq")
