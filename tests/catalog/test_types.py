"""Every shipped file, and every example of the catalog's README, has the shape its type declares."""

import re
from typing import Any

import pytest
import tomli
from pydantic import TypeAdapter

from advisor import schema
from advisor.compile_kinds import KINDS
from advisor.schema_briefing import BriefingFile
from advisor.schema_evidence import BenchmarkFile
from tests.catalog.shipped import CATALOG, files

README = (CATALOG / "README.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r"^## ([^\n]*)\n(.*?)(?=^## |\Z)", README, re.DOTALL | re.MULTILINE)
TYPES = {
    "A model": ["ModelFile"],
    "An offer": ["OfferFile", "OfferFile"],
    "A provider": ["ProviderFile"],
    "A past price": ["HistoryFile"],
    "An accelerator": ["AcceleratorFile"],
    "A rent": ["InstanceFile"],
    "A quantization": ["QuantizationsFile"],
    "A workload": ["WorkloadFile"],
    "Developers, sources, units, aliases": ["DevelopersFile", "SourcesFile", "UnitsFile", "AliasFile"],
    "A benchmark": ["BenchmarkFile"],
    "The briefing: claims, facts and what the trends follow": ["BriefingFile"],
}
"""Types of the examples of a section, in order; examples of policy and scenarios have tests of their own."""
SHAPES = {kind.__name__: kind for kind in (*schema.FILES.values(), BenchmarkFile, BriefingFile)}
BLOCKS = [
    (name, block)
    for heading, text in SECTIONS
    if heading in TYPES
    for name, block in zip(TYPES[heading], re.findall(r"```toml\n(.*?)```", text, re.DOTALL), strict=True)
]


@pytest.mark.parametrize("pattern", schema.FILES)
def test_every_file_has_its_type(pattern: str) -> None:
    shape: TypeAdapter[Any] = TypeAdapter(schema.FILES[pattern])
    found = files(pattern)
    assert found
    for content in found.values():
        shape.validate_python(content)


def test_readme_shows_every_kind() -> None:
    assert {heading for heading, _ in SECTIONS} >= set(TYPES)
    assert {name for name, _ in BLOCKS} == set(SHAPES)


@pytest.mark.parametrize("folder", sorted({kind.pattern.split("/")[0] for kind in KINDS}))
def test_readme_says_what_every_folder_and_file_is_for(folder: str) -> None:
    table = README.split("## Rules")[0]
    assert f"`{folder}" in table


@pytest.mark.parametrize(("name", "block"), BLOCKS)
def test_readme_examples_have_their_type(name: str, block: str) -> None:
    TypeAdapter(SHAPES[name]).validate_python(tomli.loads(block))
