"""Files are written whole or not at all, and what is not a file is never replaced by one."""

import os
import stat
import threading
from pathlib import Path

import pytest

from advisor.errors import AdvisorError
from advisor.files import write_atomically


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "memo.md"
    target.write_text("old", encoding="utf-8")
    write_atomically(str(target), "neu · ünïcode\n", "--output")
    assert target.read_bytes() == "neu · ünïcode\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["memo.md"]


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "memo.md"
    target.write_text("old", encoding="utf-8")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AdvisorError, match="No space left"):
        write_atomically(str(target), "new", "--output")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "\ud800"], ids=["long", "nul", "surrogate"])
def test_a_name_that_cannot_be_is_bad_input(name: str, tmp_path: Path) -> None:
    with pytest.raises(AdvisorError):
        write_atomically(str(tmp_path / name), "text", "--output")
    assert not list(tmp_path.iterdir())


def test_text_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "memo.md"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(AdvisorError, match="surrogates"):
        write_atomically(str(target), "\ud800", "--output")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize("path", ["", ".", "missing/memo.md", ".."])
def test_a_path_that_is_no_file_is_bad_input(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    with pytest.raises(AdvisorError) as problem:
        write_atomically(path, "text", "--output")
    assert (problem.value.kind, problem.value.exit_code) == ("bad-input", 2)
    assert f"--output {path!r}" in problem.value.message
    assert [each.name for each in tmp_path.rglob("*")] == ["sub"]


def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    """A device or pipe, such as a shell's >(…), is written to."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    write_atomically(str(pipe), "text", "--output")
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    reader.join(timeout=10)
    assert got == ["text"]


def test_a_link_keeps_pointing_at_its_file(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "memo.md"
    target.write_text("old", encoding="utf-8")
    link = tmp_path / "memo.md"
    link.symlink_to(target)
    write_atomically(str(link), "new", "--output")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
