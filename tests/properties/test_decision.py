"""The decision's invariants on random catalogs (numbers as in the decision study, section 7)."""

from itertools import pairwise
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision import net_benefit, robustness, ties
from advisor.decision.constraint_price import constraint_prices
from advisor.decision.frontier import dominated_by, frontier
from advisor.explain import contrast, waterfall
from advisor.option import Scored
from advisor.rounding import rounded_parts
from tests.properties.strategies import SPREAD, WORTHS, Part, cents, parts, scored

EXAMPLES = settings(max_examples=200, deadline=None)
GRID = [10 ** (step / 8) for step in range(-40, 33)]


def build(made: list[Part], worth: float, money: float = 1.0) -> list[Scored]:
    return [scored(part, worth, money) for part in made]


def ids(options: tuple[Scored, ...]) -> list[str]:
    return [option.candidate.id for option in options]


def value(option: Scored, worth: float) -> float:
    return 1000 * worth * option.belief.p_mean - net_benefit.cost(option)


@EXAMPLES
@given(made=parts(), worth=WORTHS, randomness=st.randoms(use_true_random=False))
def test_order_does_not_depend_on_the_catalogs_order(made, worth, randomness):
    shuffled = randomness.sample(made, len(made))
    first, second = net_benefit.rank(build(made, worth)), net_benefit.rank(build(shuffled, worth))
    assert ids(first) == ids(second)
    range_ = (worth / 2, worth * 2)
    assert robustness.draw(first, range_, 3, SPREAD, 32) == robustness.draw(
        build(shuffled, worth), range_, 3, SPREAD, 32
    )
    assert frontier(first) == frontier(build(shuffled, worth))


@EXAMPLES
@given(made=parts(least=2), worth=WORTHS, data=st.data())
def test_other_options_change_neither_order_nor_draws(made, worth, data):
    whole = net_benefit.rank(build(made, worth))
    kept = data.draw(st.sets(st.sampled_from(ids(whole)), min_size=1))
    part = [option for option in whole if option.candidate.id in kept]
    assert ids(net_benefit.rank(part)) == [name for name in ids(whole) if name in kept]
    all_draws = robustness.draw(whole, (worth / 3, worth * 3), 7, SPREAD, 32)
    few_draws = robustness.draw(part, (worth / 3, worth * 3), 7, SPREAD, 32)
    for name in kept:
        assert robustness.column(all_draws, name) == robustness.column(few_draws, name)


@EXAMPLES
@given(made=parts(least=2, most=4), worth=WORTHS)
def test_terms_sum_to_net_benefit_also_when_rounded(made, worth):
    first, second = build(made, worth)[:2]
    assert first.quality - first.serving - first.latency - first.risk == first.net_benefit
    shown = waterfall(first)
    assert isclose(sum(term.usd_per_1k_calls for term in shown.terms), shown.usd_per_1k_calls, abs_tol=1e-9)
    assert isclose(shown.usd_per_1k_calls, first.net_benefit, abs_tol=1e-6)
    over = contrast(first, second)
    assert isclose(sum(term.usd_per_1k_calls for term in over.terms), over.usd_per_1k_calls, abs_tol=1e-9)
    assert isclose(over.usd_per_1k_calls, first.net_benefit - second.net_benefit, abs_tol=1e-6)


@EXAMPLES
@given(amounts=st.lists(st.floats(-2e8, 2e8), min_size=1, max_size=9), digits=st.sampled_from([2, 6]))
def test_rounded_parts_sum_to_the_rounded_total(amounts, digits):
    """Of sums up to 2e9: a float of 4e9 no longer holds the millionth part exactly."""
    unit = 10**digits
    rounded, total = rounded_parts(amounts, digits)
    assert sum(round(part * unit) for part in rounded) == round(total * unit)
    for part, exact in zip(rounded, amounts, strict=True):
        assert abs(part - exact) * unit < 1 + 1e-6 + abs(exact) * unit * 1e-15


