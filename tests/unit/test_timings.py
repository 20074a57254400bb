"""Stages are recorded in the order they end, also where they fail."""

import pytest

from advisor import timings


def test_a_stage_is_printed_to_stderr(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(timings, "_spans", [])
    with timings.stage("outer"), timings.stage("inner"):
        pass
    with pytest.raises(KeyError), timings.stage("broken"):
        raise KeyError
    timings.print_timings()
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split()[0] for line in err.splitlines()] == ["inner", "outer", "broken"]
    assert all(line.endswith(" ms") and float(line.split()[1]) >= 0 for line in err.splitlines())
