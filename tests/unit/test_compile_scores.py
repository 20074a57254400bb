"""What a wrong score is told: file, line, key and fix."""

from pathlib import Path

import pytest

from advisor.compile import compile_catalog
from advisor.errors import AdvisorError

from .tiny_catalog import lay, tiny

BENCHMARK = """name = "Fix"
measures = "repairs"
skill = "coding"
family = "fix"
metric = "tests passed"
unit = "percent"
scale = [0, 100]
higher_is_better = true
scores = [
  { model = "alpha", effort = "high", by = "lab", score = 61.5, harness = "own", source = "sheet", date = "2026-04" },
]
"""

BROKEN = {
    "outside the scale": ("score = 61.5", "score = 615.0", "fix.toml:10: scores[0].score: score 615", "correct the"),
    "rating with a scale": ('unit = "percent"', 'unit = "rating"', "fix.toml:6: unit: unit 'rating'", "leave scale"),
    "percent without one": ("scale = [0, 100]\n", "", "fix.toml:6: unit: unit 'percent'", "write scale"),
    "no harness": (', harness = "own"', "", "fix.toml:10: scores[0]: missing key 'harness'", "add harness"),
    "no source": (', source = "sheet"', "", "fix.toml:10: scores[0]: missing key 'source'", "add source"),
    "unknown source": ('source = "sheet"', 'source = "sheat"', "scores[0].source: 'sheat'", "'sheet'"),
    "unknown model": ('model = "alpha"', 'model = "alfa"', "scores[0].model: 'alfa' is not in models", "'alpha'"),
    "unknown effort": ('effort = "high"', 'effort = "huge"', "scores[0].effort", "schema"),
    "future": ('date = "2026-04"', 'date = "2999-04"', "2999-04 is in the future", "give a day up to"),
    "no such copy": (
        "score = 61.5",
        'copy_of = "mend", score = 61.5',
        "copy_of: 'mend' is not in benchmarks",
        "benchmarks",
    ),
}


def test_a_right_score_compiles(tmp_path: Path) -> None:
    folder = lay(tiny(tmp_path), {"benchmarks/fix.toml": BENCHMARK})
    assert b"61.5" in compile_catalog([str(folder)])["cold/benchmarks"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_wrong_one_is_told_where_and_how(name: str, tmp_path: Path) -> None:
    old, new, place, fix = BROKEN[name]
    assert old in BENCHMARK
    shipped = tiny(tmp_path / "shipped")
    overlay = lay(tmp_path / "overlay", {"benchmarks/fix.toml": BENCHMARK.replace(old, new)})
    with pytest.raises(AdvisorError) as refused:
        compile_catalog([str(shipped), str(overlay)])
    assert place in refused.value.message
    assert fix in refused.value.fix
