"""Facts about the shipped hardware constants: every format has bits, every reference resolves, physics stays sane."""

import pytest

from advisor.estimates.constants import read
from advisor.estimates.kv import kv_shape
from advisor.estimates.memory import footprint, memory
from advisor.estimates.pool import pool_of
from advisor.estimates.rigs import Rig
from advisor.estimates.shape import shape_of
from advisor.store import open_catalog
from tests.catalog.shipped import files

CATALOG = open_catalog([])
CONSTANTS = read(CATALOG.constants["hardware"])
OPEN = [model for model in CATALOG.models.values() if model.open_weights]
SLACK = 1.15
"""vLLM's recipes round their minimum down to what was tried."""


def test_every_format_of_the_catalog_has_bits_by_tensor_class() -> None:
    assert set(CATALOG.quantizations) - set(CONSTANTS.weights) == set()


def test_bits_by_class_agree_with_the_whole_file_figure() -> None:
    for name, entry in CATALOG.quantizations.items():
        known = CONSTANTS.weights[name]
        mean = known.body * 0.99 + known.outer * 0.01
        assert mean == pytest.approx(entry.bits_per_weight, rel=0.12), name


def test_measured_runs_name_models_devices_formats_and_engines_that_exist() -> None:
    for run in CONSTANTS.measured.values():
        assert run.model in CATALOG.models
        assert run.accelerator in CATALOG.accelerators
        assert run.quantization in CATALOG.quantizations
        assert run.engine in CONSTANTS.engines
        assert run.decode_tok_s > 0


def test_sources_of_the_constants_are_listed() -> None:
    listed = {name for table in files("sources/*.toml").values() for name in table["source"]}
    cited = {*CONSTANTS.speed_sources, *CONSTANTS.memory_sources, *(run.source for run in CONSTANTS.measured.values())}
    assert cited <= listed


def test_every_engine_of_a_format_and_a_vendor_has_constants() -> None:
    for entry in CATALOG.quantizations.values():
        assert set(entry.engines) <= set(CONSTANTS.engines), entry.id
    for vendor in CONSTANTS.vendors.values():
        assert set(vendor.engines) <= set(CONSTANTS.engines) & set(CONSTANTS.engine_memory)
        assert set(vendor.fitted_engines) <= set(vendor.engines)


def test_every_device_with_memory_and_bandwidth_makes_a_pool() -> None:
    for device in CATALOG.accelerators.values():
        pool = pool_of(Rig(((device, 1),), 1, None), CONSTANTS)
        assert (pool is None) == (device.memory_gb is None or device.bandwidth_gbs is None), device.id
        if pool is not None:
            assert pool.fp16_tflops > 0
            assert 0 < pool.memory_gb <= (device.memory_gb or 0)


def test_weights_stay_below_the_memory_that_vllm_recipes_ask_for() -> None:
    compared = 0
    for model in OPEN:
        shape = shape_of(model, CONSTANTS)
        for checkpoint in model.checkpoints:
            entry = CATALOG.quantizations.get(checkpoint.quantization)
            if shape is None or entry is None or checkpoint.vram_min_gb is None:
                continue
            need = footprint(model, shape, entry, CONSTANTS)
            assert need.weights.low <= checkpoint.vram_min_gb * SLACK, f"{model.id} {entry.id}"
            compared += 1
    assert compared > 50


def test_open_models_with_a_known_cache_have_a_total_and_the_others_say_unknown() -> None:
    for model in OPEN:
        shape = shape_of(model, CONSTANTS)
        if shape is None:
            continue
        need = footprint(model, shape, CATALOG.quantizations["bf16"], CONSTANTS)
        total = memory(need, "vllm", None, CONSTANTS, 8192, 1, 1).total
        assert (total is None) == (need.kv is None), model.id


@pytest.mark.parametrize(
    ("model", "growing", "capped"),
    [
        ("nemotron-nano-9b-v2", 4 * 8 * 256, 0),
        ("olmo-3.1-32b-think", 16 * 8 * 256, 48 * 8 * 256),
    ],
)
def test_only_the_full_layers_of_a_mix_keep_the_whole_context(model: str, growing: int, capped: int) -> None:
    shape = kv_shape(CATALOG.models[model].architecture, CONSTANTS)
    assert shape is not None
    assert (shape.growing, shape.capped) == (growing, capped)


def test_a_refresh_of_the_same_architecture_keeps_the_same_cache() -> None:
    first, later = (CATALOG.models[name].architecture for name in ("deepseek-v4-pro", "deepseek-v4-pro-0813"))
    assert kv_shape(later, CONSTANTS) == kv_shape(first, CONSTANTS) is not None