@EXAMPLES
@given(made=parts(least=2), worth=WORTHS, cut=cents(0.001, 20), data=st.data())
def test_a_lower_price_never_hurts_and_never_moves_others(made, worth, cut, data):
    index = data.draw(st.integers(0, len(made) - 1))
    cheaper = [*made]
    cheaper[index] = made[index]._replace(serving=max(0.0, made[index].serving - cut))
    before, after = build(made, worth), build(cheaper, worth)
    assert after[index].net_benefit >= before[index].net_benefit
    assert [option for at, option in enumerate(after) if at != index] == [
        option for at, option in enumerate(before) if at != index
    ]
    name = before[index].candidate.id
    assert ids(net_benefit.rank(after)).index(name) <= ids(net_benefit.rank(before)).index(name)


@EXAMPLES
@given(made=parts(least=2), worth=WORTHS, gain=st.floats(0.01, 3), data=st.data())
def test_better_quality_never_hurts(made, worth, gain, data):
    index = data.draw(st.integers(0, len(made) - 1))
    better = [*made]
    better[index] = made[index]._replace(logit=made[index].logit + gain)
    before, after = net_benefit.rank(build(made, worth)), net_benefit.rank(build(better, worth))
    name = scored(made[index], worth).candidate.id
    assert ids(after).index(name) <= ids(before).index(name)


@EXAMPLES
@given(made=parts(least=1), worth=WORTHS, extra=cents(0.001, 5), rise=cents(0, 5))
def test_a_dominated_option_ranks_below_at_every_worth(made, worth, extra, rise):
    better = scored(made[0]._replace(route="alpha"), worth)
    same_quality = made[0]._replace(route="beta", serving=made[0].serving + extra, latency=made[0].latency + rise)
    worse = scored(same_quality, worth)
    for at in GRID:
        assert value(better, at) > value(worse, at)
    draws = robustness.draw([worse, better], (worth / 2, worth * 2), 1, SPREAD, 64)
    assert robustness.beats(draws, better.candidate.id, worse.candidate.id) == 1.0
    found = dominated_by([better, worse], [worse, better])
    assert found == {worse.candidate.id: better.candidate.id}


@EXAMPLES
@given(made=parts(least=2), worth=WORTHS, power=st.integers(-6, 6))
def test_the_unit_of_money_changes_no_order(made, worth, power):
    money = 2.0**power
    ours, theirs = net_benefit.rank(build(made, worth)), net_benefit.rank(build(made, worth, money))
    assert ids(ours) == ids(theirs)
    for first, second in zip(ours, theirs, strict=True):
        assert second.net_benefit == pytest.approx(first.net_benefit * money, rel=1e-12, abs=1e-12)
    in_usd = robustness.draw(ours, (worth / 2, worth * 2), 5, SPREAD, 32)
    in_other = robustness.draw(theirs, (worth * money / 2, worth * money * 2), 5, SPREAD, 32)
    assert in_usd.p_best == in_other.p_best
    assert in_other.evpi == pytest.approx(in_usd.evpi * money, rel=1e-9, abs=1e-9 * money)


@EXAMPLES
@given(made=parts(least=2))
def test_limits_of_worth(made):
    tiny, huge = net_benefit.rank(build(made, 1e-12)), net_benefit.rank(build(made, 1e9))
    costs = [net_benefit.cost(option) for option in tiny]
    assert all(low <= high + 1e-8 for low, high in pairwise(costs))
    qualities = [option.belief.p_mean for option in huge]
    assert all(high >= low for high, low in pairwise(qualities))


