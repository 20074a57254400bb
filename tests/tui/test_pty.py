"""The program of a built wheel on a real pseudo-terminal: a whole case by keys alone, hostile names, and a way out."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pexpect
import pyte
import pytest

from advisor.tui.live import SHOWN_ROWS

ROOT = Path(__file__).parents[2]
COLUMNS, LINES = 120, 40
DOWN = "\x1b[B"
ESCAPE = "\x1b"
CTRL_E = "\x05"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built wheel, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


class Terminal:
    """`advisor` of a wheel in a pty, and the screen a person would see."""

    def __init__(self, site: Path, folder: Path, *arguments: str) -> None:
        home = {name: str(folder / name) for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
        # A test runner may state a size in the environment; the terminal's own is meant here.
        inherited = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        env = {**inherited, **home, "TERM": "xterm-256color", "PYTHONPATH": str(site)}
        command = ["-m", "advisor", *arguments]
        self.child = pexpect.spawn(sys.executable, command, dimensions=(LINES, COLUMNS), env=env, cwd=str(folder))
        self.screen = pyte.Screen(COLUMNS, LINES)
        self.stream = pyte.ByteStream(self.screen)
        self.keys = 0

    def see(self, text: str, seconds: float = 30.0) -> str:
        """Waits until the screen shows a text, and returns the screen."""
        waited = 0.0
        while text not in self.shown():
            assert waited < seconds, f"no {text!r} on:\n{self.shown()}"
            try:
                self.stream.feed(self.child.read_nonblocking(65536, timeout=0.1))
            except pexpect.TIMEOUT:
                waited += 0.1
        return self.shown()

    def shown(self) -> str:
        return "\n".join(self.screen.display)

    def press(self, *keys: str | bytes) -> None:
        for key in keys:
            self.child.send(key)
            self.keys += 1
            if key == ESCAPE:
                time.sleep(0.5)  # a terminal cannot tell escape and a letter from alt and that letter sooner

    def leave(self) -> int:
        self.press("q")
        self.child.expect(pexpect.EOF, timeout=20)
        self.child.wait()
        return self.child.exitstatus


@pytest.mark.slow
def test_a_whole_case_needs_no_mouse_and_fewer_than_forty_keys(site: Path, tmp_path: Path) -> None:
    terminal = Terminal(site, tmp_path, "--workload", "extraction", "--gpus", "2x nvidia-rtx-5090")
    assert "╭─ Requirements" in terminal.see("Why 1")  # the first frame is whole
    terminal.press("f", DOWN, "\r")
    terminal.see("Calls/day ─")
    terminal.press(*"60k", "\r")
    terminal.see("60k calls/day")
    terminal.press(ESCAPE)
    terminal.press("/", *"owned", "\r")
    terminal.see("filter: owned")
    terminal.press(" ", ESCAPE)
    terminal.see("sort: net benefit")
    terminal.press("\x1b[H", " ", "c")
    terminal.see("Compare · 2 options")
    terminal.press("w")
    terminal.see("what would change it")
    terminal.press("b")
    terminal.see("/mo now")
    terminal.press(ESCAPE, CTRL_E)
    terminal.see("recommendation.")
    time.sleep(0.3)  # the path is painted before it has the focus
    terminal.press("\x15", *"out.csv", "\r")
    terminal.see("wrote")
    assert terminal.keys < 40
    assert terminal.leave() == 0
    first, *rows = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert first.startswith("rank,")
    assert len(rows) == SHOWN_ROWS
    saved = (tmp_path / "XDG_STATE_HOME" / "advisor" / "session.toml").read_text(encoding="utf-8")
    assert 'calls_per_day = "60k"' in saved


@pytest.mark.slow
def test_the_session_is_taken_up_again(site: Path, tmp_path: Path) -> None:
    first = Terminal(site, tmp_path, "--workload", "coding")
    first.see("Why 1")
    first.press("f", "\x1b[C")
    first.see("computer-use ·")
    assert first.leave() == 0
    again = Terminal(site, tmp_path)
    again.see("computer-use ·")
    assert again.leave() == 0


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_as_a_key_would(site: Path, tmp_path: Path, number: signal.Signals) -> None:
    terminal = Terminal(site, tmp_path, "--workload", "coding")
    terminal.see("Why 1")
    terminal.press("f", "\x1b[C")
    terminal.see("computer-use ·")
    terminal.child.kill(number)
    terminal.child.expect(pexpect.EOF, timeout=20)
    terminal.child.wait()
    assert terminal.child.exitstatus == 128 + number
    assert b"\x1b[?1049l" in terminal.child.before
    assert b"\x1b[?25h" in terminal.child.before
    assert "computer-use" in (tmp_path / "XDG_STATE_HOME" / "advisor" / "session.toml").read_text("utf-8")


@pytest.mark.slow
def test_keys_that_are_no_text_are_dropped(site: Path, tmp_path: Path) -> None:
    terminal = Terminal(site, tmp_path, "--workload", "extraction")
    terminal.see("Why 1")
    terminal.press(b"\xe4\xff")
    time.sleep(0.3)
    terminal.press("f", "\x1b[C")
    terminal.see("rag ·")
    assert terminal.leave() == 0


@pytest.mark.slow
def test_a_broken_overlay_is_told_and_left_behind(site: Path, tmp_path: Path) -> None:
    overlay = tmp_path / "mine" / "models" / "lab"
    overlay.mkdir(parents=True)
    (overlay / "odd.toml").write_text("wrong = 1\n", encoding="utf-8")
    terminal = Terminal(site, tmp_path, "--workload", "extraction", "--catalog", str(tmp_path / "mine"))
    terminal.see("The session goes on without")
    terminal.press("\r")
    terminal.see("Why 1")
    assert terminal.leave() == 0


def test_json_is_not_a_session(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "advisor", "--workload", "extraction", "--json"]
    output, status = pexpect.run(" ".join(command), withexitstatus=True, cwd=str(tmp_path), timeout=60)
    assert status == 0
    assert json.loads(output)["schema"] == "advisor.recommendation/1"


@pytest.mark.slow
def test_it_is_the_wheel_that_runs(site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import advisor.tui.app as app; print(app.__file__)"]
    found = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(site)}, capture_output=True, text=True, check=True
    )
    assert Path(found.stdout.strip()).is_relative_to(site)
