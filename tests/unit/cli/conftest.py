"""The recommendation that several commands explain."""

import json
from typing import Any

import pytest

from advisor.cli.main import main
from tests.unit.cli.explaining import CASE


@pytest.fixture(scope="session")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The rows of the recommendation for the case."""
    target = tmp_path_factory.mktemp("rows") / "out.json"
    assert main([*CASE, "--json", "--output", str(target)]) == 0
    found: list[dict[str, Any]] = json.loads(target.read_text())["options"]
    return found
