"""What every test of the session needs: a quiet clock and an app over the fake engine."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake import FakeEngine

from advisor.tui.app import AdvisorApp

MakeApp = Callable[..., AdvisorApp]


@pytest.fixture
def make_app() -> MakeApp:
    def make(engine: FakeEngine | None = None, folder: Path | None = None, **given: Any) -> AdvisorApp:
        return AdvisorApp(engine or FakeEngine(), {"workload": "extraction", **given}, folder=folder)

    return make
