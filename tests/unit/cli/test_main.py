"""The command line as scripts meet it: flags, errors, exit codes and files; stdout holds data only."""

import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import jsonschema
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
