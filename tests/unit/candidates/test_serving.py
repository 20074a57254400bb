"""Carrying a load on machines: requests of one call share its tokens, and a call is late with its reasoning."""

import pytest

from advisor.candidates.serving import Carried, latency_of, token_shape
from advisor.estimates.capacity import capacity
from advisor.estimates.load import Load, load_of
from advisor.requirements import Requirements, resolve
from tests.unit.briefing.changed_catalog import TODAY, shipped
from tests.unit.estimates.rig_samples import H100, LLAMA_70B, constants, deployed, rig

FOUND = deployed(LLAMA_70B, "fp8", rig(H100, 8))


def asked(**given: object) -> Requirements:
    return resolve({"workload": "coding", **given}, shipped(), TODAY)


def carried(load: Load, requirements: Requirements) -> Carried:
    found = capacity(FOUND, token_shape(load, requirements), constants())
    assert found is not None
    return Carried(found, 1, 1.0, ())


def test_requests_of_one_call_hold_only_their_share_of_its_tokens() -> None:
    """Five requests of 12,000 tokens are as much work for a rig as five calls of one such request each."""
    several, one = asked(), asked(input_tokens=12_000, output_tokens=800, turns=1, context=60_000)
    load = load_of(several, "none")
    assert (load.turns, load.input_tokens) == (5, 60_000)
    whole, part = carried(load, several).capacity, carried(load_of(one, "none"), one).capacity
    assert whole is not None
    assert part is not None
    assert whole.batch == part.batch
    assert whole.calls_per_s.typical * 5 == pytest.approx(part.calls_per_s.typical)


def test_a_call_is_late_with_its_reasoning() -> None:
    plain = asked(p95="1ms", latency_price=1.0)
    late = []
    for effort in ("none", "high"):
        load = load_of(plain, effort)
        usd, gates = latency_of(FOUND, carried(load_of(plain, "none"), plain), load, plain, constants())
        assert gates == ()
        late.append(usd)
    thought = load_of(plain, "high").reasoning_tokens
    speed = carried(load_of(plain, "none"), plain).capacity
    assert speed is not None
    assert late[1] - late[0] == pytest.approx(1000 * thought / speed.tokens_per_s_user)