@EXAMPLES
@given(made=parts())
def test_frontier_holds_exactly_the_options_that_win_somewhere(made):
    options = build(made, 1.0)
    points = frontier(options)
    names = [point.scored.candidate.id for point in points]
    assert points[0].wins_from == 0
    assert points[-1].wins_to is None
    starts = [point.wins_from for point in points]
    assert starts == sorted(set(starts))
    for point, after in pairwise(points):
        assert point.wins_to == after.wins_from
        assert after.scored.belief.p_mean > point.scored.belief.p_mean
        assert after.cost > point.cost
    for point in points:
        middle = point.wins_from + 1 if point.wins_to is None else (point.wins_from + point.wins_to) / 2
        top = max(value(option, middle) for option in options)
        assert value(point.scored, middle) >= top - 1e-9 * (1 + abs(top))
    for at in [0.0, *GRID]:
        top = max(value(option, at) for option in options)
        assert max(value(point.scored, at) for point in points) >= top - 1e-9 * (1 + abs(top))
    beaten = dominated_by(options, options)
    assert not beaten.keys() & set(names)


@EXAMPLES
@given(made=parts(least=1, most=10), worth=WORTHS, seed=st.integers(0, 99), width=st.floats(1.0, 10))
def test_acceptability_is_doubly_stochastic_and_regret_minimal_for_the_first(made, worth, seed, width):
    ranked = net_benefit.rank(build(made, worth))
    draws = robustness.draw(ranked, (worth / width, worth * width), seed, SPREAD, 64)
    matrix = robustness.acceptability(draws)
    for row in matrix:
        assert sum(row) == pytest.approx(1)
    for column in zip(*matrix, strict=True):
        assert sum(column) == pytest.approx(1)
    assert {name: row[0] for name, row in zip(draws.ids, matrix, strict=True)} == draws.p_best
    assert sum(draws.p_best.values()) == pytest.approx(1)
    assert all(regret >= 0 for regret in draws.expected_regret.values())
    assert draws.expected_regret[ranked[0].candidate.id] == min(draws.expected_regret.values()) == draws.evpi
    for option in ranked:
        column = robustness.column(draws, option.candidate.id)
        assert sum(column) / 64 == pytest.approx(option.net_benefit, rel=1e-9, abs=1e-9 * (1 + option.quality))


@EXAMPLES
@given(made=parts(least=2, most=8), worth=WORTHS, seed=st.integers(0, 99))
def test_pairwise_chances_and_tie_groups(made, worth, seed):
    ranked = net_benefit.rank(build(made, worth))
    draws = robustness.draw(ranked, (worth * 0.4, worth * 2.5), seed, SPREAD, 64)
    names = ids(ranked)
    first, second = names[:2]
    ours, theirs = robustness.column(draws, first), robustness.column(draws, second)
    equal = sum(a == b for a, b in zip(ours, theirs, strict=True)) / 64
    forth, back = robustness.beats(draws, first, second), robustness.beats(draws, second, first)
    assert forth + back + equal == pytest.approx(1)
    assert robustness.value_of_comparing(draws, first, second) <= draws.evpi + 1e-9 * (1 + abs(draws.evpi))
    groups = ties.groups(draws, names)
    leader = names[0]
    for at, number in enumerate(groups[1:], start=1):
        joins = robustness.beats(draws, leader, names[at]) < 0.7
        assert number == groups[at - 1] + (not joins)
        leader = leader if joins else names[at]


@EXAMPLES
@given(made=parts(least=2), worth=WORTHS, data=st.data())
def test_a_constraint_never_raises_the_best_and_costs_the_difference(made, worth, data):
    options = build(made, worth)
    gates = data.draw(
        st.lists(st.sets(st.sampled_from(["origin", "residency", "budget"])), min_size=len(made), max_size=len(made))
    )
    left = [option.net_benefit for option, found in zip(options, gates, strict=True) if not found]
    best = max(left, default=None)
    excluded = [(sorted(found), option.net_benefit) for option, found in zip(options, gates, strict=True) if found]
    for price in constraint_prices(best, excluded):
        without = [
            option.net_benefit for option, found in zip(options, gates, strict=True) if not found - {price.constraint}
        ]
        if best is None or price.usd_per_1k_calls is None:
            assert best is None or max(without) == best
            continue
        assert price.usd_per_1k_calls >= 0
        assert price.usd_per_1k_calls == max(without) - best
