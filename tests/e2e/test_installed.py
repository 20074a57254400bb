"""The built wheel in an environment of its own: what a newcomer types from the README, and a short session."""

import json
import os
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pexpect
import pyte
import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`advisor` as installed from the wheel; its libraries are those of the test run, so that no network is needed."""
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True)
    python = folder / "env" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "-q", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    [site] = (folder / "env" / "lib").glob("python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python.with_name("advisor")


def ran(program: Path, home: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "ADVISOR", "XDG"))}
    return subprocess.run(
        [str(program), *argv], cwd=home, env={**env, "HOME": str(home)}, capture_output=True, text=True, check=False
    )


def test_it_is_the_wheel_that_runs(program: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [str(program.with_name("python")), "-c", "import advisor; print(advisor.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(program.parents[1])


def quick_start() -> list[list[str]]:
    """Arguments of every line under the README's first heading that runs the program without a terminal."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.partition("## Install and run")[2].partition("\n## ")[0]
    lines = [line.strip().rpartition("&& ")[2] for line in section.splitlines() if line.startswith("    ")]
    return [line.split()[1:] for line in lines if line.startswith(".venv/bin/advisor")]


def test_the_quick_start_of_the_readme(program: Path, tmp_path: Path) -> None:
    commands = quick_start()
    assert len(commands) >= 2
    for command in commands:
        done = ran(program, tmp_path, *command)
        assert (done.returncode, done.stderr) == (0, "")
        if "--json" in command:
            assert json.loads(done.stdout)["schema"] == "advisor.recommendation/1"
        else:
            assert "options considered" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_module_runs_like_the_script(program: Path, tmp_path: Path) -> None:
    argv = ("--workload", "rag", "--as-of", "2026-11-23", "--json")
    module = ran(program.with_name("python"), tmp_path, "-m", "advisor", *argv)
    assert module.stdout == ran(program, tmp_path, *argv).stdout
    assert module.returncode == 0


def test_a_session_opens_and_closes(program: Path, tmp_path: Path) -> None:
    # A test runner may state a size in the environment; the terminal's own is meant here.
    inherited = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    env = {**inherited, "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "TERM": "xterm-256color"}
    child = pexpect.spawn(str(program), ["--workload", "rag"], dimensions=(40, 120), env=env, timeout=20)
    screen = pyte.Screen(120, 40)
    stream = pyte.ByteStream(screen)
    deadline = time.monotonic() + 30
    while "Why 1" not in "\n".join(screen.display) and time.monotonic() < deadline:
        try:
            stream.feed(child.read_nonblocking(65536, timeout=1))
        except pexpect.TIMEOUT:
            continue
    assert "rag" in "\n".join(screen.display)
    assert "Why 1" in "\n".join(screen.display)
    child.sendcontrol("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
