"""The command line as scripts and shells meet it: flags, errors, exit codes, streams, files; stdout holds data only."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pexpect
import pytest

from advisor.cli.commands import COMMANDS
from advisor.cli.main import main
from advisor.cli.recommend import build_parser
from advisor.cli.schema import named_schema
from advisor.options import OPTIONS

ASK = ("--workload", "extraction", "--as-of", "2026-11-23")
PROGRAM = (sys.executable, "-m", "advisor")


def refused(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 2) -> dict[str, str]:
    """The error of a run, the same in words on stderr and as JSON on stdout."""
    assert main([*argv, "--json"]) == code
    out, err = capsys.readouterr()
    assert err == ""
    error: dict[str, str] = json.loads(out)["error"]
    assert set(error) == {"kind", "message", "fix"}
    assert all(error.values())
    if "--table" not in argv:
        assert main([*argv, "--table"]) == code
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("advisor: ")
        assert "  fix: " in err
        assert "Traceback" not in err
    return error


def ran(*argv: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    plain = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    return subprocess.run([*PROGRAM, *argv], capture_output=True, env={**plain, **env}, check=False, timeout=120)


BAD_VALUES = [
    ("--calls-per-day", "nan"), ("--calls-per-day", "many"), ("--calls-per-day", "1M/fortnight"),
    ("--calls-per-day", "-1"), ("--calls-per-day", "0"), ("--input-tokens", "0"), ("--cached-share", "130%"),
    ("--batch-share", "1.5"), ("--turns", "inf"), ("--effort", "huge"),
    ("--right-of-100", "100"), ("--worth", "0"), ("--worth-range", "5..1"), ("--worth-range", "5"),
    ("--quality-floor", "90"), ("--ttft", "0"), ("--residency", "mars"), ("--require", "cookies"),
    ("--license-needs", "everything"), ("--gpus", "2x abacus"), ("--ram", "12 parsecs"), ("--budget", "lots"),
    ("--horizon", "2 blinks"), ("--route", "borrowed"), ("--include", "everything"), ("--top", "0"), ("--top", "2.5"),
    ("--excluded", "some"), ("--as-of", "2026-02-30"), ("--as-of", "yesterday"), ("--currency", "EUR"),
    ("--currency", "EUR=0"), ("--seed", "-1"), ("--preset", "mars-colony"), ("--workload", "juggling"),
    ("--workload", ""), ("--sector", "wizardry"), ("--modality", "smell"),
    ("--requirements", ""), ("--turns", "0.5"), ("--gpus", "x"), ("--gpus", "2x nvidia"),
]  # fmt: skip


@pytest.mark.parametrize(("flag", "value"), BAD_VALUES)
def test_a_bad_value_names_flag_value_and_a_way_out(flag: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    error = refused(capsys, *ASK, flag, value)
    assert error["kind"] == "bad-input"
    told = error["message"] + error["fix"]
    assert flag in told
    assert value.rpartition(" ")[2] in told


@pytest.mark.parametrize(("typed", "meant"), [("--calls-per-dya", "--calls-per-day"), ("--worht=3", "--worth")])
def test_an_unknown_flag_suggests_the_nearest(typed: str, meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    error = refused(capsys, *ASK, typed)
    assert typed.split("=")[0] in error["message"]
    assert meant in error["fix"]


def test_an_unknown_command_suggests_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    error = refused(capsys, "compair")
    assert "compare" in error["fix"]
    assert refused(capsys, "\x1b[31mred")["message"].isprintable()


@pytest.mark.parametrize(
    "argv",
    [
        ("--route", "hosted", "--residency", "on-prem"),
        ("--peak-to-mean", "0.5"),
        ("--table", "--csv"),
    ],
)
def test_an_impossible_combination(argv: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, *ASK, *argv)["kind"] == "bad-input"


def test_no_workload_and_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--workload" in refused(capsys, "--worth", "1")["fix"]


def test_nothing_satisfies(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 3 still answers: the nearest, and what would admit it."""
    assert main([*ASK, "--quality-floor", "0.9999", "--json"]) == 3
    document = json.loads(capsys.readouterr().out)
    assert document["options"] == []
    assert document["answer"]["option"] is None
    nearest = document["excluded"][0]
    assert nearest["id"] in document["answer"]["sentence"]
    assert nearest["would_admit"].startswith("--quality-floor")


