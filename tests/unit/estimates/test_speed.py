"""Decode, prefill, served load and offload against what published runs and simple physics say."""

import pytest

from advisor.catalog import Model
from advisor.estimates.capacity import Shape, calls_per_second, capacity, token_ms
from advisor.estimates.deployment import layouts, whole_rig
from advisor.estimates.memory import memory
from advisor.estimates.offload import Offload, offload
from advisor.estimates.rigs import Rig
from advisor.estimates.roofline import Roofline
from advisor.estimates.speed import decode, measured, prefill, speeds, ttft
from tests.unit.estimates.rig_samples import (
    ASCEND,
    B200,
    GQA_8B,
    H100,
    H100_PCIE,
    LLAMA_8B,
    LLAMA_70B,
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

CHAT = Shape(1000, 0.0, 300, 8192)


def line_of(of: Model = LLAMA_8B, quantization: str = "q4_k_m", on: Rig | None = None) -> Roofline:
    layout = whole_rig(deployed(of, quantization, on), constants())
    assert layout is not None
    return layout.roofline


def test_decode_stays_below_the_ideal_roofline_and_within_a_third_of_known_runs() -> None:
    found = deployed()
    layout = whole_rig(found, constants())
    assert layout is not None
    speed = decode(found, layout, constants(), 500)
    ideal = 1008 / found.need.weights.gb
    assert speed.typical < ideal
    assert speed.typical == pytest.approx(128, rel=0.33)
    assert speed.low < speed.typical < speed.high
    assert speed.basis == "same-class"


def test_a_mixture_of_experts_reads_its_active_share_at_batch_one_and_nearly_all_of_it_at_many() -> None:
    line = line_of(QWEN_397B, "fp8", rig(B200, 8))
    one, many = line.step_ms(1, 0), line.step_ms(512, 0)
    touched = 1 - line.miss**512
    assert line.routed_ms * (1 - line.miss) < 0.03 * line.routed_ms
    assert touched > 0.99
    assert many - one > 0.9 * line.routed_ms


def test_tensor_parallel_gains_less_than_linear_and_layer_split_gains_no_speed() -> None:
    one, four = line_of(LLAMA_70B, "fp8", rig(H100, 1)), line_of(LLAMA_70B, "fp8", rig(H100, 4))
    assert 1.5 < one.step_ms(1, 1000) / four.step_ms(1, 1000) < 4
    single, split = line_of(on=rig(RTX_3090, 1)), line_of(on=rig(RTX_3090, 2))
    assert single.step_ms(1, 1000) == split.step_ms(1, 1000)


def test_links_without_nvlink_cost_more_per_layer() -> None:
    fast = line_of(LLAMA_70B, "fp8", rig(H100, 4))
    slow = line_of(LLAMA_70B, "fp8", rig(H100._replace(interconnect="PCIe 5.0 x16"), 4))
    assert slow.fixed_ms > fast.fixed_ms
    assert slow.dense_ms == fast.dense_ms
    assert line_of(LLAMA_70B, "fp8", rig(H100_PCIE, 4)).dense_ms > fast.dense_ms


def test_chips_without_trusted_rows_are_physics_only_and_wider() -> None:
    found = deployed(LLAMA_70B, "fp8", rig(ASCEND, 8))
    layout = whole_rig(found, constants())
    assert layout is not None
    speed = decode(found, layout, constants(), 1000)
    assert speed.basis == "physics"
    assert speed.high / speed.low > 3


def test_no_active_count_no_speed() -> None:
    found = deployed(QWEN_397B._replace(params_active=None), "fp8", rig(B200, 8))
    assert whole_rig(found, constants()) is None
    assert speeds(found, None, constants(), 1000, 2000, 1).decode_tok_s is None
    assert capacity(found, CHAT, constants()) is None


def test_a_published_run_of_the_same_configuration_replaces_the_estimate() -> None:
    model = QWEN_397B._replace(id="qwen3.5-397b-a17b")
    found = deployed(model, "ud-iq2_xxs", rig(M4_MAX._replace(id="apple-m5-max")))
    run = measured(found, constants())
    layout = whole_rig(found, constants())
    assert run is not None
    assert layout is not None
    assert decode(found, layout, constants(), 1000)[1:] == (29.0, pytest.approx(31.9), "measured")
    assert decode(found, layout, constants(), 1000, concurrency=2).basis == "same-class"
    assert measured(deployed(), constants()) is None


def test_first_token_waits_for_the_prompt() -> None:
    found = deployed()
    layout = whole_rig(found, constants())
    assert layout is not None
    short, long = (ttft(found, layout, constants(), prompt) for prompt in (100, 32_000))
    assert long.typical > 300 * short.typical * 0.5
    assert short.low < short.typical < short.high


def test_capacity_prefers_small_copies_and_scales_with_hosts() -> None:
    found = deployed(LLAMA_8B, "fp8", rig(H100, 8))
    best = capacity(found, CHAT, constants())
    double = capacity(deployed(LLAMA_8B, "fp8", rig(H100, 16, hosts=2)), CHAT, constants())
    assert best is not None
    assert double is not None
    assert best.layout.copies >= 4
    assert double.calls_per_s.typical == pytest.approx(2 * best.calls_per_s.typical)


def test_a_model_larger_than_a_host_is_staged_over_the_fewest_hosts() -> None:
    found = deployed(QWEN_397B, "bf16", rig(H100, 32, hosts=4))
    laid = layouts(found, constants(), 8192, 1300)
    assert [(one.devices, one.stages, one.copies) for one in laid] == [(8, 2, 2)]
    assert capacity(deployed(QWEN_397B, "bf16", rig(H100, 8)), CHAT, constants()) is None


def test_a_latency_target_lowers_the_batch_and_an_unreachable_one_has_no_capacity() -> None:
    found = deployed(LLAMA_70B, "fp8", rig(H100, 4))
    free, held = capacity(found, CHAT, constants()), capacity(found, CHAT, constants(), 40.0)
    assert free is not None
    assert held is not None
    assert held.batch < free.batch
    assert held.tokens_per_s_user >= 40.0
    assert token_ms(held.layout, CHAT, held.batch + 1) > 25.0
    assert capacity(found, CHAT, constants(), 5000.0) is None


def test_cached_input_leaves_more_capacity() -> None:
    found = deployed(LLAMA_70B, "fp8", rig(H100, 4))
    cold, warm = capacity(found, CHAT, constants()), capacity(found, CHAT._replace(cached_share=0.9), constants())
    assert cold is not None
    assert warm is not None
    assert warm.calls_per_s.typical > cold.calls_per_s.typical


def test_more_streams_never_lower_the_total() -> None:
    layout = layouts(deployed(QWEN_397B, "fp8", rig(B200, 8)), constants(), 8192, 1300)[-1]
    rates = [calls_per_second(layout, CHAT, batch) for batch in range(1, 257)]
    assert rates == sorted(rates)


def spill(on: Rig, quantization: str = "q4_k_m") -> Offload | None:
    found = deployed(QWEN_397B, quantization, on)
    need = memory(found.need, found.engine, found.pool, constants(), 8192, 1, found.pool.devices)
    return offload(found, need, constants())


def test_the_397b_on_two_consumer_cards_needs_about_200_gb_of_ram_and_runs_at_desktop_speed() -> None:
    for device, least, most in ((RTX_4090, 190, 260), (RTX_5090, 170, 240)):
        found = spill(rig(device, 2, ram=256.0))
        assert found is not None
        assert least < found.ram_needed_gb < most
        assert found.enough
        assert found.decode_tok_s is not None
        assert 7 < found.decode_tok_s.low < found.decode_tok_s.typical < found.decode_tok_s.high < 17
        server = next(entry for entry in found.by_ram if entry.id == "server")
        assert 15 < server.decode_tok_s.typical < 30


def test_offload_says_when_ram_is_short_or_not_stated_and_has_no_place_on_unified_memory() -> None:
    short, unstated = spill(rig(RTX_4090, 2, ram=64.0)), spill(rig(RTX_4090, 2))
    assert short is not None
    assert unstated is not None
    assert short.enough is False
    assert unstated.enough is None
    assert spill(rig(M4_MAX)) is None


def test_cards_without_fast_links_read_prompts_at_the_pace_of_their_slots() -> None:
    """Four RTX 3090 read 889 tokens/s of a 27B model (4x3090-archive); two with a bridge are not held up as much."""
    of = model("x-27b", {**GQA_8B, "layers": 64, "hidden": 5120}, params_total_b=27.0)
    four = prefill_on(of, rig(RTX_3090, 4))
    assert four == pytest.approx(889, rel=0.25)
    linked = RTX_3090._replace(interconnect="NVLink")
    assert prefill_on(of, rig(linked, 4)) > 2 * four


def prefill_on(of: Model, on: Rig) -> float:
    deployment = deployed(of, "awq-int4", on)
    layout = whole_rig(deployment, constants())
    assert layout is not None
    return prefill(deployment, layout, constants()).typical


def test_a_first_token_takes_a_request_however_short_the_prompt() -> None:
    deployment = deployed(LLAMA_8B, "bf16", rig(H100))
    layout = whole_rig(deployment, constants())
    assert layout is not None
    first = ttft(deployment, layout, constants(), 1)
    assert first.typical > constants().engines[deployment.engine].request_ms / 1e3
    assert first.low < first.typical < first.high


def test_an_nvidia_board_with_unified_memory_runs_what_was_measured_there() -> None:
    spark = RTX_5090._replace(id="nvidia-dgx-spark", kind="soc", memory_gb=128.0, bandwidth_gbs=273.0)
    assert deployed(LLAMA_8B, "q4_k_m", rig(spark)).pool.vendor == "nvidia-unified"
    assert not deployed(LLAMA_8B, "q4_k_m", rig(spark)).physics_only
    assert deployed(LLAMA_8B, "bf16", rig(spark)).engine == "llama.cpp"
