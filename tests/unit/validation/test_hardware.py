"""The estimates against measurements: a small sample that is always here, and the full set where it is present."""

import os
from pathlib import Path

import pytest

from advisor.errors import AdvisorError
from advisor.validation.hardware import hardware_tables, main, world_of
from advisor.validation.predictions import cache_pair, decode_pair, file_pair, peak_pair, served_pair, wrongly_fits
from advisor.validation.rows import cache_rows, data_folder, decode_rows, file_rows, format_of, peak_rows, served_rows
from advisor.validation.summary import Pair, Summary, summarize

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "tests" / "data" / "hardware"
FULL = Path(os.environ.get("ADVISOR_VALIDATION_DATA") or ROOT.parent / "shared" / "data")
FOLDERS = [
    pytest.param(SAMPLE, id="sample"),
    pytest.param(
        FULL,
        id="full",
        marks=pytest.mark.skipif(
            not (FULL / "decode_peers.csv").is_file(),
            reason="measurements are not shipped: set ADVISOR_VALIDATION_DATA to their folder",
        ),
    ),
]


def summary(pairs: list[Pair | None]) -> Summary:
    found = summarize(pair for pair in pairs if pair is not None)
    assert found is not None
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_weights(folder: Path) -> None:
    world = world_of(folder, hardware_tables())
    rows = file_rows(folder)
    assert summary([file_pair(row, world) for row in rows if row.listed]).median <= 0.01
    everything = summary([file_pair(row, world) for row in rows])
    assert everything.median <= 0.025
    assert everything.p90 <= 0.09


@pytest.mark.parametrize("folder", FOLDERS)
def test_total_memory_and_no_false_promise(folder: Path) -> None:
    world = world_of(folder, hardware_tables())
    pairs = [(row, pair) for row in peak_rows(folder) if (pair := peak_pair(row, world)) is not None]
    found = summary([pair for _, pair in pairs])
    assert found.median <= 0.05
    assert found.p90 <= 0.16
    assert [row.model for row, pair in pairs if wrongly_fits(row, pair, world)] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_cache_bytes_per_token_are_exact(folder: Path) -> None:
    world = world_of(folder, hardware_tables())
    pairs = [pair for row in cache_rows(folder) if (pair := cache_pair(row, world)) is not None]
    assert len(pairs) >= 5
    assert [pair for pair in pairs if pair.predicted != pair.measured] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_single_stream_decode_and_better_than_peers_on_the_same_rows(folder: Path) -> None:
    world = world_of(folder, hardware_tables())
    rows = [row for row in decode_rows(folder) if not row.noisy]
    ours = summary([decode_pair(row, world) for row in rows])
    assert ours.median <= 0.15
    assert ours.within_25 >= 0.65
    assert summary([decode_pair(row, world) for row in rows if row.moe]).median <= 0.20
    for peer in ("llmfit", "whichllm"):
        both = [row for row in rows if peer in row.peers]
        theirs = summary([Pair(row.tokens_per_s, row.peers[peer]) for row in both])
        assert summary([decode_pair(row, world) for row in both]).median < theirs.median


@pytest.mark.parametrize("folder", FOLDERS)
def test_served_time_per_token_and_its_range(folder: Path) -> None:
    world = world_of(folder, hardware_tables())
    found = summary([served_pair(row, world) for row in served_rows(folder)])
    assert found.median <= 0.25
    assert found.coverage is not None
    assert found.coverage >= 0.75


def test_the_command_prints_every_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(SAMPLE)]) == 0
    printed = capsys.readouterr().out
    for title in ("weights against GGUF files", "total memory", "decode, one stream", "llmfit", "under load"):
        assert title in printed


def test_a_missing_folder_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path / "absent")]) == 2
    assert "fix:" in capsys.readouterr().err
    with pytest.raises(AdvisorError, match=r"decode_peers\.csv"):
        decode_rows(data_folder(str(tmp_path)))


@pytest.mark.parametrize(
    ("label", "name"),
    [("Q4_K - Medium", "q4_k_m"), ("i1-Q4_K_M", "q4_k_m"), ("UD-Q4_K_XL", "ud-q4_k_xl"), ("Q2_K - Medium", "q2_k"),
     ("IQ4_XS - 4.25 bpw", "iq4_xs"), ("F16", "f16")],
)  # fmt: skip
def test_labels_of_files_become_format_ids(label: str, name: str) -> None:
    assert format_of(label) == name
