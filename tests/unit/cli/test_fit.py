"""`advisor fit` on the sample catalog: the document, the page, exit codes and refusals."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from advisor.catalog import Catalog
from advisor.cli.main import main
from tests.unit.estimates.rig_samples import ACCELERATORS, FORMATS, HARDWARE, LLAMA_8B, QWEN_397B

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def fit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    import tomllib

    from tests.unit.samples import catalog

    tables = {path.stem: tomllib.loads(path.read_text()) for path in HARDWARE.glob("*.toml")}
    shown = catalog(models=(LLAMA_8B, QWEN_397B, LLAMA_8B._replace(id="closed", open_weights=False)),
                    constants={"hardware": tables})  # fmt: skip
    shown.accelerators = ACCELERATORS
    shown.quantizations = FORMATS

    def opened(overlays: Any) -> Catalog:
        return shown

    monkeypatch.setattr("advisor.session.load_catalog", opened)

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["fit", *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_the_document_has_the_contract_s_fields_and_its_parts_sum(fit: Run) -> None:
    code, out, _ = fit(
        "llama-8b", "--on", "1x nvidia-rtx-4090", "--quantization", "Q4_K_M", "--concurrency", "4", "--json"
    )
    found = json.loads(out)
    assert code == 0
    assert found["schema"] == "advisor.fit/1"
    assert found["hardware"] == {
        "devices": [{"accelerator": "nvidia-rtx-4090", "count": 1}], "hosts": 1, "ram_gb": None,
    }  # fmt: skip
    memory = found["memory_gb"]
    assert sum(memory[part] for part in ("weights", "kv_cache", "state", "overhead")) == pytest.approx(memory["total"])
    assert found["decode_tok_s_total"]["typical"] == pytest.approx(4 * found["decode_tok_s"]["typical"], rel=1e-5)
    assert (found["fits"], found["offload"], found["concurrency"]) == ("yes", None, 4)
    assert found["sources"]


def test_the_briefing_s_claim_no_in_vram_and_offload_with_enough_ram(fit: Run) -> None:
    words = ("qwen-397b", "--on", "2x rtx 4090", "--quantization", "q4_k_m", "--json")
    code, out, _ = fit(*words)
    found = json.loads(out)
    assert (code, found["fits"], found["decode_tok_s"]) == (3, "no", None)
    assert 190 < found["offload"]["ram_needed_gb"] < 260
    code, out, _ = fit(*words, "--ram", "256GB")
    found = json.loads(out)
    assert (code, found["fits"]) == (0, "offload")
    assert 5 < found["offload"]["decode_tok_s"]["low"] < found["offload"]["decode_tok_s"]["high"] < 20


def test_the_page_draws_memory_and_names_the_smallest_change(fit: Run) -> None:
    code, out, _ = fit("qwen-397b", "--on", "2x nvidia-rtx-4090", "--quantization", "q4_k_m")
    assert code == 3
    assert "does not fit" in out
    assert "█" in out
    assert ">] " in out
    assert "what would make it fit, smallest first:" in out


def test_all_lists_open_models_those_that_run_first(fit: Run) -> None:
    code, out, _ = fit("--all", "--on", "1x nvidia-rtx-4090", "--json")
    found = json.loads(out)
    assert code == 0
    assert [(entry["model"], entry["fits"]) for entry in found["models"]] == [("llama-8b", "yes"), ("qwen-397b", "no")]


@pytest.mark.parametrize(
    "words",
    [
        ("llama-8b",),
        ("--on", "nvidia-rtx-4090"),
        ("llama-8b", "--all", "--on", "nvidia-rtx-4090"),
        ("llama-9b", "--on", "nvidia-rtx-4090"),
        ("llama-8b", "--on", "nvidia-rtx-40900"),
        ("llama-8b", "--on", "0x nvidia-rtx-4090"),
        ("llama-8b", "--on", "nvidia-rtx-4090", "--context", "9M"),
        ("llama-8b", "--on", "nvidia-rtx-4090", "--context", "many"),
        ("llama-8b", "--on", "nvidia-rtx-4090", "--concurrency", "0"),
        ("llama-8b", "--on", "nvidia-rtx-4090", "--concurrency", "1.5"),
        ("llama-8b", "--on", "nvidia-rtx-4090", "--ram", "lots"),
        ("llama-8b", "--on", "nvidia-rtx-4090", "--ram", "0"),
        ("llama-8b", "--on", "nvidia-rtx-4090", "--quantization", "q99"),
        ("llama-8b", "--on", "nvidia-rtx-4090", "--engine", "warp"),
        ("closed", "--on", "nvidia-rtx-4090"),
    ],
)
def test_bad_input_exits_2_with_a_fix_and_as_json(fit: Run, words: tuple[str, ...]) -> None:
    code, out, err = fit(*words)
    assert code == 2
    assert "fix:" in err
    assert not out
    code, out, _ = fit(*words, "--json")
    assert (code, set(json.loads(out)["error"])) == (2, {"kind", "message", "fix"})
