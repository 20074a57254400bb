"""Measured rows of a data folder as typed values. Leaves out what the data flags as untrusted; estimates nothing."""

import csv
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from advisor.catalog import Accelerator, Model
from advisor.errors import bad_input

ENGINES = {"trtllm": "tensorrt-llm", "exllamav2": "exllama", "exllamav3": "exllama", "mlx-lm": "mlx",
           "ctransformers": "llama.cpp", "transformers (pytorch)": "transformers", "AutoGPTQ": "transformers",
           "AutoAWQ": "transformers"}  # fmt: skip
KINDS = {"consumer", "workstation", "datacenter", "soc", "edge"}


class DecodeRow(NamedTuple):
    """One stream on one accelerator, with what other tools predict for it."""

    noisy: bool
    source: str
    model: str
    params: float
    active: float
    moe: bool
    quantization: str
    bits: float
    accelerator: str
    engine: str
    layers: float | None
    tokens_per_s: float
    peers: Mapping[str, float]


class ServedRow(NamedTuple):
    """One served load: many streams on a tensor-parallel group."""

    source: str
    model: str
    quantization: str
    engine: str
    accelerator: str
    devices: int
    batch: float
    prompt: float
    output: float
    tpot_ms: float
    ttft_ms: float | None


class FileRow(NamedTuple):
    """The size of one GGUF file."""

    source: str
    model: str
    params: float
    quantization: str
    gb: float
    listed: bool
    """From llama.cpp's own list of formats, one model each."""


class PeakRow(NamedTuple):
    """Measured peak memory of one run that did not reserve memory ahead."""

    source: str
    model: str
    params: float | None
    quantization: str
    engine: str
    context: int
    devices: int
    gb: float


class CacheRow(NamedTuple):
    """KV bytes per token at 16 bits, derived from a config the maintainers of an engine read."""

    model: str
    bytes_per_token: float


def data_folder(given: str | None) -> Path:
    """The folder of --data, else of ADVISOR_VALIDATION_DATA; bad input when there is none."""
    chosen = given or os.environ.get("ADVISOR_VALIDATION_DATA")
    if not chosen or not Path(chosen).is_dir():
        raise bad_input(f"no data folder at {chosen!r}", "give --data DIR or set ADVISOR_VALIDATION_DATA")
    return Path(chosen)


def decode_rows(folder: Path) -> list[DecodeRow]:
    return [_decode(row) for row in _read(folder / "decode_peers.csv")]


def served_rows(folder: Path) -> list[ServedRow]:
    """Aggregated (not disaggregated) server runs without speculative decoding whose concurrency is reported."""
    found = []
    for row in _read(folder / "measured_throughput.csv"):
        if row["source_id"] != "inferencex-aic" or row["flag"] or not row["tp"] or "disagg" in row["hw_notes"]:
            continue
        if row["decode_tok_s_per_user"] and row["concurrency"]:
            found.append(_served(row))
    return found


def file_rows(folder: Path) -> list[FileRow]:
    """GGUF files whose label agrees with their size."""
    return [
        FileRow(
            row["source_id"],
            row["model"],
            float(row["params_total_b"]),
            format_of(row["quantization"]),
            float(row["size_gb"]),
            row["source_id"] in ("llama.cpp-quantize-readme", "hf-mradermacher"),
        )
        for row in _read(folder / "measured_memory.csv")
        if row["kind"] == "gguf_file" and row["params_total_b"] and "LABEL_MISMATCH" not in row["notes"]
    ]


def peak_rows(folder: Path) -> list[PeakRow]:
    """Peaks of engines that take memory as they need it, where the context is stated."""
    return [
        PeakRow(
            row["source_id"],
            row["model"],
            float(row["params_total_b"]) if row["params_total_b"] else None,
            row["quantization"].lower(),
            ENGINES.get(row["engine"], row["engine"]),
            int(float(row["context"])),
            int(float(row["hw_count"] or 1)),
            float(row["size_gb"]),
        )
        for row in _read(folder / "measured_memory.csv")
        if row["kind"] == "peak_memory_measured"
        and row["context"]
        and row["size_gb"]
        and "UNTRUSTED" not in row["notes"]
        and "preallocating" not in row["notes"]
    ]


