"""What a scenario may change: memory follows total parameters, prefill follows active ones, prices scale evenly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.candidates.scenario import apply
from advisor.catalog import Model
from advisor.estimates.constants import read
from advisor.estimates.fit import FitAnswer, Question, answer
from advisor.estimates.rigs import parse_rig
from tests.unit.briefing.changed_catalog import shipped

MODEL = "mimo-v2.6-pro"
SHARES = st.floats(0.005, 0.035)


def on_a_node(model: Model) -> FitAnswer:
    catalog = shipped()
    rig = parse_rig("8x nvidia-b200", catalog.accelerators).rig
    question = Question(model, rig, 8192, 32, "auto", "f16")
    constants = read(catalog.constants["hardware"])
    return answer(question, catalog.quantizations["fp8"], constants, catalog.quantizations)


@settings(max_examples=30, deadline=None)
@given(SHARES)
def test_capacity_follows_totals_and_prefill_follows_active_parameters(share: float) -> None:
    before = on_a_node(shipped().models[MODEL])
    after = on_a_node(apply(shipped(), {"activation": share})[0].models[MODEL])
    assert before.memory is not None
    assert after.memory is not None
    assert after.memory.weights == before.memory.weights
    assert after.memory.kv_cache == before.memory.kv_cache
    assert after.fits == before.fits
    assert before.speeds.prefill_tok_s is not None
    assert after.speeds.prefill_tok_s is not None
    assert after.speeds.prefill_tok_s.typical > before.speeds.prefill_tok_s.typical


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 0.99), st.floats(0, 10))
def test_an_even_decline_scales_every_price_alike(decline: float, years: float) -> None:
    left = (1 - decline) ** years
    after = apply(shipped(), {"price_decline": decline, "years": years})[0].offers
    assert len(after) == len(shipped().offers)
    for old, new in zip(shipped().offers[::50], after[::50], strict=True):
        for name in ("input", "output", "cache_read", "batch_output"):
            was, now = getattr(old, name), getattr(new, name)
            assert (now is None) if was is None else now == pytest.approx(was * left)
        assert old._replace(input=None, output=None)[:5] == new._replace(input=None, output=None)[:5]


@given(SHARES)
def test_the_catalog_given_is_never_changed(share: float) -> None:
    models, offers, chips = dict(shipped().models), shipped().offers, dict(shipped().accelerators)
    apply(shipped(), {"activation": share, "price_decline": 0.5, "ascend": 1.0})
    assert (shipped().models, shipped().offers, shipped().accelerators) == (models, offers, chips)
