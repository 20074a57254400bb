"""Invariants of memory, speed and capacity over random models, rigs and loads."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advisor.candidates.floors import Traffic, floor_of, work_of
from advisor.catalog import Model
from advisor.estimates.capacity import Shape, calls_per_second, capacity
from advisor.estimates.deployment import Deployment, deploy, layouts
from advisor.estimates.fit import Question, answer
from advisor.estimates.memory import Memory, memory
from advisor.estimates.rigs import Rig, parse_rig
from advisor.present.fit_json import memory_parts
from tests.unit.estimates.rig_samples import (
    ACCELERATORS,
    B200,
    FORMATS,
    GQA_8B,
    H100,
    HYBRID_397B,
    M4_MAX,
    RTX_3090,
    RTX_4090,
    constants,
    model,
)

DEVICES = st.sampled_from((RTX_4090, RTX_3090, H100, B200, M4_MAX))
CONTEXTS = st.integers(1024, 131_072)
GGUF = ("q8_0", "q6_k", "q4_k_m", "q3_k_m", "iq2_xxs")


@st.composite
def models(draw: st.DrawFn) -> Model:
    layers, hidden = draw(st.integers(8, 100)), draw(st.sampled_from((1024, 2048, 4096, 8192)))
    size: dict[str, Any] = {"layers": layers, "hidden": hidden}
    if draw(st.booleans()):
        total = draw(st.floats(2, 900))
        return model(
            "moe", {**HYBRID_397B, **size}, params_total_b=total, params_active_b=draw(st.floats(1, total / 2))
        )
    return model("dense", {**GQA_8B, **size}, params_total_b=draw(st.floats(0.5, 450)))


@st.composite
def rigs(draw: st.DrawFn) -> Rig:
    device, hosts = draw(DEVICES), draw(st.sampled_from((1, 1, 2)))
    count = 1 if device is M4_MAX else draw(st.sampled_from((1, 2, 4, 8)))
    return Rig(((device, count * hosts),), hosts, draw(st.sampled_from((None, 64.0, 512.0))))


def needed(found: Deployment, context: int, concurrency: int) -> Memory:
    return memory(found.need, found.engine, found.pool, constants(), context, concurrency, found.pool.devices)


def question(of: Model, rig: Rig, context: int = 8192) -> Question:
    return Question(of, rig, context, 1, "auto", "f16")


@given(models(), rigs(), CONTEXTS, st.integers(1, 64))
def test_memory_parts_sum_and_grow_with_context_and_concurrency(
    of: Model, rig: Rig, context: int, streams: int
) -> None:
    found = deploy(of, FORMATS["q4_k_m"], rig, constants())
    assert found is not None
    total = memory_parts(needed(found, context, streams))
    parts = [total[name] for name in ("weights", "kv_cache", "state", "overhead")]
    assert sum(part for part in parts if part is not None) == pytest.approx(total["total"], abs=1e-6)
    small, large = needed(found, context, streams).total, needed(found, context + 1000, streams + 1).total
    assert small is not None
    assert large is not None
    assert small.low <= small.typical <= small.high
    assert large.typical >= small.typical


@given(models(), rigs())
def test_lower_bits_never_need_more(of: Model, rig: Rig) -> None:
    totals = []
    for name in GGUF:
        found = deploy(of, FORMATS[name], rig, constants())
        assert found is not None
        total = needed(found, 8192, 1).total
        assert total is not None
        totals.append(total.typical)
    assert totals == sorted(totals, reverse=True)


@given(models(), DEVICES, st.floats(1.0, 4.0), CONTEXTS)
def test_more_memory_never_loses_an_option(of: Model, device: Any, factor: float, context: int) -> None:
    order = ("no", "offload", "yes")
    larger = device._replace(memory_gb=device.memory_gb * factor)
    small, large = (
        answer(question(of, Rig(((one, 1),), 1, None), context), FORMATS["q4_k_m"], constants(), FORMATS).fits
        for one in (device, larger)
    )
    assert order.index(large) >= order.index(small)


@given(models(), st.sampled_from((RTX_4090, H100, B200)), st.sampled_from((1, 2, 4)))
def test_more_devices_never_lose_an_option_nor_capacity(of: Model, device: Any, count: int) -> None:
    shape = Shape(1000, 0.0, 300, 8192)
    rates = []
    for devices in (count, 2 * count):
        found = deploy(of, FORMATS["fp8"], Rig(((device, devices),), 1, None), constants())
        assert found is not None
        best = capacity(found, shape, constants())
        rates.append(best.calls_per_s.typical if best else 0.0)
    assert rates[1] >= rates[0] * (1 - 1e-9)


@given(models(), rigs(), st.integers(1, 400))
def test_a_larger_batch_never_lowers_the_total_and_never_speeds_up_one_user(of: Model, rig: Rig, batch: int) -> None:
    found = deploy(of, FORMATS["q4_k_m"], rig, constants())
    assert found is not None
    shape = Shape(500, 0.2, 200, 4096)
    for layout in layouts(found, constants(), 4096, 700):
        assert calls_per_second(layout, shape, batch + 1) >= calls_per_second(layout, shape, batch) * (1 - 1e-9)
        assert layout.roofline.step_ms(batch + 1, 500) >= layout.roofline.step_ms(batch, 500)


@given(models(), rigs(), st.floats(1, 30_000), st.floats(0, 1), st.floats(1, 8000), st.sampled_from((None, 10.0, 50.0)))
def test_no_machine_carries_more_than_its_floor_allows(
    of: Model, rig: Rig, prompt: float, cached: float, output: float, target: float | None
) -> None:
    """At its full capacity a machine costs one node, so the floor of that work may not be above it."""
    found = deploy(of, FORMATS["q4_k_m"], rig, constants())
    assert found is not None
    shape = Shape(prompt, cached, output, prompt + output)
    best = capacity(found, shape, constants(), target)
    assume(best is not None)
    assert best is not None
    calls, node = best.calls_per_s.typical, 1000.0
    answer = calls * output
    floor = floor_of(node, found.pool, 1.0, constants())._replace(node=0.0)
    traffic = Traffic(answer + calls * shape.computed_input, answer, shape)
    assert 0 < floor.usd(work_of(found.need, traffic, constants()), traffic) <= node * (1 + 1e-9)


@given(models(), rigs(), CONTEXTS)
def test_a_verdict_is_never_yes_beyond_what_is_available(of: Model, rig: Rig, context: int) -> None:
    found = answer(question(of, rig, context), FORMATS["q4_k_m"], constants(), FORMATS)
    assert found.memory is not None
    if found.fits == "yes":
        assert found.memory.total is not None
        assert found.memory.available is not None
        assert found.memory.total.high <= found.memory.available
    else:
        assert found.speeds.decode_tok_s is None


@given(st.integers(1, 64), st.sampled_from(sorted(ACCELERATORS)), st.integers(1, 8))
def test_a_rig_reads_back_from_its_label(count: int, name: str, hosts: int) -> None:
    rig = parse_rig(f"{count}x {name}" + (f" x{hosts}" if hosts > 1 else ""), ACCELERATORS).rig
    assert parse_rig(rig.label, ACCELERATORS).rig == rig
    assert rig.accelerators == count * hosts
