"""Answers of `fit`: verdicts, the default precision, changes that make it fit, refusals."""

from time import perf_counter
from typing import Any

import pytest

from advisor.catalog import Model, Quantization
from advisor.errors import AdvisorError
from advisor.estimates.engines import choose_engine, known_engine, known_quantization
from advisor.estimates.fit import FitAnswer, Question, answer, default_answer
from advisor.estimates.rigs import Rig
from tests.unit.estimates.rig_samples import (
    ASCEND,
    B200,
    FORMATS,
    GQA_8B,
    H100,
    LLAMA_8B,
    LLAMA_70B,
    M4_MAX,
    QWEN_397B,
    RTX_3090,
    RTX_4090,
    constants,
    device,
    model,
    rig,
)


def ask(of: Model = LLAMA_8B, on: Rig | None = None, quantization: str | None = None, **facts: Any) -> FitAnswer:
    question = Question(of, on or rig(), 8192, 1, "auto", "f16")._replace(**facts)
    if quantization is None:
        return default_answer(question, constants(), FORMATS)
    return answer(question, FORMATS[quantization], constants(), FORMATS)


EDGE = device("nvidia-jetson-orin-nano-8gb", 8.59, kind="edge", bandwidth_gbs=102.4, fp16_tflops=None)


@pytest.mark.parametrize(
    ("of", "on", "quantization", "fits"),
    [
        (LLAMA_8B, rig(EDGE), "bf16", "no"),
        (LLAMA_8B, rig(RTX_4090), "q4_k_m", "yes"),
        (LLAMA_70B, rig(RTX_4090), "q4_k_m", "no"),
        (LLAMA_70B, rig(RTX_4090, ram=64.0), "q4_k_m", "offload"),
        (LLAMA_70B, rig(RTX_3090, 2), "q4_k_m", "yes"),
        (LLAMA_70B, rig(M4_MAX), "q4_k_m", "yes"),
        (LLAMA_8B, Rig((), 1, 32.0), "q4_k_m", "yes"),
        (LLAMA_70B, rig(H100), "bf16", "no"),
        (QWEN_397B, rig(H100, 8), "fp8", "yes"),
        (QWEN_397B, rig(RTX_4090, 2), "q4_k_m", "no"),
        (QWEN_397B, rig(RTX_4090, 2, ram=256.0), "q4_k_m", "offload"),
        (QWEN_397B, rig(B200, 8), "bf16", "yes"),
        (QWEN_397B, rig(ASCEND, 8), "fp8", "yes"),
        (QWEN_397B, rig(H100, 16, hosts=2), "bf16", "yes"),
    ],
)
def test_rigs_from_an_edge_box_to_eight_b200(of: Model, on: Rig, quantization: str, fits: str) -> None:
    assert ask(of, on, quantization).fits == fits


def test_a_no_has_no_speed_and_says_what_would_make_it_fit() -> None:
    found = ask(LLAMA_70B, rig(RTX_4090), "q4_k_m")
    assert found.speeds.decode_tok_s is None
    assert [change.lever for change in found.changes] == ["quantization", "devices", "ram"]
    for change in found.changes:
        if change.lever == "quantization":
            assert ask(LLAMA_70B, rig(RTX_4090), change.to).fits == "yes"
        if change.lever == "devices":
            assert ask(LLAMA_70B, rig(RTX_4090, int(change.to)), "q4_k_m").fits == "yes"
            assert ask(LLAMA_70B, rig(RTX_4090, int(change.to) - 1), "q4_k_m").fits == "no"
        if change.lever == "ram":
            assert ask(LLAMA_70B, rig(RTX_4090, ram=float(change.to) + 0.1), "q4_k_m").fits == "offload"


def test_the_longest_context_that_fits_is_exact() -> None:
    found = ask(LLAMA_8B, rig(RTX_4090), "bf16", context=131_072)
    assert found.fits == "no"
    change = found.changes[0]
    assert change.lever == "context"
    assert ask(LLAMA_8B, rig(RTX_4090), "bf16", context=int(change.to)).fits == "yes"
    assert ask(LLAMA_8B, rig(RTX_4090), "bf16", context=int(change.to) + 100).fits == "no"


