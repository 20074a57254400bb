"""Logs that the real tools wrote (tests/data/logs/README.md says how) are read as those tools count them."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from advisor.errors import AdvisorError
from advisor.evidence.importers.attempts import Log
from advisor.evidence.importers.detect import read_log
from advisor.evidence.pooling import pooled
from tests.unit.evaluate.logs import LOGS, inspect_document, write_archive


def read(name: str) -> Log:
    return read_log(str(LOGS / name))[0]


def test_inspect_counts_as_inspect_does() -> None:
    """Inspect's own mean over epochs of each item is .75: item 3 wrong twice, item 4 once, one sample failed."""
    log = read("inspect.json")
    found = pooled(log.attempts)
    assert (log.tool, log.task, log.date) == ("inspect", "extraction", "2026-11-23")
    assert found.share == inspect_document()["results"]["scores"][0]["metrics"]["accuracy"]["value"] == 0.75
    assert (found.items, found.scored, found.missing) == (6, 11, 1)
    first = log.attempts[0]
    assert (first.model, first.item, first.input_tokens, first.output_tokens) == ("mockllm/gpt-5.2", "inv-01", 40, 12)
    assert first.reasoning_tokens == 8


def test_an_archive_holds_the_same(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "log.zip", inspect_document())
    assert read_log(str(path))[0] == read("inspect.json")


def test_a_zstandard_archive_as_inspect_writes_it() -> None:
    strip = [attempt._replace(latency_s=None) for attempt in read("inspect.eval").attempts]
    assert strip == [attempt._replace(latency_s=None) for attempt in read("inspect.json").attempts]


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="this Python unpacks Zstandard itself")
def test_a_zstandard_archive_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "backports.zstd", None)
    with pytest.raises(AdvisorError) as caught:
        read("inspect.eval")
    assert "inspect.eval" in caught.value.message
    assert "Zstandard" in caught.value.message
    assert "pip install backports.zstd" in caught.value.fix
    assert "inspect log convert" in caught.value.fix


def test_lm_eval_is_read_by_either_file() -> None:
    samples, results = read("lm_eval_samples.jsonl"), read("lm_eval_results.json")
    assert samples == results
    assert (samples.tool, samples.version) == ("lm-eval", "0.4.13")
    found = pooled(samples.attempts)
    assert found.share == pytest.approx(5 / 6)
    assert {attempt.model for attempt in samples.attempts} == {"dummy"}


def test_promptfoo_errors_are_missing() -> None:
    log = read("promptfoo_v3.json")
    assert (log.tool, log.version) == ("promptfoo", "0.121.20")
    broken = [one for one in log.attempts if one.model == "anthropic:messages:claude-opus-4-6"]
    working = [one for one in log.attempts if one.model == "openai:gpt-5.2"]
    assert len(broken) + len(working) == len(log.attempts)
    assert Counter(one.missing for one in broken) == {"error": 6}
    right = pooled(working)
    assert (right.share, right.items, right.missing) == (pytest.approx(5 / 6), 6, 0)
    assert {one.item for one in broken} == {one.item for one in working}
