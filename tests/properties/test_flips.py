"""Critical values on random catalogs: equal at the flip, changed beyond it, and none claimed where one exists."""

from math import log

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.decision import flips, net_benefit, scans
from advisor.option import Candidate, Scored
from advisor.requirements import Requirements
from tests.properties.strategies import WORTHS, parts, requirements
from tests.properties.test_decision import GRID, build, value

EXAMPLES = settings(max_examples=200, deadline=None)


@EXAMPLES
@given(made=parts(least=2), worth=WORTHS)
def test_critical_worth_is_where_the_leader_changes(made, worth):
    ranked = net_benefit.rank(build(made, worth))
    field = flips.landscape(ranked, worth, {ranked[0].candidate.model.id})
    found = flips.worth_flip(ranked[0], field)
    if found is None:
        assert all(_first(ranked, at) == ranked[0].candidate.id for at in GRID)
        return
    by_id = {option.candidate.id: option for option in ranked}
    leader, then = ranked[0], by_id[found.then]
    scale = abs(value(leader, found.to)) + net_benefit.cost(leader) + 1e-9
    assert value(leader, found.to) == pytest.approx(value(then, found.to), abs=1e-9 * scale)
    # Ends of a stretch too short for a step of 1 % belong to the next corner as well.
    step = 1.0001 if found.to > worth else 1 / 1.0001
    assert value(then, found.to * step) >= value(leader, found.to * step)
    assert value(leader, found.to / step) >= value(then, found.to / step)
    assert max(value(option, found.to) for option in ranked) <= value(leader, found.to) + 1e-9 * scale


def _first(options: tuple[Scored, ...], worth: float) -> str:
    return min(options, key=lambda option: (-value(option, worth), option.candidate.id)).candidate.id


@EXAMPLES
@given(made=parts(least=2), worth=WORTHS, row=st.integers(0, 4))
def test_critical_price_is_where_the_leader_changes(made, worth, row):
    ranked = net_benefit.rank(build(made, worth))
    target = ranked[min(row, len(ranked) - 1)]
    field = flips.landscape(ranked, worth, {target.candidate.model.id})
    found = flips.price_flip(target, field)
    name, key = target.candidate.id, flips.price_key(target)

    def moved(scale: float) -> list[Scored]:
        return [
            option._replace(net_benefit=option.net_benefit + option.serving * (1 - scale))
            if flips.price_key(option) == key
            else option
            for option in ranked
        ]

    def leader(scale: float) -> str:
        return net_benefit.rank(moved(scale))[0].candidate.id

    if found is None:
        assert {leader(scale) == name for scale in GRID if scale > 1e-4} <= {leader(1.0) == name}
        return
    scale = found.to / found.from_
    step = 1.000001 if scale > 1 else 1 / 1.000001
    assume(abs(log(scale)) > 1e-5)
    was_first = ranked[0].candidate.id == name
    assert (leader(scale / step) == name) is was_first
    assert (found.then == name) is not was_first
    at_flip = moved(scale)
    top = net_benefit.rank(at_flip)[0].net_benefit
    by_id = {option.candidate.id: option.net_benefit for option in at_flip}
    assert by_id[name] == pytest.approx(top, abs=1e-9 * (1 + abs(top) + target.serving))
    assert by_id[found.then] == pytest.approx(top, abs=1e-9 * (1 + abs(top) + target.serving))
    if was_first:
        assert leader(scale * step) != name


@EXAMPLES
@given(made=parts(least=2), worth=WORTHS, row=st.integers(0, 4))
def test_critical_quality_is_where_the_leader_changes(made, worth, row):
    ranked = net_benefit.rank(build(made, worth))
    target = ranked[min(row, len(ranked) - 1)]
    field = flips.landscape(ranked, worth, {target.candidate.model.id})
    found = flips.quality_flip(target, field)
    assume(found is not None)
    name, was_first = target.candidate.id, ranked[0].candidate.id == target.candidate.id

    def leader(p_mean: float) -> str:
        """With every option of the model moved by the same share."""
        gain = 1000 * worth * (p_mean - target.belief.p_mean)
        moved = [
            option._replace(net_benefit=option.net_benefit + gain)
            if option.candidate.model.id == target.candidate.model.id
            else option
            for option in ranked
        ]
        return net_benefit.rank(moved)[0].candidate.id

    assume(abs(found.to - found.from_) > 1e-5)
    beyond = 1e-7 if found.to > found.from_ else -1e-7
    before, after = leader(found.to - beyond), leader(found.to + beyond)
    assert (before == name) is was_first
    assert after == found.then
    assert (after == name) is not was_first


def priced(options: list[Scored]) -> scans.Reprice:
    """Bills with a fixed part for rigs and parts that follow tokens, cached share and migration cost."""
    serving = {option.candidate.id: option.serving for option in options}
    first_model = options[0].candidate.model.id

    def reprice(candidate: Candidate, now: Requirements) -> tuple[float, float, float] | None:
        base = serving[candidate.id]
        risk = now.migration_cost / now.calls_per_day if candidate.model.id != first_model else 0.0
        if candidate.route == "hosted":
            fresh = now.input_tokens * (1 - 0.8 * now.cached_share) + 4 * now.output_tokens
            return base * fresh / 2_720, 0.0, risk
        nodes = now.calls_per_day * now.peak_to_mean / 30_000
        return (base * max(1.0, nodes) * 10_000 / now.calls_per_day, 0.0, risk) if nodes < 50 else None

    return reprice


@EXAMPLES
@given(made=parts(least=2, most=6), worth=WORTHS, lever=st.sampled_from(sorted(scans.LEVERS)), data=st.data())
def test_scanned_flips_hold_on_both_sides_and_none_is_missed_on_the_grid(made, worth, lever, data):
    options, now = build(made, worth), requirements(worth)
    target = data.draw(st.sampled_from([option.candidate.id for option in options]))
    reprice = priced(options)
    rivals = [scans.Rival(option.candidate, option.belief.p_mean) for option in options]
    found = scans.scan(lever, rivals, now, reprice, data.draw(st.sampled_from([0, 12])))
    flip = scans.flip(found, target)

    def leader(at: float) -> str | None:
        changed = scans.LEVERS[lever].change(now, at)
        best: tuple[float, str] | None = None
        for option in options:
            costs = reprice(option.candidate, changed)
            if costs is not None:
                key = (sum(costs) - 1000 * worth * option.belief.p_mean, option.candidate.id)
                best = key if best is None else min(best, key)
        return best and best[1]

    start = scans.LEVERS[lever].read(now)
    was_first = leader(start) == target
    if flip is None:
        seen = {leader(at) for at in found.values} - {None}
        assert seen == {target} if was_first else target not in seen
        return
    assert leader(flip.to) == flip.then
    assert (flip.then == target) is not was_first
    step = min(abs(start - flip.to), 2e-9 * max(abs(flip.to), abs(start), 1e-6))
    just_before = flip.to + step if start > flip.to else flip.to - step
    assert (leader(just_before) == target) is was_first
