from statistics import NormalDist

import pytest

from advisor.decision.streams import factors, order, quantiles, spread_over


@pytest.mark.parametrize("count", [2, 7, 256, 4096])
def test_quantiles_are_the_normals_scaled_to_variance_one(count):
    exact = [NormalDist().inv_cdf((index + 0.5) / count) for index in range(count)]
    scale = (sum(z * z for z in exact) / count) ** 0.5
    assert quantiles(count) == pytest.approx([z / scale for z in exact], abs=1e-9)


def test_factors_are_lognormal():
    assert factors(4, 0.0) == (1.0,) * 4
    low, high = factors(2, 1.0)
    assert low * high == pytest.approx(1)


def test_streams_are_the_same_in_every_process():
    assert order(0, "worth", 8) == (2, 5, 3, 0, 6, 7, 1, 4)


def test_streams_differ_by_key_and_seed_and_keep_every_value():
    one, two, three = (order(seed, key, 64) for seed, key in ((0, "a"), (0, "b"), (1, "a")))
    assert sorted(one) == list(range(64))
    assert one != two != three != one
    assert sorted(spread_over(quantiles(64), 5, "x")) == list(quantiles(64))


def test_streams_are_as_good_as_uncorrelated():
    table = [spread_over(quantiles(256), 0, f"quality:{index}") for index in range(30)]
    worst = max(
        abs(sum(a * b for a, b in zip(table[i], table[j], strict=True)) / 256) for i in range(30) for j in range(i)
    )
    assert worst < 4.5 / 16
