"""Rigs as people type them."""

import pytest

from advisor.errors import AdvisorError
from advisor.estimates.fit import Question, answer
from advisor.estimates.rigs import find_accelerator, parse_rig, parse_rigs
from tests.unit.estimates.rig_samples import ACCELERATORS, FORMATS, QWEN_397B, RTX_4090, constants


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


BAD = (
    "0x nvidia-rtx-4090",
    "-1x nvidia-rtx-4090",
    "99999x nvidia-rtx-4090",
    "",
    " + ",
    "2x",
    "8x nvidia-b200 x0",
    "x",
    "2x nvidia",
    "nvidia x",
)


@pytest.mark.parametrize("text", BAD)
def test_bad_counts_and_empty_text_are_bad_input(text: str) -> None:
    with pytest.raises(AdvisorError) as caught:
        parse_rig(text, ACCELERATORS)
    assert caught.value.exit_code == 2


def test_several_lines_are_one_host() -> None:
    rig = parse_rigs(("1x nvidia-rtx-5090", "2x nvidia-rtx-3090"), ACCELERATORS, 64.0).rig
    assert rig.label == "1x nvidia-rtx-5090 + 2x nvidia-rtx-3090"
    assert parse_rigs(("2x nvidia-rtx-3090",), ACCELERATORS).rig.accelerators == 2


def test_several_computers_on_a_chip_are_as_many_hosts_and_do_not_read_memory_as_one() -> None:
    one, four = (parse_rig(f"{count}x apple-m4-max", ACCELERATORS) for count in (1, 4))
    assert (one.rig.hosts, one.notes) == (1, ())
    assert (four.rig.hosts, four.rig.label) == (4, "1x apple-m4-max x4")
    assert "4 hosts over a network" in four.notes[0]
    assert parse_rig("1x apple-m4-max x4", ACCELERATORS) == four._replace(notes=())
    assert parse_rig("4x nvidia-rtx-4090", ACCELERATORS).rig.hosts == 1


def test_a_stream_over_several_computers_is_no_faster_than_one_reads_its_share() -> None:
    def decode(text: str) -> float:
        question = Question(QWEN_397B, parse_rig(text, ACCELERATORS).rig, 8192, 1, "auto", "f16")
        speed = answer(question, FORMATS["mlx-4bit"], constants(), FORMATS).speeds.decode_tok_s
        assert speed is not None
        return speed.typical

    assert decode("8x apple-m4-max") == decode("4x apple-m4-max")
