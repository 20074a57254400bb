"""KV bytes per token against figures derived from configs and llama.cpp logs (hardware study 1.2)."""

from typing import Any

import pytest

from advisor.estimates.kv import KvShape, kv_shape
from tests.unit.estimates.rig_samples import GQA_8B, HYBRID_397B, constants, model

MLA: dict[str, Any] = {"layers": 61, "hidden": 7168, "kv_heads": 128, "attention": "mla", "kv_lora_rank": 512,
                       "rope_dim": 64}  # fmt: skip
GPT_OSS: dict[str, Any] = {"layers": 36, "kv_heads": 8, "head_dim": 64, "attention": "swa", "layers_full": 18,
                           "layers_sliding": 18, "window": 128}  # fmt: skip
GEMMA_4: dict[str, Any] = {"layers": 60, "kv_heads": 16, "head_dim": 256, "attention": "swa", "layers_full": 10,
                           "layers_sliding": 50, "window": 1024, "global_head_dim": 512,
                           "global_kv_heads": 4}  # fmt: skip
CSA: dict[str, Any] = {"layers": 61, "hidden": 7168, "head_dim": 512, "kv_heads": 1, "attention": "csa", "window": 128,
                       "compress_ratio_layers": {"0": 1, "4": 30, "128": 31}}  # fmt: skip


def kv(architecture: dict[str, Any]) -> KvShape:
    found = kv_shape(model("x", architecture).architecture, constants())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("architecture", "bytes_per_token"),
    [(GQA_8B, 131_072), ({**GQA_8B, "layers": 80}, 327_680), (MLA, 70_272), (HYBRID_397B, 30_720)],
)
def test_growing_part_at_sixteen_bits(architecture: dict[str, Any], bytes_per_token: int) -> None:
    assert kv(architecture).growing * 2 == bytes_per_token


def test_mla_at_q8_0_matches_the_log_of_ik_llama() -> None:
    assert kv(MLA).bytes_at(32768, 8.5) == pytest.approx(1166.62 * 2**20, rel=1e-4)


def test_a_sliding_layer_stops_at_its_window() -> None:
    cache = kv(GPT_OSS)
    assert cache.bytes_at(128, 16) == 128 * 2 * 36_864
    assert cache.bytes_at(10_000, 16) - cache.bytes_at(9_999, 16) == 36_864


def test_full_layers_of_gemma_4_have_heads_of_their_own() -> None:
    assert kv(GEMMA_4).growing == 10 * 2 * 4 * 512


def test_values_may_be_narrower_than_keys() -> None:
    mimo = {"layers": 48, "kv_heads": 4, "head_dim": 192, "v_head_dim": 128, "attention": "swa", "layers_full": 9,
            "layers_sliding": 39, "window": 128}  # fmt: skip
    assert kv(mimo).growing * 2 == 23_040


def test_a_stated_size_stands_in_where_the_layers_are_not_known_and_does_not_scale_with_the_type() -> None:
    known = kv({"layers": 40, "head_dim": 512, "kv_heads": 1, "attention": "csa", "kv_bytes_per_token": 890})
    assert known.bytes_at(1000, 16) == known.bytes_at(1000, 8) == 890_000
    assert kv({**MLA, "kv_bytes_per_token": 890}).stated == 0


def test_compressed_attention_is_a_tenth_of_mla_at_a_million_tokens() -> None:
    assert 0.05 < kv(CSA).bytes_at(1e6, 16) / kv({**MLA}).bytes_at(1e6, 16) < 0.2


def test_linear_layers_keep_a_state_of_constant_size() -> None:
    cache = kv(HYBRID_397B)
    assert cache.state_bytes == pytest.approx(45 * 4096 * (256 * 4 + 8))
    assert kv(GQA_8B).state_bytes == 0


@pytest.mark.parametrize(
    "missing",
    [
        {**GQA_8B, "attention": None},
        {**GQA_8B, "attention": "sparse"},
        {**GQA_8B, "kv_heads": None},
        {**MLA, "kv_lora_rank": None},
        {**GPT_OSS, "layers_full": None},
        {**GPT_OSS, "window": None},
        {**HYBRID_397B, "layers_linear": None},
        {**CSA, "compress_ratio_layers": None},
    ],
)
def test_a_missing_fact_is_unknown_and_never_plain_gqa(missing: dict[str, Any]) -> None:
    architecture = {key: value for key, value in missing.items() if value is not None}
    assert kv_shape(model("x", architecture).architecture, constants()) is None


def test_no_architecture_is_unknown() -> None:
    assert kv_shape(None, constants()) is None