def test_strict_exits_4_when_the_first_rests_on_a_review(capsys: pytest.CaptureFixture[str]) -> None:
    argv = [*ASK, "--ttft", "1", "--route", "hosted", "--json"]
    assert main(argv) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["options"][0]["verdict"]["status"] == "review"
    assert main([*argv, "--strict"]) == 4
    assert json.loads(capsys.readouterr().out)["options"] == document["options"]
    assert main([*ASK, "--strict", "--json"]) == 0


def test_an_internal_fault_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("odd")

    monkeypatch.setattr("advisor.recommend.recommend", broken)
    error = refused(capsys, *ASK, code=1)
    assert (error["kind"], "KeyError" in error["message"], "--debug" in error["fix"]) == ("internal", True, True)
    with pytest.raises(KeyError):
        main([*ASK, "--json", "--debug"])


def test_the_document_meets_its_schema_and_the_table_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASK, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, named_schema("recommendation"))
    assert main([*ASK, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["id"] for row in rows] == [option["id"] for option in document["options"]]
    assert main([*ASK, "--table"]) == 0
    table = capsys.readouterr().out
    assert document["answer"]["sentence"].split()[0] in table
    assert sum(line.strip().startswith(tuple("123456789")) for line in table.splitlines()) >= 10


def test_output_goes_to_the_file_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "answer.json"
    assert main([*ASK, "--json", "--output", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(target.read_text(encoding="utf-8"))["options"]
    assert [path.name for path in tmp_path.iterdir()] == ["answer.json"]


@pytest.mark.parametrize("place", ["missing/answer.json", ".", ""])
def test_an_unwritable_output(place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / place) if place else place
    assert "--output" in refused(capsys, *ASK, "--output", path)["message"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"a = [", b"\xff\xfe", b'wrkload = "rag"\n', b"worth = {}\n"])
def test_a_broken_requirements_file(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "team.toml"
    path.write_bytes(content)
    assert refused(capsys, *ASK, "--requirements", str(path))["kind"] == "bad-input"


def test_every_option_has_a_flag_and_the_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    flags = {flag for action in build_parser()._actions for flag in action.option_strings}
    assert {option.flag for option in OPTIONS} <= flags
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    assert "advisor --workload extraction --json" in shown
    assert all(option.flag in shown for option in OPTIONS)
    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_its_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    assert COMMANDS[name].example in capsys.readouterr().out


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


def test_the_record_and_the_answer_need_a_file_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "answer.json"
    assert (
        "one file"
        in refused(capsys, *ASK, "--output", str(path), "--record", str(tmp_path / "." / path.name))["message"]
    )
    assert not path.exists()
    for flag in ("--output", "--record"):
        assert "empty" in refused(capsys, *ASK, flag, "")["message"]
        assert "too long" in refused(capsys, *ASK, flag, str(tmp_path / ("x" * 400)))["message"]


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


def test_a_record_that_cannot_be_written_leaves_one_document_on_stdout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    error = refused(capsys, *ASK, "--record", str(tmp_path / "missing" / "record.json"))
    assert "--record" in error["message"]


@pytest.mark.parametrize(
    ("argv", "near"),
    [
        (("policy", "rules", "--sec", "finance"), "--sector"),
        (("evaluate", "plan", "--workl", "rag"), "--workload"),
        (("catalog", "list", "models", "--catalo", "x"), "--catalog"),
    ],
)
def test_actions_take_no_abbreviated_flags_and_name_the_nearest(
    argv: tuple[str, ...], near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As commands do: an abbreviation would change its meaning with the next flag."""
    assert main(argv) == 2
    assert f"did you mean {near}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        *(("policy", action) for action in ("check", "rules", "show")),
        *(("catalog", action) for action in ("list", "show", "validate")),
        *(("evaluate", action) for action in ("plan", "export", "import", "list", "show", "remove")),
    ],
)
def test_the_help_of_every_action_has_an_example(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*words, "--help"])
    assert f"example:\n  advisor {' '.join(words)}" in capsys.readouterr().out
