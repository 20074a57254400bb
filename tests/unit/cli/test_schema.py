"""Documents that commands print are what `advisor schema` says of them."""

import json
from pathlib import Path
from typing import Any

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


def undescribed(value: Any, schema: dict[str, Any], place: str = "") -> set[str]:
    """Places of the document's keys that its schema does not name, where it names any."""
    if isinstance(value, list):
        arrays = [one for one in schema.get("anyOf", [schema]) if one.get("type") == "array"]
        return {key for item in value for one in arrays for key in undescribed(item, one["items"], f"{place}[]")}
    objects = [one for one in schema.get("anyOf", [schema]) if "properties" in one]
    if not isinstance(value, dict) or not objects:
        return set()
    known = objects[0]["properties"]
    found = {f"{place}.{key}" for key in value if key not in known}
    return found.union(*(undescribed(value[key], known[key], f"{place}.{key}") for key in value if key in known))


@pytest.mark.parametrize(
    ("name", "argv"),
    [
        ("compare", ("compare", "gpt-5.2", "glm-5", "--workload", "rag")),
        ("why", ("why", "gpt-5.2", "--workload", "rag")),
        ("cost", ("cost", "gpt-5.2@openai")),
        ("quality", ("quality", "--workload", "rag", "--model", "gpt-5.2")),
        ("briefing-leaders", ("briefing", "leaders")),
        ("fit", ("fit", "qwen3-32b", "--on", "1x nvidia-rtx-4090")),
        ("evaluation-plan", ("evaluate", "plan", "--workload", "rag")),
    ],
)
def test_a_schema_names_every_key(name: str, argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Who makes types of a schema sees all there is."""
    assert main([*argv, "--json"]) == 0
    document, schema = json.loads(capsys.readouterr().out), named_schema(name)
    jsonschema.validate(document, schema)
    assert undescribed(document, schema) == set()


def test_the_schema_of_a_verdict_names_every_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "facts.toml").write_text('[ctx]\ndata = ["PHI"]\n')
    assert main(["policy", "check", str(tmp_path / "facts.toml"), "--json"]) == 0
    assert undescribed(json.loads(capsys.readouterr().out), named_schema("policy")) == set()
