"""How sure the ranking is: SMAA-2 draws over quality, worth, tokens and throughput (method section 3.4).

Ranking stays by expected net benefit: these draws say how often another option would have been better and what that
costs. Every drawn term is scaled to keep its expected value exactly, so expected regret is smallest for the first.
"""

from collections.abc import Mapping, Sequence
from math import ceil, log, tanh

from advisor.decision.streams import factors, quantiles, spread_over, unit_mean
from advisor.hints import Any
from advisor.option import Scored
from advisor.tuples import NamedTuple

Z90 = 1.2815515655446004
"""90th percentile of the standard normal: a range is the 10th to the 90th percentile."""


class Spread(NamedTuple):
    """How uncertain the inputs are: standard deviations on the log scale (difficulty: logits)."""

    difficulty_sd: float
    """Your tasks are harder or easier than stated: shared by all options."""
    tokens_sd: float
    """Tokens of a call, shared by all options."""
    verbosity_sd: float
    """Tokens a model needs against the others."""
    throughput_sd: float
    """Speed of a model on accelerators against its estimate."""


def spread_of(constants: Mapping[str, Any]) -> Spread:
    """The catalog's judged spreads (`catalog/decision.toml`)."""
    table = constants["decision"]["robustness"]
    return Spread(*(float(table[name]["value"]) for name in Spread._fields))


class Draws(NamedTuple):
    """Net benefit of each contender in each draw, USD per 1,000 calls; `ids` sorted, the other fields in its order."""

    ids: tuple[str, ...]
    net_benefit: tuple[tuple[float, ...], ...]
    p_best: Mapping[str, float]
    """Share of the draws in which it is first; sums to 1."""
    expected_regret: Mapping[str, float]
    """What choosing it now is expected to lose against knowing; >= 0, smallest for the first by expectation."""
    evpi: float
    """Value of perfect information: the expected regret of the first."""


def draw(
    contenders: Sequence[Scored],
    worth_range: tuple[float, float],
    seed: int,
    spread: Spread,
    draws: int = 256,
) -> Draws:
    """Draws of at least one contender; `worth_range` is the 10th to 90th percentile of the worth, both above 0.

    The worth is lognormal with the scored worth as its mean; the range gives only its width.
    """
    shared = _shared(worth_range, seed, draws, spread)
    ordered = sorted(contenders, key=lambda scored: scored.candidate.id)
    qualities: dict[str, list[float]] = {}
    columns = []
    for scored in ordered:
        group = scored.belief.group
        if group not in qualities:
            qualities[group] = _quality(scored, shared, seed)
        columns.append(_column(scored, qualities[group], _load(scored, shared.tokens, seed, spread)))
    return _summary(ordered, tuple(columns))


class _Shared(NamedTuple):
    """What is drawn once for all options: factors of worth and tokens with mean 1, and a shift of difficulty."""

    worth: list[float]
    tokens: list[float]
    difficulty: list[float]


def _shared(worth_range: tuple[float, float], seed: int, draws: int, spread: Spread) -> _Shared:
    low, high = worth_range
    difficulty = spread_over(quantiles(draws), seed, "difficulty")
    return _Shared(
        worth=unit_mean(spread_over(factors(draws, log(high / low) / (2 * Z90)), seed, "worth")),
        tokens=unit_mean(spread_over(factors(draws, spread.tokens_sd), seed, "tokens")),
        difficulty=[spread.difficulty_sd * z for z in difficulty],
    )


def _quality(scored: Scored, shared: _Shared, seed: int) -> list[float]:
    """Worth of right answers in each draw, in any unit: `_column` scales it to its expected value."""
    mean, sd, moved = scored.belief.logit_mean, scored.belief.logit_sd, scored.belief.shared
    own = spread_over(quantiles(len(shared.worth)), seed, f"quality:{scored.belief.group}")
    # sigmoid(x) = (1 + tanh(x / 2)) / 2, which no logit overflows; the factor 1/2 is scaled away.
    return [
        w * (1.0 + tanh((mean + moved * d + sd * z) / 2))
        for w, d, z in zip(shared.worth, shared.difficulty, own, strict=True)
    ]


def _load(scored: Scored, tokens: list[float], seed: int, spread: Spread) -> list[float]:
    """Serving cost in each draw, in any unit: bills follow tokens, nodes step."""
    count, model = len(tokens), scored.candidate.model.id
    verbosity = spread_over(factors(count, spread.verbosity_sd), seed, f"tokens:{model}")
    load = [t * v for t, v in zip(tokens, verbosity, strict=True)]
    if not scored.nodes:
        return load
    speed = spread_over(factors(count, spread.throughput_sd), seed, f"speed:{model}")
    # The load is somewhere in the last node: take the middle, and never pay for less than one.
    carried = scored.nodes - 0.5
    return [float(max(1, ceil(carried * a / b))) for a, b in zip(load, speed, strict=True)]


def _column(scored: Scored, quality: list[float], load: list[float]) -> tuple[float, ...]:
    """Net benefit in each draw; both drawn terms are scaled so that their sample mean is the scored term exactly."""
    right = sum(quality)
    value = scored.quality * len(quality) / right if right else 0.0
    serving = scored.serving * len(load) / sum(load)
    fixed = scored.latency + scored.risk
    return tuple([value * q - serving * s - fixed for q, s in zip(quality, load, strict=True)])


def _summary(ordered: Sequence[Scored], columns: tuple[tuple[float, ...], ...]) -> Draws:
    ids = tuple(scored.candidate.id for scored in ordered)
    count = len(columns[0])
    expected = [scored.net_benefit for scored in ordered]
    highest = max(expected)
    chosen = expected.index(highest)
    wins = [0] * len(ids)
    lost = 0.0
    for row in zip(*columns, strict=True):
        best = max(row)
        lost += best - row[chosen]
        wins[row.index(best)] += 1
    evpi = lost / count
    return Draws(
        ids=ids,
        net_benefit=columns,
        p_best={key: won / count for key, won in zip(ids, wins, strict=True)},
        expected_regret={key: evpi + (highest - value) for key, value in zip(ids, expected, strict=True)},
        evpi=evpi,
    )


def beats(draws: Draws, first: str, second: str) -> float:
    """P(first beats second): the share of draws in which it is strictly better; KeyError for an id not drawn."""
    ours, theirs = column(draws, first), column(draws, second)
    return sum(map(float.__gt__, ours, theirs)) / len(ours)


def value_of_comparing(draws: Draws, first: str, second: str) -> float:
    """What knowing which of the two is better would be worth, USD per 1,000 calls: E max(A, B) - max(E A, E B)."""
    ours, theirs = column(draws, first), column(draws, second)
    informed = sum(map(max, ours, theirs)) / len(ours)
    return max(0.0, informed - max(sum(ours), sum(theirs)) / len(ours))


def column(draws: Draws, key: str) -> tuple[float, ...]:
    """Net benefit of one contender in every draw; KeyError for an id not drawn."""
    if key not in draws.p_best:
        raise KeyError(key)
    return draws.net_benefit[draws.ids.index(key)]


def acceptability(draws: Draws) -> tuple[tuple[float, ...], ...]:
    """Share of draws in which contender i (row, in the order of `ids`) has rank j (column); equal values by id."""
    size, count = len(draws.ids), len(draws.net_benefit[0])
    ranks = [[0] * size for _ in range(size)]
    for row in zip(*draws.net_benefit, strict=True):
        for rank, index in enumerate(sorted(range(size), key=lambda index: -row[index])):
            ranks[index][rank] += 1
    return tuple(tuple(times / count for times in row) for row in ranks)
