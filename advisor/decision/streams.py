"""Random streams of the robustness draws: stratified standard normals, one permutation per key.

A stream depends on (seed, key, length) only, so adding an option changes nobody else's draws, and the same seed gives
the same bytes in every process. Never uses hash() or global state.
"""

from _random import Random  # the C generator itself: `random` costs 1.5 ms to import and adds nothing needed here
from functools import lru_cache
from math import erf, exp, pi, sqrt
from sys import byteorder


@lru_cache(maxsize=4)
def quantiles(count: int) -> tuple[float, ...]:
    """The mid-stratum normal quantiles, ascending, scaled to mean 0 and variance 1."""
    upper: list[float] = []
    z = 0.0
    for index in range(count // 2):
        z = _inverse((count - count // 2 + index + 0.5) / count, z)
        upper.append(z)
    middle = (0.0,) * (count % 2)
    values = (*(-z for z in reversed(upper)), *middle, *upper)
    scale = sqrt(sum(z * z for z in values) / count) or 1.0
    return tuple(z / scale for z in values)


def _inverse(share: float, start: float) -> float:
    """z with normal CDF `share` by Newton's method; converges from any `start` between 0 and z (the CDF is concave)."""
    z = start
    for _ in range(60):
        step = (share - 0.5 * (1.0 + erf(z / sqrt(2.0)))) * sqrt(2.0 * pi) * exp(z * z / 2.0)
        z += step
        if abs(step) < 1e-12:
            break
    return z


@lru_cache(maxsize=8)
def factors(count: int, sd: float) -> tuple[float, ...]:
    """Lognormal factors of log-scale `sd` over the quantiles, ascending."""
    return tuple(exp(sd * z) for z in quantiles(count))


@lru_cache(maxsize=512)
def order(seed: int, key: str, count: int) -> tuple[int, ...]:
    """The permutation of 0..count-1 that belongs to the stream `key`; kept, as a session draws the same ones again."""
    bits = Random(int.from_bytes(f"{seed}:{key}".encode())).getrandbits(32 * count)
    keys = memoryview(bits.to_bytes(4 * count, byteorder)).cast("I").tolist()
    return tuple(sorted(range(count), key=keys.__getitem__))


def spread_over(table: tuple[float, ...], seed: int, key: str) -> list[float]:
    """The values of `table`, each once, in the order of the stream `key`."""
    return [table[index] for index in order(seed, key, len(table))]


def unit_mean(values: list[float]) -> list[float]:
    """The values divided by their mean, so that multiplying by them keeps an expected value exactly."""
    mean = sum(values) / len(values)
    return [value / mean for value in values]
