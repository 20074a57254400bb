"""Detection from what drivers and sysfs show; what the catalog lacks is said, never guessed."""

from pathlib import Path

import pytest

from advisor.detect import amd_names, plain_name, ram_gb, rig_of
from tests.unit.estimates.rig_samples import ACCELERATORS, device

R9700 = device("amd-radeon-ai-pro-r9700", vendor="AMD")
KNOWN = {**ACCELERATORS, R9700.id: R9700}


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (["NVIDIA GeForce RTX 4090", "NVIDIA GeForce RTX 4090"], "2x nvidia-rtx-4090"),
        (["NVIDIA GeForce RTX 5090", "NVIDIA GeForce RTX 3090"], "1x nvidia-rtx-5090 + 1x nvidia-rtx-3090"),
        (["Apple M4 Max"], "1x apple-m4-max"),
        (["AMD Radeon AI PRO R9700"], "1x amd-radeon-ai-pro-r9700"),
    ],
)
def test_driver_names_become_a_rig(names: list[str], label: str) -> None:
    found = rig_of(names, 64.0, KNOWN)
    assert (found.rig.label, found.rig.ram_gb) == (label, 64.0)
    assert found.notes[-1] == f"detected: {label}"


def test_an_unlisted_device_is_named_and_left_out() -> None:
    found = rig_of(["NVIDIA Quadro K620"], 16.0, KNOWN)
    assert found.rig.label == "cpu"
    assert "Quadro K620" in found.notes[0]


def test_marketing_words_are_dropped() -> None:
    assert plain_name("NVIDIA GeForce RTX 4090 Laptop GPU") == "nvidia rtx 4090"


def test_amd_cards_are_read_from_sysfs(tmp_path: Path) -> None:
    for card, vendor, name in (("card0", "0x1002", "AMD Radeon PRO W7900"), ("card1", "0x10de", "other")):
        folder = tmp_path / card / "device"
        folder.mkdir(parents=True)
        (folder / "vendor").write_text(vendor + "\n")
        (folder / "product_name").write_text(name + "\n")
    (tmp_path / "card0-DP-1").mkdir()
    assert amd_names(tmp_path) == ["AMD Radeon PRO W7900"]
    assert amd_names(tmp_path / "absent") == []


def test_ram_is_a_plausible_size() -> None:
    ram = ram_gb()
    assert ram is not None
    assert 0.1 < ram < 1e5
