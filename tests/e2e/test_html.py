"""The page in a real browser: nothing loaded, nothing wider than a phone, no accessibility violation by axe.

Needs Chromium, and Node with playwright-core and axe-core in `ADVISOR_AXE_MODULES` (a folder with node_modules that
`npm install playwright-core axe-core` made); skips without them.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from advisor.present import html
from tests.golden.sample import REPORT
from tests.unit.present.hostile import empty_report, hostile_report

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).with_name("axe.cjs")
PAGES = {"sample": REPORT, "hostile": hostile_report(), "empty": empty_report()}


def _browser() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found


def _modules() -> Path:
    folder = Path(os.environ.get("ADVISOR_AXE_MODULES", ""), "node_modules")
    if shutil.which("node") is None or not (folder / "axe-core").exists() or not (folder / "playwright-core").exists():
        pytest.skip("set ADVISOR_AXE_MODULES to a folder where `npm install playwright-core axe-core` was run")
    return folder


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """One entry for every page, colour scheme and width."""
    browser, modules, folder = _browser(), _modules(), tmp_path_factory.mktemp("pages")
    for name, report in PAGES.items():
        (folder / f"{name}.html").write_text(html.render(report), encoding="utf-8")
    command = ["node", str(SCRIPT), str(modules), browser, *(str(folder / f"{name}.html") for name in PAGES)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    seen: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(seen) == len(PAGES) * 4
    return seen


def test_axe_finds_no_violation(visits: list[dict[str, Any]]) -> None:
    found = {(visit["page"], visit["scheme"], visit["width"]): visit["violations"] for visit in visits}
    assert {where: violations for where, violations in found.items() if violations} == {}
    assert all(visit["passes"] > 20 for visit in visits)


def test_it_asks_the_network_for_nothing(visits: list[dict[str, Any]]) -> None:
    assert [visit["requests"] for visit in visits] == [1] * len(visits)


def test_the_page_itself_never_scrolls_sideways(visits: list[dict[str, Any]]) -> None:
    assert [visit["overflow"] for visit in visits] == [0] * len(visits)


def test_hostile_names_run_nothing(visits: list[dict[str, Any]]) -> None:
    assert [visit["dialogs"] for visit in visits] == [0] * len(visits)
