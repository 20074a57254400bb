"""Weights against published files: sizes from llama.cpp's own list of formats and from model repositories."""

import pytest

from advisor.catalog import Checkpoint, Model
from advisor.estimates.shape import parameter_count, shape_of
from advisor.estimates.weights import Weights, weights_of
from tests.unit.estimates.rig_samples import FORMATS, GQA_8B, LLAMA_8B, QWEN_397B, constants, model


def weights(quantization: str, of: Model = LLAMA_8B) -> Weights:
    shape = shape_of(of, constants())
    assert shape is not None
    return weights_of(of, shape, FORMATS[quantization], constants())


@pytest.mark.parametrize(
    ("quantization", "published_gb"), [("q4_k_m", 4.90), ("q8_0", 8.53), ("q6_k", 6.59), ("bf16", 16.06)]
)
def test_llama_8b_files_within_one_percent(quantization: str, published_gb: float) -> None:
    assert weights(quantization).gb == pytest.approx(published_gb, rel=0.01)


def test_sixteen_bit_embeddings_make_awq_of_a_small_model_larger_per_weight() -> None:
    small = model("small-1b", {**GQA_8B, "layers": 28, "hidden": 2048, "vocab": 151936}, params_total_b=1.7)
    assert weights("awq-int4", small).bits > weights("awq-int4").bits + 0.5


def test_a_real_file_wins_and_has_no_range() -> None:
    listed = LLAMA_8B._replace(checkpoints=(Checkpoint("q4_k_m", 5.55, None, "somewhere"),))
    found = weights("q4_k_m", listed)
    assert (found.gb, found.low, found.high, found.basis, found.source) == (5.55, 5.55, 5.55, "measured", "somewhere")


def test_a_checkpoint_without_a_size_changes_nothing() -> None:
    listed = LLAMA_8B._replace(checkpoints=(Checkpoint("q4_k_m", None, 8.0, "recipe"),))
    assert weights("q4_k_m", listed).gb == weights("q4_k_m").gb


def test_an_unlisted_format_uses_its_mean_bits_and_says_physics() -> None:
    shape = shape_of(LLAMA_8B, constants())
    assert shape is not None
    found = weights_of(LLAMA_8B, shape, FORMATS["q4_k_m"]._replace(id="new_5", bits_per_weight=5.0), constants())
    assert (found.basis, found.gb) == ("physics", pytest.approx(8.03 * 5 / 8))


@pytest.mark.parametrize(("counted", "used"), [(403.4, 403.4), (101.6, 397.0), (1800.0, 397.0), (None, 397.0)])
def test_packed_tensor_counts_are_not_parameters(counted: float | None, used: float) -> None:
    assert parameter_count(QWEN_397B._replace(params_checkpoint=counted), constants()) == used


def test_routed_parameters_follow_from_total_active_and_experts() -> None:
    shape = shape_of(QWEN_397B._replace(params_checkpoint=None), constants())
    assert shape is not None
    assert shape.routed == pytest.approx((397 - 17) / (1 - 10 / 512))


def test_no_size_no_shape_and_no_active_count_no_guess() -> None:
    assert shape_of(LLAMA_8B._replace(params_total=None), constants()) is None
    shape = shape_of(QWEN_397B._replace(params_active=None), constants())
    assert shape is not None
    assert (shape.active, shape.routed) == (None, None)
