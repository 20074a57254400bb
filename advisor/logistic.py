"""The logistic function and its inverse: between chances and the logits that evidence and estimates are kept in."""

from math import log, tanh


def logit(p: float) -> float:
    """ln(p / (1 - p)), for 0 < p < 1."""
    return log(p / (1 - p))


def sigmoid(x: float) -> float:
    """1 / (1 + e^-x) = (1 + tanh(x / 2)) / 2, which no x overflows."""
    return 0.5 + 0.5 * tanh(0.5 * x)
