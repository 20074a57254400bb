"""Broken and hostile overlays on the command line: one error with place and fix, exit 5, nothing written."""

import json
import os
from pathlib import Path

import pytest

from advisor.cli.main import main
from tests.unit.tiny_catalog import lay

HOSTILE: dict[str, dict[str, str | bytes]] = {
    "unknown key": {"models/openai/gpt-5.2.toml": "contxt = 1\n"},
    "nan": {"models/openai/gpt-5.2.toml": "params_total_b = nan\n"},
    "negative price": {"providers/openai/offers/gpt-5.2.toml": '[[price]]\nregion = "x"\ninput = -1\n'},
    "escape": {"models/openai/gpt-5.2.toml": 'name = "\\u001b]52;c;eA==\\u0007"\n'},
    "utf-8": {"models/openai/gpt-5.2.toml": b"\xff\xfe"},
    "duplicate id": {"models/elsewhere/gpt-5.2.toml": 'name = "x"\n'},
    "file name": {"models/openai/\x1b[31mred.toml": 'name = "x"\n'},
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_overlay(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    overlay = lay(tmp_path / "overlay", HOSTILE[case])
    argv = ["--workload", "extraction", "--catalog", str(overlay)]
    assert main([*argv, "--json"]) == 5
    out, err = capfd.readouterr()
    error = json.loads(out)["error"]
    assert (error["kind"], err) == ("catalog-invalid", "")
    assert str(overlay) in error["message"]
    assert error["fix"]
    assert main([*argv, "--table"]) == 5
    out, err = capfd.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert "\x1b" not in err
    assert not (tmp_path / "cache").exists()


def test_an_unwritable_home_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    overlay = lay(tmp_path / "overlay", {"providers/openai/provider.toml": 'omit = ["zdr"]\n'})
    argv = ["catalog", "show", "providers/openai", "--catalog", str(overlay), "--json"]
    assert main(argv) == 0
    expected = capfd.readouterr()
    monkeypatch.setenv("HOME", os.devnull)
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    assert main(argv) == 0
    assert capfd.readouterr() == expected
    assert "zdr" not in json.loads(expected.out)["facts"]


@pytest.mark.parametrize("inside", [{}, {"notes.md": "words", "models/readme.txt": "words"}])
def test_a_folder_without_catalog_files_is_refused(
    inside: dict[str, str | bytes], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    overlay = tmp_path / "overlay"
    overlay.mkdir()
    lay(overlay, inside)
    assert main(["--workload", "extraction", "--catalog", str(overlay), "--json"]) == 2
    error = json.loads(capfd.readouterr().out)["error"]
    assert "no TOML files" in error["message"]
    assert "models/" in error["fix"]
