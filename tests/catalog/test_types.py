"""Every shipped file, and every example of the catalog's README, has the shape its type declares."""

import re
from typing import Any

import pytest
import tomli
from pydantic import TypeAdapter

from advisor import schema
from tests.catalog.shipped import CATALOG, files

EXAMPLES = (
    "ModelFile", "OfferFile", "OfferFile", "ProviderFile", "HistoryFile", "AcceleratorFile", "InstanceFile",
    "QuantizationsFile", "WorkloadFile", "DevelopersFile", "SourcesFile", "UnitsFile", "AliasFile",
)  # fmt: skip
"""Types of the README's examples, in order."""
BLOCKS = re.findall(r"```toml\n(.*?)```", (CATALOG / "README.md").read_text(), re.DOTALL)
TYPES = {kind.__name__: kind for kind in schema.FILES.values()}


@pytest.mark.parametrize("pattern", schema.FILES)
def test_every_file_has_its_type(pattern: str) -> None:
    shape: TypeAdapter[Any] = TypeAdapter(schema.FILES[pattern])
    found = files(pattern)
    assert found
    for content in found.values():
        shape.validate_python(content)


def test_readme_shows_every_kind() -> None:
    assert len(BLOCKS) == len(EXAMPLES)
    assert set(EXAMPLES) == set(TYPES)


@pytest.mark.parametrize(("name", "block"), zip(EXAMPLES, BLOCKS, strict=False))
def test_readme_examples_have_their_type(name: str, block: str) -> None:
    TypeAdapter(TYPES[name]).validate_python(tomli.loads(block))
