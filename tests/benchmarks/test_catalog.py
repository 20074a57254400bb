"""Budgets of compiling and opening the shipped catalog; ratios to the bare interpreter, so that they hold anywhere."""

import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

from advisor.compile import compile_catalog
from advisor.layers import shipped_folder
from tests.unit.tiny_catalog import lay

pytestmark = pytest.mark.slow

OPEN = "import sys; from advisor.store import open_catalog; open_catalog(sys.argv[1:])"


def best(code: str, *argv: str, runs: int = 11) -> float:
    """Least wall seconds of a fresh interpreter that runs the code; the first run warms the caches."""
    taken = []
    for _ in range(runs + 1):
        started = perf_counter()
        subprocess.run([sys.executable, "-I", "-c", code, *argv], check=True)
        taken.append(perf_counter() - started)
    return min(taken[1:])


def test_a_full_compile_takes_at_most_a_second_and_a_half() -> None:
    taken = []
    for _ in range(3):
        started = perf_counter()
        compile_catalog([shipped_folder()])
        taken.append(perf_counter() - started)
    assert min(taken) <= 1.5


def test_opening_leaves_most_of_the_start_up_budget_to_the_ranking() -> None:
    assert best(OPEN) <= 6 * best("pass")


def test_an_overlay_costs_little_once_compiled(tmp_path: Path) -> None:
    overlay = lay(tmp_path / "overlay", {"providers/openai/provider.toml": 'omit = ["zdr"]\n'})
    assert best(OPEN, str(overlay)) <= 1.15 * best(OPEN)
