"""Work of one answer, counted: what is imported, read and priced. Times are measured and never asserted."""

import json
import subprocess
import sys
from typing import Any

import pytest

from advisor.estimates.cost import hosted_parts
from advisor.known import offers_known
from advisor.recommend import recommend
from advisor.requirements import resolve
from tests.unit.briefing.changed_catalog import TODAY, shipped

PROBE = """
import contextlib, io, json, sys
opened = []
sys.addaudithook(lambda name, given: opened.append(str(given[0])) if name == "open" else None)
from advisor.cli.main import main
with contextlib.redirect_stdout(io.StringIO()):
    assert main(["--workload", "extraction", "--json"]) == 0
print(json.dumps([sorted(sys.modules), opened]))
"""


@pytest.fixture(scope="module")
def probe() -> tuple[list[str], list[str]]:
    """Modules and opened files of one answer in a fresh interpreter, after a first one has warmed what is cached."""
    for _ in range(2):
        ran = subprocess.run([sys.executable, "-c", PROBE], check=True, capture_output=True, text=True)
    modules, opened = json.loads(ran.stdout)
    return modules, opened


def test_few_modules_are_imported(probe: tuple[list[str], list[str]]) -> None:
    modules, _ = probe
    own = [name for name in modules if name.startswith("advisor")]
    assert len(own) <= 102, own
    assert len(modules) <= 200


def test_few_data_files_are_read(probe: tuple[list[str], list[str]]) -> None:
    _, opened = probe
    assert not [name for name in opened if name.endswith(".toml")]
    assert len({name for name in opened if name.endswith(".json")}) <= 8, opened


def test_each_price_in_force_is_priced_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One bill serves every effort: it is linear in the output tokens."""
    calls = []
    parts = hosted_parts

    def counted(*given: Any) -> Any:
        calls.append(1)
        return parts(*given)

    monkeypatch.setattr("advisor.candidates.hosted.hosted_parts", counted)
    catalog = shipped()
    recommend(catalog, resolve({"workload": "extraction"}, catalog, TODAY))
    assert 0 < len(calls) <= len(offers_known(catalog, TODAY))


@pytest.mark.parametrize("given", [{}, {"calls_per_day": "1M"}, {"residency": "eu"}], ids=str)
def test_an_answer(given: dict[str, Any], benchmark: Any) -> None:
    catalog = shipped()
    wanted = resolve({"workload": "extraction", **given}, catalog, TODAY)
    assert benchmark.pedantic(recommend, (catalog, wanted), rounds=3, warmup_rounds=1).options
