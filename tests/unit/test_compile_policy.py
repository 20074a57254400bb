"""What the compiler refuses in rules, presets and the vocabulary, with its place."""

from pathlib import Path

import pytest

from advisor.compile import load
from advisor.errors import AdvisorError
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


def refused(folder: Path, relative: str, text: str) -> AdvisorError:
    path = folder / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.strip(), encoding="utf-8")
    with pytest.raises(AdvisorError) as error:
        load([shipped_folder(), str(folder)])
    return error.value


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
def test_a_rule_that_cannot_be_relied_on(tmp_path: Path, old: str, new: str, said: str) -> None:
    error = refused(tmp_path, "rules/de/some-rule.toml", RULE.replace(old, new))
    assert "some-rule.toml" in error.message
    assert said in error.message
    assert error.fix
    assert error.exit_code == 5


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sector = "finance"', 'sectors = "finance"', "sectors"),
        ('sector = "finance"', 'sector = "banking"', "--sector 'banking' is not known"),
        ('sector = "Finance rules."', 'sektor = "Finance rules."', "'sektor' is no requirement"),
    ],
)
def test_a_preset_that_would_switch_nothing_on(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in refused(tmp_path, "presets/some-preset.toml", PRESET.replace(old, new)).message


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
def test_a_vocabulary_that_names_nothing(tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(tmp_path, "policy_sets.toml", text).message
