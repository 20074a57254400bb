"""Runs `advisor cost`, `breakeven` and `portfolio` on the shipped catalog."""

import json
from typing import Any

import pytest

from advisor.cli.main import main

MONTH = 365 / 12


BREAKEVEN = (
    "breakeven", "qwen3.5-397b-a17b", "--on", "8x nvidia-h200", "--against", "gpt-5.2@openai", "--as-of", "2026-11-23",
)  # fmt: skip


def answer(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> dict[str, Any]:
    assert main([*argv, "--json"]) == code
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def page(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(list(argv)) == 0
    return capsys.readouterr().out
