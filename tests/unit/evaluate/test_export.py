"""`advisor evaluate export`: set-ups that name the endpoints as their tools do, and that those tools run."""

import json
import shlex
from pathlib import Path

import jsonschema
import pytest

from advisor.cli.main import main
from advisor.cli.schema import named_schema
from advisor.evaluate.endpoints import Endpoint, inspect_model, native_name
from advisor.evaluate.naming import name_of
from advisor.evaluate.setups import TOOLS, setup
from advisor.store import open_catalog
from tests.unit.samples import offer

WORKLOAD = ("--workload", "extraction")
OPTIONS = ("--option", "gpt-5.2@openai", "--option", "qwen3.5-397b-a17b@deepinfra")


def exported(folder: Path, tool: str, *more: str) -> Path:
    assert main(["evaluate", "export", tool, "--output", str(folder), *WORKLOAD, *(more or OPTIONS)]) == 0
    return folder


@pytest.mark.parametrize(
    ("provider", "sold_as", "native"),
    [
        ("together", "together_ai/Qwen/Qwen3.5-397B-A17B", "Qwen/Qwen3.5-397B-A17B"),
        ("openrouter", "openai/gpt-5.2", "openai/gpt-5.2"),
        ("huggingface", "Qwen/Qwen3.5-397B-A17B", "Qwen/Qwen3.5-397B-A17B"),
        ("fireworks", "fireworks_ai/accounts/fireworks/models/glm-5", "accounts/fireworks/models/glm-5"),
        ("openai", "gpt-5.2", "gpt-5.2"),
    ],
)
def test_names_lose_only_the_providers_prefix(provider: str, sold_as: str, native: str) -> None:
    assert native_name(offer(provider, provider_model_id=sold_as)) == native


def test_what_inspect_calls_an_endpoint_is_read_back_as_that_endpoint() -> None:
    """Over every hosted price of the shipped catalog of a provider whose models it alone names so."""
    catalog = open_catalog()
    for provider in ("openai", "anthropic", "together", "deepinfra", "openrouter", "fireworks", "mistral", "xai"):
        for one in [sold for sold in catalog.offers if sold.provider == provider][:12]:
            endpoint = Endpoint("", provider, native_name(one), "high", True)
            name = inspect_model(endpoint).removeprefix("openai-api/")
            assert name_of(name, None, {}, catalog).key.model == one.model


def test_a_provider_without_a_name_of_its_own_is_reached_by_url(tmp_path: Path) -> None:
    folder = exported(tmp_path / "x", "inspect")
    text = (folder / "RUN.md").read_text("utf-8")
    assert "--model openai/gpt-5.2 --reasoning-effort medium" in text
    assert "export DEEPINFRA_BASE_URL=" in text
    assert "--model openai-api/deepinfra/Qwen/Qwen3.5-397B-A17B" in text


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str], tool: str) -> None:
    folder = exported(tmp_path / "x", tool)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert main(["evaluate", "export", tool, "--output", str(folder), *WORKLOAD, *OPTIONS]) == 2
    assert "is there" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert len((folder / "ITEMS.md").read_text("utf-8")) > 500


def test_the_plans_shortlist_is_the_default(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "plan", *WORKLOAD, "--json"]) == 0
    choices = json.loads(capsys.readouterr().out)["plan"]["choices"]
    command = ["evaluate", "export", "promptfoo", "--output", str(tmp_path / "x"), *WORKLOAD, "--json"]
    assert main(command) == 0
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, named_schema("evaluation-export"))
    assert document["options"] == [choice["option"] for choice in choices if choice["chosen"]]


def test_hostile_names_stay_inside_their_quotes() -> None:
    """Ids come from overlays: they must not end a shell word, a YAML value or a code block."""
    name = 'evil"; rm -rf "$HOME`id`\n  - {id: "exec:evil"}'
    endpoint = Endpoint(name, "some-host", name, "high", True)
    files = {tool: setup(tool, [endpoint], "extraction", 200) for tool in TOOLS}
    line = next(line for line in files["promptfoo"]["promptfooconfig.yaml"].splitlines() if line.startswith("  - "))
    assert json.loads(line.removeprefix("  - "))["label"] == name
    for tool in ("inspect", "lm-eval"):
        commands = files[tool]["RUN.md"].split("```sh\n")[1].rsplit("\n```", 1)[0]
        words = shlex.split(commands)
        assert any(word.endswith(name) or f"model={name}" in word for word in words)
        assert "rm" not in words


def test_efforts_are_written_as_each_provider_reads_them() -> None:
    """And an address that two options share is asked for once."""
    endpoints = [
        Endpoint("a", "openai", "gpt-x", "max", True),
        Endpoint("b", "anthropic", "claude-x", "high", True),
        Endpoint("c", "google-vertex", "gemini-x", "low", True),
        Endpoint("d", "anthropic", "claude-y", "none", True),
        Endpoint("e", "deepinfra", "org/x", "max", True),
        Endpoint("f", "deepinfra", "org/y", "low", True),
    ]
    files = {tool: setup(tool, endpoints, "extraction", 200) for tool in TOOLS}
    lines = [line[4:] for line in files["promptfoo"]["promptfooconfig.yaml"].splitlines() if line.startswith("  - ")]
    configs = {one["label"]: one["config"] for one in map(json.loads, lines)}
    assert configs["a"] == {"reasoning_effort": "xhigh"}
    assert configs["b"] == {"effort": "high"}
    assert configs["c"] == {"generationConfig": {"thinkingConfig": {"thinkingLevel": "LOW"}}}
    assert configs["d"] == {}
    assert configs["e"]["reasoning_effort"] == "max"
    assert "gpt-x --reasoning-effort xhigh" in files["inspect"]["RUN.md"]
    assert "reasoning_effort=xhigh" in files["lm-eval"]["RUN.md"]
    assert files["inspect"]["RUN.md"].count("export DEEPINFRA_BASE_URL") == 1


def test_a_machine_of_ones_own_is_served_by_the_user(tmp_path: Path) -> None:
    more = ("--option", "qwen3-32b@owned", "--gpus", "2x nvidia-rtx-5090")
    folder = exported(tmp_path / "x", "lm-eval", *more)
    text = (folder / "RUN.md").read_text("utf-8")
    assert "OWN_SERVER_BASE_URL" in text
    assert "Serve qwen3-32b" in text
