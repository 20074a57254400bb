"""Detection from what drivers and sysfs show; what the catalog lacks is said, never guessed."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from advisor.detect import Device, amd_devices, nvidia_devices, plain_name, ram_gb, rig_of
from tests.unit.estimates.rig_samples import ACCELERATORS, device

R9700 = device("amd-radeon-ai-pro-r9700", vendor="AMD")
OTHERS = (R9700, device("nvidia-rtx-6000-ada"), device("nvidia-rtx-pro-6000-blackwell", 103.08))
NAMED = {"nvidia-h100-sxm": "NVIDIA H100 SXM5 80GB", "nvidia-h100-pcie": "NVIDIA H100 PCIe 80GB"}
KNOWN = {
    one.id: one._replace(name=NAMED.get(one.id, one.name)) for one in (*ACCELERATORS.values(), *OTHERS)
}  # fmt: skip


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (["NVIDIA GeForce RTX 4090", "NVIDIA GeForce RTX 4090"], "2x nvidia-rtx-4090"),
        (["NVIDIA GeForce RTX 5090", "NVIDIA GeForce RTX 3090"], "1x nvidia-rtx-5090 + 1x nvidia-rtx-3090"),
        (["Apple M4 Max"], "1x apple-m4-max"),
        (["AMD Radeon AI PRO R9700"], "1x amd-radeon-ai-pro-r9700"),
        (["NVIDIA H100 80GB HBM3"], "1x nvidia-h100-sxm"),
        (["NVIDIA RTX 6000 Ada Generation"], "1x nvidia-rtx-6000-ada"),
        (["NVIDIA RTX PRO 6000 Blackwell Workstation Edition"], "1x nvidia-rtx-pro-6000-blackwell"),
    ],
)
def test_driver_names_become_a_rig(names: list[str], label: str) -> None:
    found = rig_of([Device(name, None) for name in names], 64.0, KNOWN)
    assert (found.rig.label, found.rig.ram_gb) == (label, 64.0)
    assert found.notes[-1] == f"detected: {label}"


def test_an_unlisted_device_is_named_and_left_out() -> None:
    found = rig_of([Device("NVIDIA Quadro K620", None)], 16.0, KNOWN)
    assert found.rig.label == "cpu"
    assert "Quadro K620" in found.notes[0]


def test_a_laptop_has_not_the_card_of_a_desktop() -> None:
    """The laptop's RTX 4090 has 16 GB, the desktop's 24."""
    found = rig_of([Device("NVIDIA GeForce RTX 4090 Laptop GPU", None)], 32.0, KNOWN)
    assert found.rig.label == "cpu"
    assert found.notes[0].startswith("found 'NVIDIA GeForce RTX 4090 Laptop GPU', which the catalog does not have")


def test_a_device_with_other_memory_is_another_device() -> None:
    found = rig_of([Device("NVIDIA GeForce RTX 4090", 17.18), Device("NVIDIA GeForce RTX 5090", 33.6)], 32.0, KNOWN)
    assert found.rig.label == "1x nvidia-rtx-5090"
    assert "with 17.2 GB, where nvidia-rtx-4090 has 25.8 GB: left out" in found.notes[0]


def test_a_computer_that_shares_its_memory_is_sold_with_several_sizes() -> None:
    assert rig_of([Device("Apple M4 Max", 38.7)], 38.7, KNOWN).rig.label == "1x apple-m4-max"


def test_marketing_words_are_dropped() -> None:
    assert plain_name("NVIDIA GeForce RTX 4090") == "nvidia rtx 4090"


def test_nvidia_devices_are_read_with_their_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chip that shares the host's memory tells none."""
    names, sizes = ("Tesla T4", b"NVIDIA GB10"), (15843721216, None)

    class NVMLError(Exception):
        pass

    def memory(handle: int) -> SimpleNamespace:
        if sizes[handle] is None:
            raise NVMLError
        return SimpleNamespace(total=sizes[handle])

    library = SimpleNamespace(
        NVMLError=NVMLError, nvmlInit=lambda: None, nvmlShutdown=lambda: None, nvmlDeviceGetCount=lambda: 2,
        nvmlDeviceGetHandleByIndex=lambda index: index, nvmlDeviceGetName=lambda handle: names[handle],
        nvmlDeviceGetMemoryInfo=memory,
    )  # fmt: skip
    monkeypatch.setitem(sys.modules, "pynvml", library)
    assert nvidia_devices() == [Device("NVIDIA Tesla T4", 15.843721216), Device("NVIDIA GB10", None)]


def test_amd_cards_are_read_from_sysfs(tmp_path: Path) -> None:
    for card, vendor, name in (("card0", "0x1002", "AMD Radeon PRO W7900"), ("card1", "0x10de", "other")):
        folder = tmp_path / card / "device"
        folder.mkdir(parents=True)
        (folder / "vendor").write_text(vendor + "\n")
        (folder / "product_name").write_text(name + "\n")
        (folder / "mem_info_vram_total").write_text("48301604864\n")
    (tmp_path / "card0-DP-1").mkdir()
    assert amd_devices(tmp_path) == [Device("AMD Radeon PRO W7900", 48.301604864)]
    assert amd_devices(tmp_path / "absent") == []


def test_ram_is_a_plausible_size() -> None:
    ram = ram_gb()
    assert ram is not None
    assert 0.1 < ram < 1e5
