import pytest

from advisor.decision import scans
from tests.properties.strategies import requirements
from tests.unit.decision.example import example_option

HOSTED, OWNED = example_option("qwen@together"), example_option("qwen/fp8@owned:8xh200")
RIVALS = [scans.Rival(option.candidate, 0.9) for option in (HOSTED, OWNED)]


def reprice(candidate, now):
    """Hosted $1.50 per 1,000 calls; owned $300 a day up to 1M calls."""
    if candidate.route == "hosted":
        return 1.5, 0.0, 0.0
    return (300_000 / now.calls_per_day, 0.0, 0.0) if now.calls_per_day <= 1e6 else None


def test_break_even_volume_is_where_the_fixed_cost_is_earned():
    found = scans.scan("calls_per_day", RIVALS, requirements(0.05), reprice)
    flip = scans.flip(found, HOSTED.candidate.id)
    assert flip.to == pytest.approx(200_000, rel=1e-8)
    assert (flip.then, flip.unit, flip.from_) == (OWNED.candidate.id, "calls/day", 10_000)
    assert scans.flip(found, OWNED.candidate.id).to == flip.to


def test_an_option_that_no_value_helps_has_no_flip():
    found = scans.scan("cached_share", RIVALS, requirements(0.05), reprice)
    assert scans.flip(found, HOSTED.candidate.id) is None
    assert scans.flip(found, OWNED.candidate.id) is None


def test_the_grid_spans_a_factor_of_a_million_both_ways():
    found = scans.scan("calls_per_day", RIVALS, requirements(0.05), reprice)
    assert found.values[0] == pytest.approx(10_000 * 1e-6)
    assert found.values[-1] == pytest.approx(10_000 * 1e6)
    assert found.values == tuple(sorted(found.values))


def test_nobody_able_to_serve_is_not_a_flip():
    found = scans.scan("calls_per_day", RIVALS[1:], requirements(0.05), reprice)
    assert found.winners[-1] is None
    assert scans.flip(found, OWNED.candidate.id) is None


def test_tokens_move_the_largest_request_unless_it_was_given():
    now = requirements(0.05)
    lever = scans.LEVERS["input_tokens"]
    assert lever.change(now, 5_000.0).context == 5_300
    assert lever.change(now._replace(defaulted=()), 5_000.0).context == now.context


def test_utilisation_is_the_inverse_of_the_peak():
    lever = scans.LEVERS["utilisation"]
    assert lever.read(requirements(0.05)) == pytest.approx(1 / 3)
    assert lever.change(requirements(0.05), 0.5).peak_to_mean == 2


def test_a_narrow_tooth_before_the_flip_is_found_when_asked_for():
    """Node counts step: owned is dearer between 105,000 and 108,000 calls a day, and from 115,000 on."""

    def toothed(candidate, now):
        if candidate.route == "hosted":
            return 1.5, 0.0, 0.0
        volume = now.calls_per_day
        return (2.0 if 105_000 <= volume < 108_000 or volume >= 115_000 else 1.0), 0.0, 0.0

    now = requirements(0.05)._replace(calls_per_day=50_000.0)
    coarse = scans.flip(scans.scan("calls_per_day", RIVALS, now, toothed), OWNED.candidate.id)
    fine = scans.flip(scans.scan("calls_per_day", RIVALS, now, toothed, 48), OWNED.candidate.id)
    assert coarse.to == pytest.approx(115_000, rel=1e-8)
    assert fine.to == pytest.approx(105_000, rel=1e-8)
    assert coarse.then == fine.then == HOSTED.candidate.id
