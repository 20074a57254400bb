"""The policy examples of the catalog's README are valid and mean what they say."""

import re
import tomllib
from typing import Any

import pytest
from pydantic import TypeAdapter
from pydantic_core import to_json

from advisor.constraints.policy_company import company_policy_of, locate_in
from advisor.schema_policy import LicenceFile, PresetFile, RuleFile
from tests.policy_world import AS_OF, CATALOG, shipped

TEXT = (CATALOG / "README.md").read_text(encoding="utf-8")


def example(heading: str) -> dict[str, Any]:
    section = TEXT.split(f"## {heading}", 1)[1]
    found = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
    assert found
    return tomllib.loads(found.group(1))


@pytest.mark.parametrize(("heading", "kind"), [("A rule\n", RuleFile), ("A preset", PresetFile)])
def test_examples_are_valid_files(heading: str, kind: Any) -> None:
    TypeAdapter(kind).validate_json(to_json(example(heading)))


def test_the_shortened_licence_holds_only_known_keys() -> None:
    assert set(example("A licence")) <= set(LicenceFile.__annotations__)


def test_the_policy_file_can_be_used() -> None:
    table = example("Your own policy")
    policy = company_policy_of(table, shipped().words, (), AS_OF, locate_in(table))
    assert {rule["id"] for rule in policy.rules} == {"your-allow-providers", "your-review-origins", "attested-clouds"}
    assert policy.waivers[0].expires == "2027-03-31"
