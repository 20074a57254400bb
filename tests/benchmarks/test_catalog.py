"""Budgets of compiling and opening the shipped catalog; ratios to the bare interpreter, so that they hold anywhere."""

import subprocess
import sys
from pathlib import Path
from time import perf_counter, process_time

import pytest

from advisor.compile import compile_catalog
from advisor.layers import shipped_folder
from tests.unit.tiny_catalog import lay

pytestmark = pytest.mark.slow

OPEN = "import sys; from advisor.store import open_catalog; open_catalog(sys.argv[1:])"


def best(*commands: tuple[str, ...], runs: int = 15) -> list[float]:
    """Least wall seconds of a fresh interpreter for each command, taken in turn so that a busy spell hits all alike."""
    taken: list[list[float]] = [[] for _ in commands]
    for _ in range(runs + 1):
        for command, times in zip(commands, taken, strict=True):
            started = perf_counter()
            subprocess.run([sys.executable, "-I", "-c", *command], check=True)
            times.append(perf_counter() - started)
    return [min(times[1:]) for times in taken]


def test_a_full_compile_takes_at_most_a_second_and_a_half() -> None:
    """Of processor time: it runs on one core and reads warm files."""
    taken = []
    for _ in range(3):
        started = process_time()
        compile_catalog([shipped_folder()])
        taken.append(process_time() - started)
    assert min(taken) <= 1.5


def test_opening_leaves_most_of_the_start_up_budget_to_the_ranking() -> None:
    opened, bare = best((OPEN,), ("pass",))
    assert opened <= 6 * bare


def test_an_overlay_costs_little_once_compiled(tmp_path: Path) -> None:
    overlay = lay(tmp_path / "overlay", {"providers/openai/provider.toml": 'omit = ["zdr"]\n'})
    overlaid, plain = best((OPEN, str(overlay)), (OPEN,))
    assert overlaid <= 1.15 * plain
