"""Runs commands on the shipped catalog and reads what they print."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from advisor.cli.main import main
from advisor.cli.schema import named_schema
from tests.unit.evaluate.logs import csv_file

WORKLOAD = ("--workload", "extraction")


def printed(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> str:
    assert main(list(argv)) == code
    streams = capsys.readouterr()
    return streams.out if code == 0 or "--json" in argv else streams.err


def answer(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(printed(capsys, *argv, "--json", code=code))
    if argv[0] == "evaluate":
        jsonschema.validate(document, named_schema(document["schema"].split(".")[1].split("/")[0]))
    return document


def results(path: Path, model: str, right: int, of: int) -> str:
    return str(csv_file(path, [(f"item-{n}", model, int(n < right)) for n in range(of)]))
