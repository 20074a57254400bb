"""Stored results that cannot be read or written are named, and nothing is ranked as if they were not there."""

import json
import os
from pathlib import Path

import pytest

from advisor.cli.main import main
from tests.unit.evaluate.commands import WORKLOAD, printed, results
from tests.unit.evaluate.logs import LOGS, NAMES


def test_a_folder_that_cannot_be_written_is_bad_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    text = printed(capsys, "evaluate", "import", str(LOGS / "inspect.json"), *WORKLOAD, *NAMES, code=2)
    assert "writable" in text


@pytest.mark.parametrize("content", ["[" * 100_000, None], ids=["nested without end", "a link to nothing"])
def test_a_result_that_cannot_be_read_is_named(
    content: str | None, capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    data.mkdir(parents=True)
    result = data / "aaaaaaaaaaaa.json"
    if content is None:
        result.symlink_to("nowhere")
    else:
        result.write_text(content, encoding="utf-8")
    assert main(["evaluate", "list", "--json"]) == 2
    assert str(result) in json.loads(capsys.readouterr().out)["error"]["message"]


def test_a_folder_of_results_that_nobody_may_read_is_named(
    capsys: pytest.CaptureFixture[str], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    data.mkdir(parents=True)
    monkeypatch.setattr("advisor.evidence.own_store.os.scandir", refuse)
    assert main(["evaluate", "list", "--json"]) == 2
    assert "advisor/results: Permission denied" in json.loads(capsys.readouterr().out)["error"]["message"]


def test_a_damaged_result_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path, data: Path) -> None:
    printed(capsys, "evaluate", "import", results(tmp_path / "x.csv", "glm-5", 10, 50), *WORKLOAD)
    path = next(data.iterdir())
    path.write_text(path.read_text("utf-8")[:200], "utf-8")
    assert str(path) in printed(capsys, *WORKLOAD, "--table", code=2)


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_what_is_no_file_among_the_results_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: Path, kind: str
) -> None:
    printed(capsys, "evaluate", "import", results(tmp_path / "x.csv", "glm-5", 10, 50), *WORKLOAD)
    odd = data / "odd.json"
    {"link": lambda: odd.symlink_to("nowhere"), "folder": odd.mkdir, "pipe": lambda: os.mkfifo(odd)}[kind]()
    assert str(odd) in printed(capsys, *WORKLOAD, "--table", code=2)