def test_the_default_precision_is_the_best_that_fits_then_offload() -> None:
    assert ask(LLAMA_70B, rig(RTX_3090, 2)).quantization == FORMATS["q4_k_m"]
    assert ask(QWEN_397B, rig(RTX_4090, 2, ram=256.0)).fits == "offload"
    assert ask(QWEN_397B, rig(RTX_4090, 2)).fits == "no"
    assert ask(model(native="bf16"), rig(H100)).quantization == FORMATS["bf16"]


def test_the_released_precision_is_good_enough_however_few_bits_it_has() -> None:
    four = {**FORMATS, "mxfp4": Quantization("mxfp4", 4.25, "fp4", ("vllm",), None, None, (), "x")}
    question = Question(model(native="mxfp4"), rig(H100), 8192, 1, "auto", "f16")
    assert default_answer(question, constants(), four).quantization == four["mxfp4"]


def test_a_datacenter_is_given_a_server_format_before_a_more_precise_file() -> None:
    found = ask(QWEN_397B, rig(B200, 4))
    assert (found.quantization, found.engine) == (FORMATS["fp8"], "vllm")


def test_offload_takes_a_plain_file_rather_than_a_smaller_one_of_codebooks() -> None:
    codebook = Quantization("iq4_xs", 4.36, "gguf", ("llama.cpp",), None, None, (), "x")
    formats = {**FORMATS, "iq4_xs": codebook}
    question = Question(QWEN_397B, rig(RTX_4090, 2, ram=256.0), 8192, 1, "auto", "f16")
    assert default_answer(question, constants(), formats).quantization == FORMATS["q4_k_m"]


def test_a_format_both_engines_run_falls_back_to_the_one_that_offloads() -> None:
    released = Quantization("mxfp4", 4.34, "fp4", ("vllm", "llama.cpp"), None, None, (), "x")
    question = Question(QWEN_397B._replace(native="mxfp4"), rig(RTX_4090, ram=256.0), 8192, 1, "auto", "f16")
    found = default_answer(question, constants(), {**FORMATS, "mxfp4": released})
    assert (found.quantization, found.engine, found.fits) == (released, "llama.cpp", "offload")


def test_weights_alone_beyond_the_devices_are_not_chosen_for_want_of_a_cache_size() -> None:
    unknown = model("x", {**GQA_8B, "attention": "sparse"}, params_total_b=24.0)
    found = default_answer(Question(unknown, rig(RTX_4090), 8192, 1, "auto", "f16"), constants(), FORMATS)
    assert found.memory is not None
    assert found.memory.available is not None
    assert found.memory.weights.high + found.memory.overhead.high < found.memory.available


def test_only_formats_llama_cpp_reads_can_be_offloaded() -> None:
    assert ask(LLAMA_70B, rig(RTX_4090, ram=256.0), "fp8").fits == "no"
    assert ask(LLAMA_70B, rig(RTX_4090, ram=256.0), "q8_0").fits == "offload"


def test_a_cpu_without_a_stated_ram_size_is_unknown_and_says_what_to_give() -> None:
    found = ask(LLAMA_8B, Rig((), 1, None), "q4_k_m")
    assert (found.fits, "--ram" in found.notes[0]) == ("unknown", True)


def test_unknown_attention_is_unknown_with_its_weights() -> None:
    found = ask(model("x", {**GQA_8B, "attention": "sparse"}), rig(RTX_4090), "q4_k_m")
    assert found.fits == "unknown"
    assert found.memory is not None
    assert found.memory.total is None
    assert any("not verified" in note for note in found.notes)


def test_a_model_without_a_size_is_unknown() -> None:
    found = ask(LLAMA_8B._replace(params_total=None), rig(RTX_4090), "q4_k_m")
    assert (found.fits, found.memory) == ("unknown", None)
    assert "size" in found.notes[0]


def test_a_bare_name_and_size_still_gets_weights_and_a_physics_speed() -> None:
    bare = LLAMA_8B._replace(architecture=None, context=None)
    found = ask(bare, rig(RTX_4090), "q4_k_m")
    assert found.fits == "unknown"
    assert found.speeds.decode_tok_s is not None
    assert found.speeds.decode_tok_s.basis == "physics"


def test_export_control_is_shown() -> None:
    controlled = H100._replace(export_controlled=True, export_note="3A090")
    assert any("3A090" in note for note in ask(LLAMA_8B, rig(controlled), "fp8").notes)


