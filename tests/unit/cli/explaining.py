"""Runs commands on the shipped catalog at a fixed date."""

import json
from typing import Any

import jsonschema
import pytest

from advisor.cli.main import main
from advisor.cli.schema import named_schema

CASE = ("--workload", "extraction", "--as-of", "2026-11-23")


def answer(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> dict[str, Any]:
    assert main([*argv, "--json"]) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    document: dict[str, Any] = json.loads(captured.out)
    if code in {0, 6}:
        kind = document["schema"].removeprefix("advisor.").removesuffix("/1")
        jsonschema.validate(document, named_schema(kind))
    return document


def page(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> str:
    assert main([*argv]) == code
    return capsys.readouterr().out


def sums(terms: list[dict[str, Any]], total: float) -> bool:
    return abs(sum(term["usd_per_1k_calls"] for term in terms) - total) < 1e-9


FLAGS = {
    "worth": "--worth", "input_tokens": "--input-tokens", "output_tokens": "--output-tokens",
    "calls_per_day": "--calls-per-day", "cached_share": "--cached-share", "migration_cost": "--migration-cost",
}  # fmt: skip


def leader_of(capsys: pytest.CaptureFixture[str], *case: str) -> str:
    name: str = json.loads(page(capsys, *case, "--json"))["answer"]["option"]
    return name


def flips_hold(capsys: pytest.CaptureFixture[str], case: tuple[str, ...]) -> set[str]:
    """Runs the recommendation 1 % on both sides of every flip of the first option; the levers that were tried."""
    first = leader_of(capsys, *case)
    tried = [flip for flip in answer(capsys, "why", first, *case)["flips"] if flip["lever"] in FLAGS]
    for flip in tried:
        step = 1.01 if flip["to"] > flip["from"] else 1 / 1.01
        for value, leader in ((flip["to"] * step, flip["then"]), (flip["to"] / step, first)):
            assert leader_of(capsys, *case, FLAGS[flip["lever"]], repr(value)) == leader, (flip, value)
    return {flip["lever"] for flip in tried}


HOSPITAL = (*CASE, "--preset", "eu-hospital")
