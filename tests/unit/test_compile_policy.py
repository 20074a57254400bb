"""What the compiler refuses in rules, presets and the vocabulary, with its place."""

import shutil
from pathlib import Path

import pytest

from advisor.compile_files import read_layers
from advisor.compile_policy import policy_problems
from advisor.compile_problems import Problem
from advisor.compile_shape import things_of
from advisor.layers import shipped_folder

RULE = """
title = "Some rule"
kind = "statute"
jurisdiction = ["DE"]
status = "in_force"
applies = [
  { f = "route.operator_hq", op = "eq", v = "CN" },
]
effect = "block"
explain = "Because."
confidence = "general_knowledge"
read = "nothing"
[citation]
name = "Act"
section = "1"
url = "https://example.org"
date = 2024-06-01
"""
PRESET = """
name = "Some company"
description = "A company."
[requirements]
sector = "finance"
[switches_on]
sector = "Finance rules."
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The parts of the shipped catalog that rules and presets refer to."""
    folder, shipped = tmp_path_factory.mktemp("catalog"), Path(shipped_folder())
    for path in (shipped / "policy_sets.toml", *shipped.glob("providers/*/provider.toml")):
        target = folder / path.relative_to(shipped)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return folder


def problems_of(*folders: Path) -> list[Problem]:
    problems: list[Problem] = []
    things = things_of(read_layers([str(folder) for folder in folders], problems), problems)
    return problems or list(policy_problems(things))


def refused(base: Path, folder: Path, relative: str, text: str) -> str:
    """The one problem there is, as a sentence with its place."""
    path = folder / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.strip(), encoding="utf-8")
    problems = problems_of(base, folder)
    assert problems
    assert all(problem.fix for problem in problems)
    return "\n".join(problem.sentence() for problem in problems)


def test_the_base_is_valid(base: Path) -> None:
    assert problems_of(base) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("route.operator_hq", "route.operator", "some-rule.toml:6: applies[0]: some-rule: there is no fact"),
        ('v = "CN"', 'v = "@CHINA"', "there is no set 'CHINA'"),
        ('op = "eq"', 'op = "like"', "op"),
        ('"in_force"', '"repealed"', "status"),
        ("[citation]", "[quotation]", "quotation"),
        ('url = "https://example.org"', "", "a rule of law without a link"),
        ('read = "nothing"', "", "read"),
    ],
)
def test_a_rule_that_cannot_be_relied_on(base: Path, tmp_path: Path, old: str, new: str, said: str) -> None:
    found = refused(base, tmp_path, "rules/de/some-rule.toml", RULE.replace(old, new))
    assert "some-rule.toml" in found
    assert said in found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sector = "finance"', 'sectors = "finance"', "sectors"),
        ('sector = "finance"', 'sector = "banking"', "--sector 'banking' is not known"),
        ('sector = "Finance rules."', 'sektor = "Finance rules."', "'sektor' is no requirement"),
    ],
)
def test_a_preset_that_would_switch_nothing_on(base: Path, tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in refused(base, tmp_path, "presets/some-preset.toml", PRESET.replace(old, new))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[derived."route.outside_cn"]\ninside = "@CHINA"', "there is no set 'CHINA'"),
        ('[[endpoints]]\nprovider = "nobody"\nconfidence = "general_knowledge"\nread = "x"', "no provider 'nobody'"),
        (
            '[[endpoints]]\nprovider = "ionos"\nunknown = ["hdss"]\nconfidence = "general_knowledge"\nread = "x"',
            "there is no fact 'route.hdss'",
        ),
    ],
)
def test_a_vocabulary_that_names_nothing(base: Path, tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(base, tmp_path, "policy_sets.toml", text)
