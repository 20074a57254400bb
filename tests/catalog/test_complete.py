"""Nothing of the studies got lost on the way into the catalog, and what the briefing speaks of is there."""

import csv
import json
from collections import Counter
from typing import Any

import pytest

from tests.catalog.shipped import CATALOG, by_id, files, offers, prices, providers, study_data, tables

CORRECTED = {("oracle-oci", "grok-4.20", 3.0, 15.0): (1.25, 2.5)}
"""A price of the study that an audit found to be another model's."""
MERGED = {("google-vertex", "gemma-4-26b-a4b-it"), ("together", "kimi-k2.5")}
"""The study lists these twice in one region at one price, under two names of the model."""
WORKLOADS = {
    "classification", "extraction", "summarization", "translation", "rag", "chat", "workflow-automation", "tool-use",
    "web-agent", "computer-use", "coding", "reasoning", "document-vision",
}  # fmt: skip


def announced(entry: dict[str, Any]) -> bool:
    """True for an entry that was not yet in force when it was read."""
    return bool("valid_from" in entry and entry["valid_from"] > entry["read"])


def test_counts() -> None:
    entries = [entry for *_, entry in prices()]
    assert len(by_id("models/*/*.toml")) == 179
    assert len([entry for entry in entries if not announced(entry)]) == 1579 - len(MERGED)
    assert len([entry for entry in entries if announced(entry)]) == 10
    assert len(by_id("accelerators/*/*.toml")) == 159
    assert set(by_id("workloads/*.toml")) == WORKLOADS
    assert sum(len(content["price"]) for content in files("history/*.toml").values()) == 812


def test_every_offer_of_the_study_is_shipped() -> None:
    rows = json.loads((study_data() / "offerings.json").read_text())
    wanted = {
        (row["provider"], row["model"], row["region"], *CORRECTED.get(key := price_of(row), key[2:])) for row in rows
    }
    have: Counter[Any] = Counter(
        (provider, model, entry["region"], entry["input"], entry["output"])
        for provider, model, entry in prices()
        if not announced(entry)
    )
    assert set(have) == wanted
    assert have.total() == len(rows) - len(MERGED)


def price_of(row: dict[str, Any]) -> tuple[str, str, float, float]:
    return row["provider"], row["model"], row["input"], row["output"]


def test_every_model_and_accelerator_of_the_study_is_shipped() -> None:
    models = {row["id"]: row for row in json.loads((study_data() / "models.json").read_text())}
    shipped = by_id("models/*/*.toml")
    assert set(shipped) == set(models)
    assert all(shipped[name].get("params_total_b") == row["params_total_b"] for name, row in models.items())
    with (study_data() / "accelerators.csv").open() as handle:
        assert {row["id"] for row in csv.DictReader(handle)} == set(by_id("accelerators/*/*.toml"))


def test_every_source_of_the_study_is_shipped() -> None:
    known = set(json.loads((study_data() / "sources.json").read_text()))
    known |= {row["source_id"] for row in json.loads((study_data() / "bench_sources.json").read_text())}
    known |= {row["id"] for row in json.loads((study_data() / "hw_sources.json").read_text())}
    assert known <= set(tables("sources/*.toml", "source"))


@pytest.mark.parametrize(
    "model",
    [
        "qwen3.5-397b-a17b", "deepseek-v4-pro", "deepseek-v4-flash", "gpt-5.2", "gpt-5.4", "gpt-5.4-pro",
        "claude-opus-4.6", "gemini-3.1-flash-lite", "glm-5", "kimi-k2.5", "mixtral-8x7b", "gpt-4",
    ],
)  # fmt: skip
def test_models_of_the_briefing_are_there(model: str) -> None:
    assert model in by_id("models/*/*.toml")
    assert any(name == model for _, name in offers())


@pytest.mark.parametrize(
    "accelerator",
    [
        "huawei-ascend-910b", "huawei-ascend-910c", "cambricon-mlu370-x8", "cambricon-mlu590", "nvidia-a100-80gb-sxm",
        "nvidia-h100-sxm", "nvidia-b200", "nvidia-rtx-4090", "nvidia-rtx-5090",
    ],
)  # fmt: skip
def test_accelerators_of_the_briefing_are_there(accelerator: str) -> None:
    assert accelerator in by_id("accelerators/*/*.toml")


@pytest.mark.parametrize("provider", ["nvidia-nim", "huggingface"])
def test_routes_without_a_price_are_there(provider: str) -> None:
    assert provider in providers()
    route = offers()[provider, "qwen3.5-397b-a17b"]
    assert "price" not in route
    assert {"read", "source"} <= set(route)


def test_devices_hold_what_their_makers_sell_in_gib() -> None:
    devices = by_id("accelerators/*/*.toml")
    assert devices["nvidia-rtx-4090"]["memory_gb"] == pytest.approx(24 * 2**30 / 1e9, abs=0.01)
    assert devices["amd-mi300x"]["memory_gb"] == pytest.approx(192 * 2**30 / 1e9, abs=0.01)


def test_quantizations_are_ordered_by_bits_where_names_promise_it() -> None:
    bits = {name: one["bits_per_weight"] for name, one in tables("quantizations.toml", "quantization").items()}
    ladder = ["bf16", "q8_0", "q6_k", "q5_k_m", "q4_k_m", "q3_k_m", "q2_k", "iq2_xxs", "iq1_s", "tq1_0"]
    assert [bits[name] for name in ladder] == sorted((bits[name] for name in ladder), reverse=True)
    for one in tables("quantizations.toml", "quantization").values():
        sizes = [entry.get("up_to_b", float("inf")) for entry in one["error"]]
        assert sizes == sorted(sizes)
        assert sizes[-1] == float("inf")


def test_no_text_carries_control_or_direction_marks() -> None:
    hidden = {*range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    pattern = {chr(code) for code in hidden - {0x0A}}
    for path in CATALOG.glob("**/*.toml"):
        text = path.read_text()
        assert not pattern & set(text), path