@pytest.mark.parametrize(
    ("of", "on", "quantization", "facts"),
    [
        (LLAMA_8B, rig(), "q4_k_m", {"context": 200_000}),
        (LLAMA_8B, rig(), "mlx-4bit", {}),
        (LLAMA_8B, rig(), "q4_k_m", {"engine": "vllm"}),
        (LLAMA_8B._replace(open_weights=False), rig(), "q4_k_m", {}),
    ],
)
def test_refusals_are_bad_input_with_a_fix(of: Model, on: Rig, quantization: str, facts: dict[str, Any]) -> None:
    with pytest.raises(AdvisorError) as caught:
        ask(of, on, quantization, **facts)
    assert caught.value.exit_code == 2
    assert caught.value.fix


def test_engines_by_vendor_and_by_name() -> None:
    assert choose_engine("auto", FORMATS["fp8"], "nvidia", constants()) == "vllm"
    assert choose_engine("auto", FORMATS["q4_k_m"], "nvidia", constants()) == "llama.cpp"
    assert choose_engine("auto", FORMATS["mlx-4bit"], "apple", constants()) == "mlx"
    assert choose_engine("auto", FORMATS["q4_k_m"], "other", constants()) is None
    assert known_engine("trtllm", constants()) == "tensorrt-llm"
    with pytest.raises(AdvisorError, match="unknown engine"):
        known_engine("warp", constants())


def test_quantization_names_are_forgiving_and_unknown_ones_name_the_closest() -> None:
    assert known_quantization("Q4-K-M", FORMATS).id == "q4_k_m"
    with pytest.raises(AdvisorError) as caught:
        known_quantization("q4_k_x", FORMATS)
    assert "q4_k_m" in caught.value.fix


def test_a_long_context_reads_more_cache_and_is_slower() -> None:
    short, long = (ask(LLAMA_8B, rig(H100), "fp8", context=context).speeds for context in (8192, 131_072))
    assert short.decode_tok_s is not None
    assert long.decode_tok_s is not None
    assert long.decode_tok_s.typical < 0.8 * short.decode_tok_s.typical


def test_an_answer_takes_two_milliseconds_at_most() -> None:
    taken = []
    for _ in range(20):
        start = perf_counter()
        ask(QWEN_397B, rig(RTX_4090, 2), "q4_k_m")
        taken.append(perf_counter() - start)
    assert min(taken) < 0.002


def test_a_published_run_that_the_default_limit_would_refuse_fits_within_the_stated_memory() -> None:
    known = QWEN_397B._replace(id="qwen3.5-397b-a17b")
    mac = M4_MAX._replace(id="apple-m5-max")
    found = ask(known, rig(mac), "ud-iq2_xxs")
    assert (found.fits, found.basis) == ("yes", "measured")
    assert found.memory is not None
    assert found.memory.total is not None
    assert found.memory.available == 137.44
    assert found.memory.total.high <= 137.44
    assert ask(known, rig(mac), "ud-iq2_xxs", concurrency=2).fits == "no"


BARE = model("bare", {}, params_total_b=397.0, params_active_b=17.0)


@pytest.mark.parametrize(("ram", "fits", "enough"), [(None, "no", None), (64.0, "no", False), (512.0, "unknown", None)])
def test_a_bare_size_beyond_the_devices_depends_on_the_ram_and_on_a_cache_nobody_knows(
    ram: float | None, fits: str, enough: bool | None
) -> None:
    found = ask(BARE, rig(RTX_4090, 2, ram=ram), "q4_k_m")
    assert (found.fits, found.speeds.decode_tok_s) == (fits, None)
    assert found.offload is not None
    assert (found.offload.enough, 190 < found.offload.ram_needed_gb < 260) == (enough, True)


def test_of_a_mixture_with_unknown_experts_a_token_reads_no_more_than_the_active_parameters() -> None:
    bare = ask(BARE, rig(RTX_4090, 2, ram=512.0), "q4_k_m").offload
    known = ask(QWEN_397B, rig(RTX_4090, 2, ram=512.0), "q4_k_m").offload
    assert bare is not None
    assert known is not None
    assert bare.decode_tok_s is not None
    assert known.decode_tok_s is not None
    assert 0.3 < bare.decode_tok_s.typical / known.decode_tok_s.typical <= 1.0


@pytest.mark.parametrize("quantization", [None, "bf16"])
def test_an_engine_of_other_devices_is_refused(quantization: str | None) -> None:
    with pytest.raises(AdvisorError, match="mlx does not run on nvidia devices"):
        ask(on=rig(RTX_4090), quantization=quantization, engine="mlx")
