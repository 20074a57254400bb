"""docs/own-tests.md does what it says: its commands run in order, its table is the computed one."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.cli.main import main
from advisor.decision.sample_size import paired_items, unpaired_items
from advisor.evidence.importers.rows import KNOWN

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text("utf-8")
DOC = (ROOT / "docs" / "own-tests.md").read_text("utf-8")


def test_the_commands_run_in_order_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    commands = [line for block in re.findall(r"```sh\n(.*?)```", DOC, re.S) for line in block.splitlines()]
    assert len(commands) == 9
    for command in commands[:-2]:
        assert main(shlex.split(command)[1:]) == 0
    assert "own:" in capsys.readouterr().out
    assert main(["evaluate", "list", "--json"]) == 0
    ids = [one["id"] for one in json.loads(capsys.readouterr().out)["results"]]
    assert len(ids) == 3
    for name in ids:
        for command in commands[-2:]:
            assert main(shlex.split(command.replace("ID", name))[1:]) == 0
    assert not (tmp_path / "data" / "advisor" / "results").exists()


def test_the_worked_example_of_the_readme_runs_as_written(tmp_path: Path) -> None:
    """In a shell, with the program where the README installs it; the last command compares the bytes."""
    section = README.split("## Your own tests move the ranking")[1].split("\n## ")[0]
    commands, shown = re.findall(r"```(?:sh)?\n(.*?)```", section, re.S)
    program = tmp_path / ".venv" / "bin" / "advisor"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m advisor "$@"\n')
    program.chmod(0o755)
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")}
    ran = subprocess.run(["bash", "-euc", commands], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-500:] + ran.stderr
    moved = [line.split() for line in ran.stdout.splitlines() if re.match(r" *\d+ +\d+ +\d+ +\d+  \S+@", line)]
    assert any(rank != was for rank, was, *_ in moved)
    assert {line.split()[-1] for line in shown.splitlines()[1:]} <= {row[-1] for row in moved}
    own = commands.split("evaluate remove")[1].splitlines()[0].split()
    assert f"own:{own[0]}" in ran.stdout
    assert not (tmp_path / "data" / "advisor" / "results").exists()


def test_the_table_is_the_computed_one() -> None:
    differences = (0.01, 0.02, 0.03, 0.05, 0.08)
    for words, agreement in (("correlate .5", 0.5), ("correlate .3", 0.3)):
        cells = " | ".join(f"{paired_items(one, 0.9, agreement):,.0f}" for one in differences)
        assert re.search(rf"{words} \| {re.escape(cells)} \|", DOC)
    cells = " | ".join(f"{unpaired_items(one, 0.9):,.0f}" for one in differences)
    assert f"| each model on items of its own | {cells} |" in DOC


def test_every_column_is_named() -> None:
    row = next(line for line in DOC.splitlines() if line.startswith("| CSV, JSONL"))
    assert set(re.findall(r"[a-z_]{4,}", row)) >= set(KNOWN)
