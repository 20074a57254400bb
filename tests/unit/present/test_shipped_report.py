"""The shipped catalog's own recommendations in every format: rendered without an error and read back."""

import csv
import json
import re
import shlex
from io import StringIO

import pytest

from advisor.cli.main import main
from tests.unit.present.page import Page

CASES = {
    "extraction": ["--workload", "extraction", "--calls-per-day", "1M", "--residency", "eu"],
    "coding": ["--workload", "coding", "--calls-per-day", "20k", "--gpus", "2x nvidia-rtx-5090"],
    "bank": ["--workload", "web-agent", "--preset", "us-bank", "--currency", "EUR=1.08"],
}


@pytest.mark.parametrize("case", CASES)
def test_every_format_reads_back(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = {}
    for form in ("json", "csv", "markdown", "html", "table"):
        assert main([*CASES[case], "--as-of", "2026-11-23", f"--{form}"]) == 0
        shown[form] = capsys.readouterr().out
    ids = [option["id"] for option in json.loads(shown["json"])["options"]]
    assert [row["id"] for row in csv.DictReader(StringIO(shown["csv"]), strict=True)] == ids
    cited = set(re.findall(r"(?<!^)\[\^(\d+)\]", shown["markdown"], re.MULTILINE))
    assert cited == set(re.findall(r"^\[\^(\d+)\]: ", shown["markdown"], re.MULTILINE))
    page = Page(shown["html"])
    assert {link[1:] for link in page.values("href") if link.startswith("#")} <= set(page.values("id"))
    assert all(option in "".join(page.text) for option in ids)
    assert "not described in the catalog" not in shown["markdown"]
    assert shown["table"].count("\n") > len(ids)


@pytest.mark.parametrize("case", CASES)
def test_the_memos_command_gives_the_memo_again(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([*CASES[case], "--markdown"])
    first = capsys.readouterr().out
    command = first.split("```sh\n")[1].split("\n```")[0]
    main([*shlex.split(command)[1:], "--markdown"])
    assert capsys.readouterr().out == first
