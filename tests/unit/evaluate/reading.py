"""Reads a log as the importers do, or says how they refuse it."""

from pathlib import Path

import pytest

from advisor.errors import AdvisorError
from advisor.evidence.importers.attempts import Log
from advisor.evidence.importers.detect import read_log


def read(path: Path, metric: str | None = None) -> Log:
    return read_log(str(path), metric)[0]


def refusal(path: Path, metric: str | None = None) -> str:
    with pytest.raises(AdvisorError) as caught:
        read(path, metric)
    assert str(path) in caught.value.message
    assert caught.value.fix
    return caught.value.message
