"""Totals, verdicts and pools."""

import pytest

from advisor.estimates.memory import Memory, fits, footprint, memory, overhead_gb, usable_gb
from advisor.estimates.pool import pool_of, ram_class
from advisor.estimates.rigs import Rig
from tests.unit.estimates.rig_samples import (
    B200,
    GQA_8B,
    H100,
    LLAMA_8B,
    M4_MAX,
    QWEN_397B,
    RTX_3090,
    RTX_4090,
    RTX_5090,
    constants,
    deployed,
    model,
    rig,
)


def need(of: str = "q4_k_m", context: int = 8192, concurrency: int = 1) -> Memory:
    found = deployed(LLAMA_8B, of)
    return memory(found.need, found.engine, found.pool, constants(), context, concurrency, found.pool.devices)


def test_parts_sum_to_the_total() -> None:
    found = need(concurrency=4)
    assert found.total is not None
    assert found.kv_cache is not None
    assert found.state is not None
    for side in ("low", "typical", "high"):
        parts = (found.weights, found.kv_cache, found.state, found.overhead)
        assert sum(getattr(part, side) for part in parts) == pytest.approx(getattr(found.total, side))


def test_concurrency_multiplies_the_cache_only() -> None:
    one, four = need(concurrency=1), need(concurrency=4)
    assert one.kv_cache is not None
    assert four.kv_cache is not None
    assert four.kv_cache.typical == pytest.approx(4 * one.kv_cache.typical)
    assert four.weights == one.weights


def test_unknown_attention_leaves_cache_and_total_unknown_and_weights_known() -> None:
    blank = model("x", {**GQA_8B, "attention": "sparse"})
    found = deployed(blank)
    result = memory(found.need, found.engine, found.pool, constants(), 8192, 1, 1)
    assert (result.kv_cache, result.state, result.total) == (None, None, None)
    assert fits(result) == "unknown"


def test_weights_alone_beyond_the_memory_are_a_no_even_with_unknown_attention() -> None:
    huge = QWEN_397B._replace(architecture=None, params_active=397.0)
    found = deployed(huge)
    assert fits(memory(found.need, found.engine, found.pool, constants(), 8192, 1, 1)) == "no"


def test_the_cautious_total_decides() -> None:
    found = need()
    assert found.total is not None
    assert fits(found._replace(available=found.total.high)) == "yes"
    assert fits(found._replace(available=(found.total.high + found.total.typical) / 2)) == "no"
    assert fits(found._replace(available=None)) == "unknown"


def test_kv_quantization_shrinks_the_cache() -> None:
    shape = deployed().need.shape
    from tests.unit.estimates.rig_samples import FORMATS

    full = footprint(LLAMA_8B, shape, FORMATS["q4_k_m"], constants())
    half = footprint(LLAMA_8B, shape, FORMATS["q4_k_m"], constants(), "fp8")
    assert half.kv_bits * 2 == full.kv_bits


def test_server_engines_reserve_a_tenth_and_take_more_per_device() -> None:
    pool = pool_of(rig(H100, 8), constants())
    assert pool is not None
    assert usable_gb(pool, "vllm", constants(), 8) == pytest.approx(8 * 85.9 * 0.9)
    server, local = deployed(on=rig(H100, 8), quantization="fp8"), deployed()
    assert (
        overhead_gb(server.need, "vllm", constants(), 8).typical
        > overhead_gb(local.need, "llama.cpp", constants(), 8).typical
    )


def test_mixed_rigs_pool_memory_and_weigh_bandwidth_by_share() -> None:
    pool = pool_of(Rig(((RTX_5090, 1), (RTX_3090, 2)), 1, None), constants())
    assert pool is not None
    assert pool.mixed
    assert pool.memory_gb == pytest.approx(34.36 + 2 * 25.77)
    assert RTX_3090.bandwidth_gbs is not None
    assert RTX_5090.bandwidth_gbs is not None
    assert RTX_3090.bandwidth_gbs < pool.bandwidth_gbs < RTX_5090.bandwidth_gbs


def test_unified_memory_is_shared_with_the_host_and_typed_ram_is_its_size() -> None:
    whole = pool_of(rig(M4_MAX), constants())
    smaller = pool_of(rig(M4_MAX, ram=64.0), constants())
    assert whole is not None
    assert smaller is not None
    assert whole.memory_gb == pytest.approx(137.44 * 0.75)
    assert smaller.memory_gb == pytest.approx(48.0)
    assert whole.unified


def test_a_cpu_rig_needs_a_stated_ram_size() -> None:
    assert pool_of(Rig((), 1, None), constants()) is None
    pool = pool_of(Rig((), 1, 64.0), constants())
    assert pool is not None
    assert pool.memory_gb == 56.0
    assert pool.vendor == "cpu"


def test_unknown_bandwidth_or_memory_gives_no_pool() -> None:
    assert pool_of(rig(RTX_4090._replace(bandwidth_gbs=None)), constants()) is None
    assert pool_of(rig(RTX_4090._replace(memory_gb=None)), constants()) is None


def test_ram_class_follows_size_and_kind_of_host() -> None:
    assert ram_class(rig(RTX_4090, ram=128.0), constants()).id == "desktop"
    assert ram_class(rig(RTX_4090, ram=500.0), constants()).id == "workstation"
    assert ram_class(rig(B200, 8, ram=200.0), constants()).id == "server"


def test_instinct_and_radeon_are_served_by_different_engines_first() -> None:
    radeon = RTX_4090._replace(id="amd-rx-7900-xtx", vendor="AMD")
    instinct = B200._replace(id="amd-mi355x", vendor="AMD")
    assert deployed(LLAMA_8B, "bf16", rig(radeon)).engine == "llama.cpp"
    assert deployed(LLAMA_8B, "bf16", rig(instinct, 8)).engine == "vllm"
    assert deployed(LLAMA_8B, "bf16", rig(instinct, 8)).physics_only
