"""`advisor catalog` and `advisor schema`: documents, exit codes and errors on the shipped catalog."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from advisor.cli.main import main
from advisor.cli.schema import named_schema
from advisor.compile_schemas import schema_files
from advisor.layers import shipped_folder
from advisor.present.documents import DOCUMENTS
from tests.unit.tiny_catalog import lay

KINDS = ("models", "offers", "providers", "accelerators", "benchmarks", "rules", "licenses", "workloads")


def answer(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> dict[str, Any]:
    assert main([*argv, "--json"]) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    document: dict[str, Any] = json.loads(captured.out)
    return document


def test_list_of_everything(capsys: pytest.CaptureFixture[str]) -> None:
    document = answer(capsys, "catalog", "list")
    jsonschema.validate(document, named_schema("catalog-list"))
    for kind in KINDS:
        ids = [row["id"] for row in document[kind]]
        assert ids == sorted(set(ids)), kind
        assert ids, kind
    assert len(document["models"]) >= 179
    assert len(document["workloads"]) == 13


def test_list_of_one_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert set(answer(capsys, "catalog", "list", "workloads")) == {"schema", "workloads"}
    assert main(["catalog", "list", "workloads"]) == 0
    assert "extraction" in capsys.readouterr().out


def test_an_unknown_kind_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert "models" in answer(capsys, "catalog", "list", "modles", code=2)["error"]["message"]


def test_everything_listed_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    listed = answer(capsys, "catalog", "list")
    for kind in KINDS:
        wanted = listed[kind][0]["id"]
        document = answer(capsys, "catalog", "show", f"{kind}/{wanted}")
        jsonschema.validate(document, named_schema("catalog-entry"))
        assert (document["kind"], document["id"]) == (kind, wanted)
        assert document["facts"]


def test_a_model_shows_its_facts_sources_and_offers(capsys: pytest.CaptureFixture[str]) -> None:
    document = answer(capsys, "catalog", "show", "qwen3.5-397b-a17b")
    assert document["facts"]["params_active_b"] == 17
    assert document["facts"]["sources"]["params_active_b"]
    assert document["offers"]
    assert main(["catalog", "show", "qwen3.5-397b-a17b"]) == 0
    assert "params_active_b: 17" in capsys.readouterr().out


def test_an_id_of_two_kinds_names_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "catalog", "show", "kimi-k3")["also"] == ["licenses/kimi-k3"]
    assert answer(capsys, "catalog", "show", "licenses/kimi-k3")["kind"] == "licenses"


def test_an_unknown_id_names_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    error = answer(capsys, "catalog", "show", "kimi-k33", code=2)["error"]
    assert "kimi-k3" in error["fix"]


def test_validate_the_shipped_catalog(capsys: pytest.CaptureFixture[str]) -> None:
    document = answer(capsys, "catalog", "validate")
    jsonschema.validate(document, named_schema("catalog-validation"))
    assert document["files"]["models"] >= 179


def test_validate_names_the_place_in_a_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good = lay(tmp_path / "good", {"providers/openai/provider.toml": 'zdr = "default"\n'})
    assert answer(capsys, "catalog", "validate", str(good))["overlaid"] == ["providers/openai/provider.toml"]
    bad = lay(tmp_path / "bad", {"providers/openai/provider.toml": 'zrd = "default"\n'})
    error = answer(capsys, "catalog", "validate", str(bad), code=5)["error"]
    assert error["kind"] == "catalog-invalid"
    assert f"{bad}/providers/openai/provider.toml:1: zrd: unknown key" in error["message"]
    assert "zdr" in error["fix"]
    assert main(["catalog", "validate", str(tmp_path / "none")]) == 2


def test_a_whole_catalog_is_validated_on_its_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    whole = tmp_path / "catalog"
    shutil.copytree(shipped_folder(), whole)
    document = answer(capsys, "catalog", "validate", str(whole))
    assert (document["layers"], document["overlaid"]) == ([str(whole)], [])
    (whole / "providers" / "openai" / "provider.toml").unlink()
    error = answer(capsys, "catalog", "validate", str(whole), code=5)["error"]
    assert "provider 'openai' has no facts" in error["message"]


@pytest.mark.parametrize("name", [*DOCUMENTS, "catalog-list", "error", "catalog-models", "catalog-offers"])
def test_schemas_are_schemas(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


def test_a_document_starts_with_its_schema_and_may_grow() -> None:
    schema = named_schema("recommendation")
    assert schema["properties"]["schema"] == {"const": "advisor.recommendation/1"}
    assert "from" in json.dumps(schema)
    assert '"from_"' not in json.dumps(schema)
    assert '"additionalProperties": false' not in json.dumps(schema)


def test_an_unknown_schema_lists_the_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "recomendation"]) == 2
    assert "recommendation" in capsys.readouterr().err


def test_the_schemas_for_editors_are_current() -> None:
    folder = Path(shipped_folder()) / "schemas"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    assert written == schema_files(), "run `python -m advisor.compile_schemas`"


def test_an_unknown_thing_suggests_each_near_id_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "show", "openay"]) == 2
    suggested = capsys.readouterr().err.partition("did you mean ")[2].partition("?")[0].split(" or ")
    assert "openai" in suggested
    assert len(suggested) == len(set(suggested))


@pytest.mark.parametrize(
    ("typed", "kind", "key"),
    [
        ("GPT-5.2", "models", "gpt-5.2"),
        ("Kimi K2.5", "models", "kimi-k2.5"),
        ("Hugging Face", "providers", "huggingface"),
        ("nvidia geforce rtx 5090", "accelerators", "nvidia-rtx-5090"),
        ("accelerators/NVIDIA-B200", "accelerators", "nvidia-b200"),
    ],
)
def test_a_thing_is_found_by_its_name_and_in_any_case(
    typed: str, kind: str, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    document = answer(capsys, "catalog", "show", typed)
    assert (document["kind"], document["id"]) == (kind, key)


def test_an_empty_name_is_answered_without_a_guess(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "catalog", "show", "", code=2)["error"]["fix"] == "see `advisor catalog list`"
    assert "no such folder" in answer(capsys, "catalog", "validate", "", code=2)["error"]["message"]


@pytest.mark.parametrize("typed", ["nvidia-a100", "A100", "h100", "cambricon mlu"])
def test_a_part_of_an_id_is_answered_with_the_ids_that_hold_it(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    error = answer(capsys, "catalog", "show", typed, code=2)["error"]
    assert typed.lower().replace(" ", "-") in error["fix"]
