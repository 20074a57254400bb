"""Chance that one call is right: from a model's logits to p(success), with difficulty, precision and host as effects.

The mean is that of a logistic-normal; low and high are the 10th and 90th percentile. Reads no scores and no catalog.
"""

from math import sqrt, tanh

from advisor.logistic import logit, sigmoid
from advisor.tuples import NamedTuple

Z90 = 1.2815515655446004
"""90th percentile of the standard normal."""
NODES = (
    (0.48493570751549764, 0.344642334932019),
    (1.4659890943911582, 0.1354837029802678),
    (2.4843258416389546, 0.019111580500770272),
    (3.581823483551927, 0.0007580709343122172),
    (4.859462828332312, 4.310652630718312e-06),
)
"""Ten-node Gauss-Hermite for a standard normal: (abscissa, weight) of each pair. Errors < 1e-5 for sd <= 1.3."""
(_X1, _W1), (_X2, _W2), (_X3, _W3), (_X4, _W4), (_X5, _W5) = NODES  # written out below: a loop takes half as long again


class Interval(NamedTuple):
    mean: float
    low: float
    high: float


class Effect(NamedTuple):
    """Shift of the logit with its sd."""

    mean: float
    sd: float


NO_EFFECT = Effect(0.0, 0.0)


def p_success(mean: float, sd: float, right_of_100: float, effect: Effect = NO_EFFECT) -> Interval:
    """p of a model `mean` logits from a good current model that gets `right_of_100` of 100 calls right.

    `right_of_100` in (0, 100); `effect` is the precision's and host's shift. Rises with `mean`, for every sd.
    """
    centre = logit(right_of_100 / 100) + mean + effect.mean
    spread = sqrt(sd * sd + effect.sd * effect.sd)
    return Interval(
        mean_of_logistic_normal(centre, spread), sigmoid(centre - Z90 * spread), sigmoid(centre + Z90 * spread)
    )


def mean_of_logistic_normal(mean: float, sd: float) -> float:
    """E sigmoid(mean + sd N(0,1)) by Gauss-Hermite quadrature."""
    half, spread = 0.5 * mean, 0.5 * sd
    a, b, c, d, e = spread * _X1, spread * _X2, spread * _X3, spread * _X4, spread * _X5
    return 0.5 + 0.5 * (
        _W1 * (tanh(half + a) + tanh(half - a))
        + _W2 * (tanh(half + b) + tanh(half - b))
        + _W3 * (tanh(half + c) + tanh(half - c))
        + _W4 * (tanh(half + d) + tanh(half - d))
        + _W5 * (tanh(half + e) + tanh(half - e))
    )


def degraded(p: float, r_mean: float) -> float:
    """Expected p at a lower precision: errors rise by the share r, p' = 1 - (1 - p)(1 + r) (linear in r, so exact).

    Where most answers are wrong that would leave nothing, so p' is never below p / (1 + r): the same share is then
    lost of the right answers. A mean r < 0 counts as 0: fewer bits never help.
    """
    r = max(r_mean, 0.0)
    return max(1 - (1 - p) * (1 + r), p / (1 + r))


def precision_effect(p: float, r_mean: float, r_sd: float) -> Effect:
    """The loss of `degraded` as a shift of the logit at p; its sd is that of r through the derivative of logit p'."""
    r = max(r_mean, 0.0)
    lower = degraded(p, r)
    more_errors = 1 - (1 - p) * (1 + r) >= lower
    slope = (1 - p) / (lower * (1 - lower)) if more_errors else 1 / ((1 + r) * (1 - lower))
    return Effect(logit(lower) - logit(p), slope * r_sd)


def combined(*effects: Effect) -> Effect:
    """Independent effects in sequence."""
    return Effect(sum(item.mean for item in effects), sqrt(sum(item.sd**2 for item in effects)))
