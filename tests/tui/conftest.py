"""What every test of the session needs: short waits, styles parsed once, and an app over the fake engine."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake import FakeEngine
from textual import _wait
from textual.css.stylesheet import Stylesheet

from advisor.tui.app import AdvisorApp

MakeApp = Callable[..., AdvisorApp]
PARSED: dict[object, Any] = {}
"""Rules of every style sheet that a test has parsed, by their source and the variables they were parsed with."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pilot looks whether the app is idle every 4 ms instead of every 20; apps share what they parse."""
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", 0.004)
    parse = Stylesheet._parse_rules

    def once(sheet: Stylesheet, css: str, *where: Any, **kind: Any) -> Any:
        key = (css, where, tuple(sorted(kind.items())), tuple(sorted(sheet._variables.items())))
        if key not in PARSED:
            PARSED[key] = parse(sheet, css, *where, **kind)
        return PARSED[key]

    monkeypatch.setattr(Stylesheet, "_parse_rules", once)


@pytest.fixture
def make_app() -> MakeApp:
    def make(engine: FakeEngine | None = None, folder: Path | None = None, **given: Any) -> AdvisorApp:
        return AdvisorApp(engine or FakeEngine(), {"workload": "extraction", **given}, folder=folder)

    return make
