"""From arguments and files to requirements: every problem of a user's file names the file, and no name is ignored."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from advisor.catalog import Accelerator
from advisor.cli.recommend import build_parser
from advisor.errors import AdvisorError
from advisor.estimates.rigs import Named, parse_rig
from advisor.session import SIZE_LIMIT, load_case, read_given, read_toml, table_lines


def arguments(*argv: str) -> Namespace:
    return build_parser().parse_args(argv)


def written(folder: Path, content: str | bytes) -> str:
    path = folder / "team.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "syntax": ("workload = \n", "line 1"),
    "not UTF-8": (b'workload = "\xff"\n', "not UTF-8"),
    "a NUL": ('workload = "a\0"\n', "line 1"),
    "huge": (b"#" * (SIZE_LIMIT + 1), "larger than 5 MB"),
    "many digits": (f"worth = {'9' * 5000}", "above 1e15"),
    "many digits of another base": (f"[[a]]\nb = [0x{'f' * 9000}]", "above 1e15"),
    "dotted without end": (".".join("a" * 100_000) + " = 1", "requirements"),
    "nested without end": ("a = " + "[" * 100_000, "nested"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_bad_input_and_named(case: str, tmp_path: Path) -> None:
    content, told = BROKEN[case]
    path = written(tmp_path, content)
    with pytest.raises(AdvisorError) as problem:
        read_toml(path, "--requirements")
    assert problem.value.exit_code == 2
    assert repr(path) in problem.value.message
    assert told in problem.value.message
    assert problem.value.fix


@pytest.mark.parametrize("name", ["missing.toml", ".", "a\0b"])
def test_what_cannot_be_opened_is_bad_input(name: str, tmp_path: Path) -> None:
    with pytest.raises(AdvisorError) as problem:
        read_toml(str(tmp_path / name), "--policy")
    assert problem.value.exit_code == 2
    assert problem.value.message.startswith("--policy ")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert read_toml(written(tmp_path, '\ufeffworkload = "rag"\n'), "--requirements") == {"workload": "rag"}


def test_flags_win_over_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, 'workload = "rag"\nworth = 0.5\ntop = 3\n')
    given = read_given(arguments("--requirements", path, "--worth", "2"))
    assert given == {"workload": "rag", "worth": "2", "top": 3}


def test_an_unknown_key_names_the_nearest(tmp_path: Path) -> None:
    path = written(tmp_path, "calls_per_dya = 3\n")
    with pytest.raises(AdvisorError, match="calls_per_dya") as problem:
        read_given(arguments("--requirements", path))
    assert problem.value.fix == "use 'calls_per_day'"


def test_a_file_of_several_workloads_goes_elsewhere(tmp_path: Path) -> None:
    path = written(tmp_path, '[[workloads]]\nworkload = "rag"\n')
    with pytest.raises(AdvisorError) as problem:
        load_case(arguments("--requirements", path))
    assert "advisor portfolio" in problem.value.fix


@pytest.mark.parametrize(
    ("flag", "value", "near"),
    [
        ("--only-model", "gpt-5.2x", "gpt-5.2"),
        ("--only-provider", "opnai", "openai"),
        ("--exclude", "gpt-5.22@openai", "gpt-5.2"),
        ("--exclude", "gpt-5.2@opnai", "openai"),
    ],
)
def test_a_name_that_is_nothing_is_never_passed_over(flag: str, value: str, near: str) -> None:
    with pytest.raises(AdvisorError) as problem:
        load_case(arguments("--workload", "rag", flag, value))
    assert problem.value.exit_code == 2
    assert flag in problem.value.message
    assert near in problem.value.fix


@pytest.mark.parametrize(
    "exclude", ["gpt-5.2", "gpt-5.2~high@openai", "glm-5/fp8@rented:aws:8xnvidia-h200-sxm", "glm-5@owned:1xnvidia-l4"]
)
def test_options_and_models_may_be_left_out(exclude: str) -> None:
    _, requirements = load_case(arguments("--workload", "rag", "--exclude", exclude))
    assert requirements.exclude == (exclude,)


def test_files_are_read_into_their_keys(tmp_path: Path) -> None:
    path = written(tmp_path, '# terms\n[deny]\norigins = ["CN"]\n\n[[waiver]]\nrule = "a"\n[[waiver]]\nrule = "b"\n')
    given: dict[str, Any] = read_given(arguments("--workload", "rag", "--policy", path))
    assert given["policy"]["file"] == path
    assert given["policy"]["deny"] == {"origins": ["CN"]}
    assert given["policy"]["lines"] == table_lines(path) == {"deny": [2], "waiver": [5, 7]}


@pytest.fixture
def two_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(accelerators: Mapping[str, Accelerator]) -> Named:
        rig = parse_rig("2x nvidia-rtx-4090", accelerators, 63.7).rig
        return Named(rig, ("detected: 2x nvidia-rtx-4090",))

    monkeypatch.setattr("advisor.detect.detect", found)


@pytest.mark.usefixtures("two_cards")
def test_detected_hardware_is_used_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    _, requirements = load_case(arguments("--workload", "rag", "--detect"))
    assert (requirements.gpus, requirements.ram) == (("2x nvidia-rtx-4090",), 63.7)
    assert capsys.readouterr() == ("", "note: detected: 2x nvidia-rtx-4090, 63.7 GB of RAM\n")


@pytest.mark.usefixtures("two_cards")
def test_typed_hardware_wins_over_detected() -> None:
    _, named = load_case(arguments("--workload", "rag", "--detect", "--gpus", "1x nvidia-l4"))
    _, sized = load_case(arguments("--workload", "rag", "--detect", "--ram", "32GB"))
    assert (named.gpus, named.ram) == (("1x nvidia-l4",), None)
    assert (sized.gpus, sized.ram) == (("2x nvidia-rtx-4090",), 32.0)


@pytest.mark.usefixtures("two_cards")
def test_nothing_is_detected_unasked() -> None:
    assert load_case(arguments("--workload", "rag"))[1].gpus == ()
