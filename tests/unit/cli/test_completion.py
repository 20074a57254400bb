"""Completion scripts: shells parse them, and they offer every declared flag, command and choice."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.cli.commands import COMMANDS
from advisor.cli.main import main
from advisor.options import OPTIONS

SHELLS = ("bash", "zsh", "fish")


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_parses_it(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([program, "-n"], input=script(shell, capsys), text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_flag_and_command_is_offered(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = script(shell, capsys)
    dashes = "-l " if shell == "fish" else "--"
    assert all(f"{dashes}{option.flag[2:]}" in text for option in OPTIONS)
    assert all(name in text for name in COMMANDS)
    assert all(choice in text for option in OPTIONS for choice in option.choices)


COMPLETE = """
{script}
COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 )); _advisor; printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def completed(words: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What bash offers for the last of the words."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    text = COMPLETE.format(script=script("bash", capsys), words=words)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path}
    done = subprocess.run([bash, "-c", text], text=True, capture_output=True, check=True, env=env)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("advisor comp", ["compare", "completion"]),
        ("advisor --calls", ["--calls-per-day"]),
        ("advisor --effort m", ["medium", "max"]),
        ("advisor --workload rag --route o", ["owned"]),
        ("advisor --all-routes --allow", ["--allowed-only"]),
        ("advisor --workload ex", ["extraction"]),
        ("advisor --preset eu-h", ["eu-hospital"]),
        ("advisor --only-provider anth", ["anthropic"]),
        ("advisor --exclude gpt-5.3-c", ["gpt-5.3-codex"]),
    ],
)
def test_bash_completes(words: str, offered: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert completed(words, capsys) == offered


def test_an_unknown_shell_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "tcsh"]) == 2
    assert "bash" in capsys.readouterr().err
