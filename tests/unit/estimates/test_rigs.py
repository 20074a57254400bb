"""Rigs as people type them."""

import pytest

from advisor.errors import AdvisorError
from advisor.estimates.rigs import find_accelerator, parse_rig, parse_rigs
from tests.unit.estimates.rig_samples import ACCELERATORS, RTX_4090


@pytest.mark.parametrize(
    ("text", "label", "hosts"),
    [
        ("2x nvidia-rtx-4090", "2x nvidia-rtx-4090", 1),
        ("nvidia-rtx-4090", "1x nvidia-rtx-4090", 1),
        ("2 x RTX 4090", "2x nvidia-rtx-4090", 1),
        ("1x nvidia-rtx-5090 + 2x nvidia-rtx-3090", "1x nvidia-rtx-5090 + 2x nvidia-rtx-3090", 1),
        ("8x nvidia-b200 x4", "8x nvidia-b200 x4", 4),
        ("1x rtx 4090 + 1x rtx 4090", "2x nvidia-rtx-4090", 1),
        ("cpu", "cpu", 1),
    ],
)
def test_reads(text: str, label: str, hosts: int) -> None:
    rig = parse_rig(text, ACCELERATORS, 128.0).rig
    assert (rig.label, rig.hosts, rig.ram_gb) == (label, hosts, 128.0)


def test_counts_are_over_all_hosts() -> None:
    assert parse_rig("8x nvidia-b200 x4", ACCELERATORS).rig.accelerators == 32


def test_a_family_resolves_to_its_sxm_form_and_says_so() -> None:
    device, note = find_accelerator("h100", ACCELERATORS)
    assert device.id == "nvidia-h100-sxm"
    assert "nvidia-h100-sxm" in note


def test_words_of_the_product_name_are_enough() -> None:
    halo = RTX_4090._replace(id="amd-ryzen-ai-max-395", name="AMD Ryzen AI Max+ 395 (Strix Halo, 128GB)", family="x")
    assert find_accelerator("strix-halo", {**ACCELERATORS, halo.id: halo})[0] is halo


def test_an_exact_id_says_nothing() -> None:
    assert find_accelerator("nvidia-h100-pcie", ACCELERATORS)[1] == ""


def test_an_unknown_device_names_the_closest() -> None:
    with pytest.raises(AdvisorError) as caught:
        parse_rig("2x nvidia-rtx-4091", ACCELERATORS)
    assert caught.value.exit_code == 2
    assert "nvidia-rtx-4090" in caught.value.fix


BAD = ("0x nvidia-rtx-4090", "-1x nvidia-rtx-4090", "99999x nvidia-rtx-4090", "", " + ", "2x", "8x nvidia-b200 x0")


@pytest.mark.parametrize("text", BAD)
def test_bad_counts_and_empty_text_are_bad_input(text: str) -> None:
    with pytest.raises(AdvisorError) as caught:
        parse_rig(text, ACCELERATORS)
    assert caught.value.exit_code == 2


def test_several_lines_are_one_host() -> None:
    rig = parse_rigs(("1x nvidia-rtx-5090", "2x nvidia-rtx-3090"), ACCELERATORS, 64.0).rig
    assert rig.label == "1x nvidia-rtx-5090 + 2x nvidia-rtx-3090"
    assert parse_rigs(("2x nvidia-rtx-3090",), ACCELERATORS).rig.accelerators == 2
