"""What a test of some models is worth before it is run: preposterior means in closed form over common draws.

Capability on the task is eta = mean + b d + e: e of the model, d ~ N(0, difficulty_sd^2) shared, so that a tested model
also speaks of the untested. A test of n items sees eta with variance 1 / (n p (1 - p)). It never runs or reads a test.
"""

from collections.abc import Mapping, Sequence
from math import inf, sqrt
from typing import NamedTuple

from advisor.decision.streams import quantiles, spread_over
from advisor.estimates.quality import mean_of_logistic_normal
from advisor.option import Scored

LEAST = 1e-12
"""Variance below which a capability counts as known."""
NOISE = 1e-10
"""Share of the money at stake that sums of floats are off by."""


class Prior(NamedTuple):
    """What is known before the test; every option has a quality draw of its own."""

    options: Sequence[Scored]
    difficulty_sd: float
    seed: int
    draws: int = 256


def expected_gain(prior: Prior, tested: Mapping[int, float]) -> float:
    """USD per 1,000 calls by which choosing after the test beats choosing now; >= 0.

    `tested` is option index -> items; an infinite count is perfect information on that option. Quality terms are
    scaled to keep their expected value, as in the robustness draws, so the choice now is the first by net benefit.
    """
    columns = _columns(prior, tested)
    informed = sum(map(max, *columns)) if len(columns) > 1 else sum(columns[0])
    now = max(one.net_benefit for one in prior.options)
    gain = informed / prior.draws - now
    return gain if gain > NOISE * max(abs(now), *(one.quality for one in prior.options)) else 0.0


def perfect_gain(prior: Prior) -> float:
    """What knowing every option's chance of being right would be worth, USD per 1,000 calls, at the scored worth."""
    return expected_gain(prior, dict.fromkeys(range(len(prior.options)), inf))


class _Seen(NamedTuple):
    """Preposterior of one test: reach of each tested option's result, the shared shift's draws and its variance."""

    reach: Mapping[int, float]
    results: Mapping[int, list[float]]
    """Observed deviation from the prior mean, logits, in each draw."""
    shared: list[float]
    shared_variance: float


def _columns(prior: Prior, tested: Mapping[int, float]) -> list[list[float]]:
    """Net benefit of every option by its posterior mean, in each draw of the test's result."""
    seen = _seen(prior, tested)
    return [_net_benefits(option, index, seen) for index, option in enumerate(prior.options)]


def _seen(prior: Prior, tested: Mapping[int, float]) -> _Seen:
    noise = {index: _variance(prior.options[index], items) for index, items in sorted(tested.items())}
    table = quantiles(prior.draws)
    shared = [prior.difficulty_sd * z for z in spread_over(table, prior.seed, "difficulty")]
    results = {}
    for index, variance in noise.items():
        belief = prior.options[index].belief
        own = spread_over(table, prior.seed, f"quality:{belief.group}")
        spread = sqrt(variance)
        results[index] = [spread * z + belief.shared * d for z, d in zip(own, shared, strict=True)]
    reach = {index: prior.options[index].belief.logit_sd ** 2 / variance for index, variance in noise.items()}
    return _Seen(reach, results, *_difficulty(prior, noise, results))


def _variance(option: Scored, items: float) -> float:
    """Of a test's result given the shared difficulty: the model's own and the binomial one at the expected rate."""
    p = min(max(option.belief.p_mean, 1e-6), 1 - 1e-6)
    return max(option.belief.logit_sd**2 + 1 / (items * p * (1 - p)), LEAST)


def _difficulty(
    prior: Prior, noise: Mapping[int, float], results: Mapping[int, list[float]]
) -> tuple[list[float], float]:
    """Posterior means of the shared difficulty in each draw, and its posterior variance."""
    if prior.difficulty_sd**2 < LEAST:
        return [0.0] * prior.draws, 0.0
    weights = {index: prior.options[index].belief.shared / variance for index, variance in noise.items()}
    precision = 1 / prior.difficulty_sd**2
    precision += sum(weight * prior.options[index].belief.shared for index, weight in weights.items())
    means = [0.0] * prior.draws
    for index, weight in weights.items():
        share = weight / precision
        means = [mean + share * result for mean, result in zip(means, results[index], strict=True)]
    return means, 1 / precision


def _net_benefits(option: Scored, index: int, seen: _Seen) -> list[float]:
    belief = option.belief
    reach = seen.reach.get(index, 0.0)
    on_shared = belief.shared * (1 - reach)
    spread = sqrt(on_shared**2 * seen.shared_variance + belief.logit_sd**2 * (1 - reach))
    shifts = [on_shared * d for d in seen.shared]
    if reach:
        shifts = [shift + reach * result for shift, result in zip(shifts, seen.results[index], strict=True)]
    chances = [mean_of_logistic_normal(belief.logit_mean + shift, spread) for shift in shifts]
    scale = option.quality * len(chances) / sum(chances)
    fixed = option.serving + option.latency + option.risk
    return [scale * chance - fixed for chance in chances]
