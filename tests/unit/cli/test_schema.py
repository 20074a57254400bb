"""Documents that commands print are what `advisor schema` says of them."""

import json
from pathlib import Path

import jsonschema
import pytest

from advisor.cli.main import main
from advisor.cli.schema import named_schema

COMMANDS = {
    "recommendation": ["--workload", "extraction"],
    "fit": ["fit", "qwen3-32b", "--on", "2x nvidia-rtx-5090"],
    "cost": ["cost", "gpt-5.2@openai", "--workload", "rag"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_document_is_what_its_schema_says(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMANDS[name], "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert next(iter(document)) == "schema"
    jsonschema.validate(document, named_schema(name))


def test_a_policy_verdict_is_what_its_schema_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = tmp_path / "facts.toml"
    facts.write_text('[ctx]\nactor = ["au_gov"]\n[route]\nkind = "host"\n[model]\nlineage = ["deepseek"]\n')
    assert main(["policy", "check", str(facts), "--json"]) == 3
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, named_schema("policy"))
    assert document["verdict"] == "blocked"


def test_an_error_is_what_its_schema_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--workload", "nonsense", "--json"]) == 2
    jsonschema.validate(json.loads(capsys.readouterr().out), named_schema("error"))


@pytest.mark.parametrize(
    ("name", "argv"),
    [
        ("policy-rules", ("policy", "rules")),
        ("policy-rule", ("policy", "show", "us-hipaa-baa")),
        ("policy-licence", ("policy", "show", "mit")),
        ("policy-licence", ("policy", "show", "kimi-k3")),
        ("fit-all", ("fit", "--all", "--on", "1x nvidia-rtx-4090")),
    ],
)
def test_documents_match_their_schemas(name: str, argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*argv, "--json"]) in (0, 3)
    jsonschema.validate(json.loads(capsys.readouterr().out), named_schema(name))


def test_a_record_matches_its_schema(tmp_path: Path) -> None:
    target = tmp_path / "record.json"
    assert main(["--workload", "rag", "--record", str(target), "--output", str(tmp_path / "out")]) == 0
    jsonschema.validate(json.loads(target.read_text()), named_schema("record"))
