"""What every unit test needs: pages as they are where nobody said how wide the terminal is."""

import pytest


@pytest.fixture(autouse=True)
def no_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test runner may set COLUMNS for itself; pages would fold to it."""
    monkeypatch.delenv("COLUMNS", raising=False)
