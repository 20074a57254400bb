"""Sets of rules must name accelerators and developers there are."""

from pathlib import Path

import pytest

from advisor.compile import compile_catalog
from advisor.errors import AdvisorError
from advisor.layers import shipped_folder

from .tiny_catalog import lay


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('GPU_BEYOND_H200_CLASS = ["nvidia-b200", "nvidia-b2000"]', "GPU_BEYOND_H200_CLASS[1]: 'nvidia-b2000'"),
        ('CN_DEVELOPERS = ["deepseak"]', "CN_DEVELOPERS[0]: 'deepseak' is not in developers"),
        ('EU = ["DE"]', None),
        ('GPU_PRC_UNCLASSIFIED = ["cambricon", "nvidia-b100"]', None),
        ('TX_LISTED_DEVELOPERS = ["deepseek", "baai"]', None),
    ],
)
def test_a_misspelt_member_is_an_error(line: str, problem: str | None, tmp_path: Path) -> None:
    folders = [shipped_folder(), str(lay(tmp_path, {"policy_sets.toml": f"[sets]\n{line}\n"}))]
    if problem is None:
        assert "hot" in compile_catalog(folders)
        return
    with pytest.raises(AdvisorError) as caught:
        compile_catalog(folders)
    assert f"policy_sets.toml:2: sets.{problem}" in caught.value.message
    assert "did you mean" in f"{caught.value.message} {caught.value.fix}"
