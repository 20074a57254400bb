"""Streams of the program as shells hand them: pipes, full disks, locales, terminals, none at all."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

ASK = ("--workload", "extraction", "--as-of", "2026-11-23")
PROGRAM = (sys.executable, "-m", "advisor")


def ran(*argv: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    plain = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    return subprocess.run([*PROGRAM, *argv], capture_output=True, env={**plain, **env}, check=False, timeout=120)


def test_a_reader_that_leaves_early_is_no_error() -> None:
    process = subprocess.Popen([*PROGRAM, *ASK, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), errors) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("form", ["--json", "--table"])
def test_a_full_disk_is_told_without_a_traceback(form: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*PROGRAM, *ASK, form], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"cannot write: No space left" in done.stderr
    assert b"--debug" not in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("columns", ["0", "-5", "abc", "1"])
def test_an_odd_width_is_no_fault(columns: str) -> None:
    assert ran(*ASK, "--table", COLUMNS=columns).returncode == 0


@pytest.mark.parametrize("form", ["--json", "--table", "--markdown", "--html", "--csv"])
def test_output_is_utf8_in_every_locale(form: str) -> None:
    plain = ran(*ASK, form, PYTHONUTF8="1")
    ascii_only = ran(*ASK, form, PYTHONUTF8="0", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")
    assert (plain.returncode, ascii_only.returncode) == (0, 0)
    assert ascii_only.stdout == plain.stdout
    assert plain.stdout.decode("utf-8")


def test_redirected_output_has_no_colour() -> None:
    done = ran(*ASK, TERM="xterm-256color")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""


def on_terminal(*argv: str, **env: str) -> bytes:
    """What a run prints on a terminal."""
    plain = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR"}}
    command = " ".join([*PROGRAM, *ASK, *argv])
    shown, status = pexpect.run(command, withexitstatus=True, env={**plain, **env}, timeout=60)
    assert status == 0
    assert isinstance(shown, bytes)
    return shown


def test_a_dumb_terminal_gets_the_table_without_codes() -> None:
    shown = on_terminal(TERM="dumb")
    assert b"\x1b" not in shown
    assert b"options considered" in shown


def test_no_color_is_obeyed_on_a_terminal() -> None:
    assert b"\x1b[" in on_terminal("--table", TERM="xterm-256color")
    plain = on_terminal("--table", TERM="xterm-256color", NO_COLOR="1")
    assert b"options considered" in plain
    assert b"\x1b[3" not in plain


def test_timings_go_to_stderr() -> None:
    done = ran(*ASK, "--json", "--timings")
    stages: Any = [line.split()[0] for line in done.stderr.decode().splitlines()]
    assert {"hosted", "rank", "robustness", "rows"} <= set(stages)
    assert json.loads(done.stdout)["options"]


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_drops_what_would_go_there_and_the_record_is_written(closed: str, tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    command = f"{sys.executable} -m advisor {' '.join(ASK)} --json --record {record} {closed}"
    run = subprocess.run(command, shell=True, capture_output=True, check=False, timeout=120)
    assert (run.returncode, run.stderr) == (0, b"")
    assert json.loads(record.read_text())["schema"] == "advisor.record/1"
