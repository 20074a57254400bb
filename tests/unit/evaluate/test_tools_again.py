"""The real tools run again: they write what the committed logs hold, and run the set-ups that are exported for them.

Each in an environment of its own, which the first test of a tool builds where its registry is reached.
"""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from advisor.cli.main import main
from advisor.evidence.importers.attempts import Attempt
from advisor.evidence.importers.detect import read_log
from advisor.evidence.pooling import pooled
from tests.unit.evaluate import tools
from tests.unit.evaluate.logs import LOGS

pytestmark = [pytest.mark.peer, pytest.mark.slow]
OPTIONS = ("--option", "gpt-5.2@openai", "--option", "qwen3.5-397b-a17b@deepinfra")
MOCKED = """
from inspect_ai import eval
from inspect_ai.model import ModelOutput, ModelUsage, get_model
from own_test import own_test

outputs = [ModelOutput.from_content("mockllm/model", text) for text in ("1214.50", "90.00", "8")]
for output in outputs:
    output.usage = ModelUsage(input_tokens=20, output_tokens=5, total_tokens=25)
model = get_model("mockllm/model", custom_outputs=outputs)
eval(own_test(), model=model, max_samples=1, log_dir="logs", log_format="json", display="none")
"""
"""Given usage, because counting a mock's tokens would need the network."""


@pytest.fixture
def made_with(tmp_path: Path) -> Path:
    """The files that the committed logs were made with."""
    return Path(shutil.copytree(LOGS / "made_with", tmp_path / "made_with"))


def untimed(attempts: Iterable[Attempt]) -> list[Attempt]:
    return [one._replace(latency_s=None) for one in attempts]


def same(found: Path, committed: str) -> None:
    """Everything of a log but its times is what the committed one says."""
    now, then = read_log(str(found))[0], read_log(str(LOGS / committed))[0]
    assert untimed(now.attempts) == untimed(then.attempts)
    assert (now.tool, now.version) == (then.tool, then.version)


def exported(folder: Path, tool: str) -> Path:
    assert main(["evaluate", "export", tool, "--output", str(folder), "--workload", "extraction", *OPTIONS]) == 0
    return folder


def test_inspect(tmp_path: Path, made_with: Path) -> None:
    """Both forms of its log, the archive packed as it packs it now; and the exported task."""
    python = tools.inspect_python()
    tools.run([python, "run_inspect.py"], made_with)
    same(next((made_with / "logs").glob("*.eval")), "inspect.eval")
    same(next((made_with / "logs").glob("*.json")), "inspect.json")
    folder = exported(tmp_path / "x", "inspect")
    tools.run([python, "-c", MOCKED], folder)
    log, _ = read_log(str(next((folder / "logs").glob("*.json"))))
    assert [(one.item, one.cluster) for one in log.attempts][:1] == [("example-1", "supplier-a")]
    assert pooled(log.attempts)[2:] == (3, 3, 0)
    assert pooled(log.attempts).share == pytest.approx(2 / 3)


def test_lm_eval(tmp_path: Path, made_with: Path) -> None:
    command = [tools.lm_eval(), "--model", "dummy", "--include_path", ".", "--log_samples", "--output_path", "out"]
    (made_with / "lm_eval_task.yaml").rename(made_with / "task.yaml")
    tools.run([*command, "--tasks", "invoice_total"], made_with)
    same(next(made_with.glob("out/*/samples_*.jsonl")), "lm_eval_samples.jsonl")
    same(next(made_with.glob("out/*/results_*.json")), "lm_eval_results.json")
    folder = exported(tmp_path / "x", "lm-eval")
    tools.run([*command, "--tasks", "own_test"], folder)
    log, _ = read_log(str(next(folder.glob("out/*/samples_*.jsonl"))))
    assert {one.item for one in log.attempts} == {"example-1", "example-2", "example-3"}
    assert {one.cluster for one in log.attempts} == {"supplier-a", "supplier-b"}


def test_promptfoo(tmp_path: Path, made_with: Path) -> None:
    """It leaves with 100 where an assertion failed."""
    command = [tools.promptfoo(), "eval", "-c", "promptfooconfig.yaml", "-o", "out.json", "--no-cache"]
    tools.run(command, made_with, 100)
    same(made_with / "out.json", "promptfoo_v3.json")
    folder = exported(tmp_path / "x", "promptfoo")
    config = folder / "promptfooconfig.yaml"
    lines = [line for line in config.read_text("utf-8").splitlines() if "qwen" not in line]
    config.write_text("\n".join(lines).replace("openai:chat:gpt-5.2", "echo"), "utf-8")
    tools.run(command, folder, 100)
    log, _ = read_log(str(folder / "out.json"))
    assert {(one.model, one.item, one.cluster) for one in log.attempts} == {
        ("gpt-5.2@openai", "example-1", "supplier-a"),
        ("gpt-5.2@openai", "example-2", "supplier-a"),
        ("gpt-5.2@openai", "example-3", "supplier-b"),
    }
    assert pooled(log.attempts).share == 0.0
    assert json.loads((folder / "out.json").read_text("utf-8"))["results"]["version"] == 3
