"""A user's own model file: what is enough, and what each mistake is told."""

from pathlib import Path
from typing import Any

import pytest

from advisor.cli.find_model import find_model
from advisor.errors import AdvisorError
from advisor.model_file import model_of
from tests.unit.samples import catalog


def test_a_name_and_sizes_are_enough() -> None:
    found = model_of({"name": "mine", "params_total_b": 30, "params_active_b": 3}, "mine.toml")
    assert (found.id, found.params_total, found.params_active, found.architecture) == ("mine", 30.0, 3.0, None)
    assert found.open_weights is True


def test_architecture_keys_the_catalog_has_no_field_for_are_kept() -> None:
    found = model_of({"name": "mine", "architecture": {"layers": 4, "global_kv_heads": 2}}, "mine.toml")
    assert found.architecture is not None
    assert (found.architecture.layers, found.architecture.extra["global_kv_heads"]) == (4, 2)


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({}, "name"),
        ({"name": "  "}, "name"),
        ({"name": "x", "params_total_b": -8}, "params_total_b"),
        ({"name": "x", "params_total_b": 0}, "params_total_b"),
        ({"name": "x", "params_total_b": "8B"}, "params_total_b"),
        ({"name": "x", "params_total_b": True}, "params_total_b"),
        ({"name": "x", "params_total_b": 8, "params_active_b": 9}, "params_active_b"),
        ({"name": "x", "parameters": 8}, "parameters"),
        ({"name": "x", "architecture": 3}, "architecture"),
        ({"name": "x", "architecture": {"attention": "magic"}}, "architecture.attention"),
        ({"name": "x", "architecture": {"layers": "many"}}, "layers"),
    ],
)
def test_mistakes_name_the_file_and_the_key(table: dict[str, Any], named: str) -> None:
    with pytest.raises(AdvisorError) as caught:
        model_of(table, "mine.toml")
    assert f"mine.toml: {named}" in caught.value.message
    assert caught.value.exit_code == 2


def test_a_model_is_found_by_id_or_path(tmp_path: Path) -> None:
    path = tmp_path / "tune.toml"
    path.write_text('name = "my-tune"\nparams_total_b = 8\n')
    assert find_model("open-400b", catalog()).id == "open-400b"
    assert find_model(str(path), catalog()).id == "my-tune"


def test_an_unknown_id_names_the_closest_and_a_missing_file_its_path(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError) as caught:
        find_model("open-40b", catalog())
    assert "open-400b" in caught.value.fix
    with pytest.raises(AdvisorError, match=r"absent\.toml"):
        find_model(str(tmp_path / "absent.toml"), catalog())