def cache_rows(folder: Path) -> list[CacheRow]:
    """Rows whose attention the plain formulas describe."""
    return [
        CacheRow(row["model"], float(row["bytes_per_token"]))
        for row in _read(folder / "measured_memory.csv")
        if row["kind"] == "kv_bytes_per_token_derived" and "UNRELIABLE" not in row["notes"]
    ]


def accelerators(folder: Path) -> dict[str, Accelerator]:
    """Devices of the folder's own list, so that a check rests on one set of facts. GB are turned to 1e9 bytes."""
    return {row["id"]: _accelerator(row) for row in _read(folder / "accelerators.csv")}


def reference_models(tables: Mapping[str, Any]) -> list[tuple[tuple[str, ...], Model]]:
    """(names in measurements, model) of `reference_models.toml`."""
    return [(tuple(entry["match"]), _model(name, entry)) for name, entry in tables["model"].items()]


def format_of(label: str) -> str:
    """Format id of a quantization label: `Q4_K - Medium`, `UD-Q4_K_XL`, `i1-Q4_K_M`; the label itself otherwise."""
    name, _, variant = label.lower().removeprefix("i1-").partition(" - ")
    name = name.split(" ")[0].split("(")[0]
    suffix = {"medium": "_m", "small": "_s", "large": "_l"}.get(variant.strip(), "")
    return "q2_k" if name + suffix == "q2_k_m" else "q3_k_m" if name + suffix == "q3_k" else name + suffix


def _decode(row: Mapping[str, str]) -> DecodeRow:
    peers = {name: float(row[f"pred_{name}"]) for name in ("llmfit", "whichllm", "ridgepoint") if row[f"pred_{name}"]}
    return DecodeRow(
        row["set"] == "noisy",
        row["source_id"],
        row["model"],
        float(row["params_total_b"]),
        float(row["params_active_b"]),
        row["is_moe"] == "True",
        row["quant"],
        float(row["bpw"]),
        row["accelerator_id"],
        ENGINES.get(row["engine"], row["engine"]),
        float(row["layers_used"]) if row["layers_used"] else None,
        float(row["measured_tok_s"]),
        peers,
    )


def _served(row: Mapping[str, str]) -> ServedRow:
    quantization = row["quantization"].split(" ")[0] or "bf16"
    name = row["model"].lower()
    return ServedRow(
        row["source_id"],
        name,
        "mxfp4" if "gpt-oss" in name else "nvfp4" if quantization == "fp4" else quantization,
        ENGINES.get(row["engine"], row["engine"]),
        row["accelerator_id"],
        int(float(row["hw_count"])),
        float(row["concurrency"]),
        float(row["prompt_tokens"]),
        float(row["output_tokens"]),
        1e3 / float(row["decode_tok_s_per_user"]),
        float(row["ttft_ms"]) if row["ttft_ms"] else None,
    )


def _accelerator(row: Mapping[str, str]) -> Accelerator:
    number = {key: float(row[key]) if row.get(key) else None for key in NUMBERS}
    kind = row["class"] if row["class"] in KINDS else "consumer"
    return Accelerator(
        row["id"], row["name"], row["vendor"], row["id"], kind, number["memory_gb"], number["bandwidth_gbs"],
        number["fp16_tflops_dense"], number["fp8_tflops_dense"], number["fp4_tflops_dense"], number["tdp_w"],
        row["interconnect"] or None, None, row["release_date"] or None, None, None, row["confidence"] or None,
        row["source_id"],
    )  # fmt: skip


NUMBERS = ("memory_gb", "bandwidth_gbs", "fp16_tflops_dense", "fp8_tflops_dense", "fp4_tflops_dense", "tdp_w")


def _model(name: str, entry: Mapping[str, Any]) -> Model:
    from advisor.model_file import model_of

    table = {key: value for key, value in entry.items() if key != "match"}
    return model_of({"name": name, **table}, "reference_models.toml")


def _read(path: Path) -> Iterator[dict[str, str]]:
    if not path.is_file():
        raise bad_input(f"{path.name} is missing in {path.parent}", "give --data a folder that has it")
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)
