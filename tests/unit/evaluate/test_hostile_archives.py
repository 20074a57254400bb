"""Archives that are cut, damaged, bombs or point outside: refused by file and member."""

import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.unit.evaluate.logs import inspect_document, write_archive, write_zstandard
from tests.unit.evaluate.reading import read, refusal


def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    whole = write_archive(tmp_path / "log.eval", inspect_document()).read_bytes()
    cut = tmp_path / "cut.eval"
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    assert "not a whole zip file" in refusal(cut)


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "log.eval", inspect_document())
    data = bytearray(path.read_bytes())
    data[200:260] = bytes(60)
    path.write_bytes(bytes(data))
    assert "damaged" in refusal(path)


def test_an_unfinished_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.eval"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_journal/start.json", "{}")
    assert "header.json" in refusal(path)


@pytest.mark.parametrize("name", ["version", "status", "eval"])
def test_an_archive_whose_header_lacks_a_key_is_refused(tmp_path: Path, name: str) -> None:
    document = inspect_document()
    del document[name]
    assert "header.json" in refusal(write_archive(tmp_path / "log.eval", document))


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "log.eval", inspect_document(), {"summaries.json": b"[" + b" " * 50_000_000 + b"]"})
    assert path.stat().st_size < 300_000
    assert "far more than a log holds" in refusal(path)


def packed(path: Path, says: int = 0, **members: bytes) -> Path:
    document = inspect_document()
    header = json.dumps({key: value for key, value in document.items() if key != "samples"}).encode()
    summaries = members.get("summaries", json.dumps(document["samples"]).encode())
    return write_zstandard(path, {"header.json": header, "summaries.json": summaries}, says)


def test_zstandard_members_are_held_to_the_same_limits(tmp_path: Path) -> None:
    """A bomb that says what it is, one that lies, and a damaged member."""
    assert len(read(packed(tmp_path / "log.eval")).attempts) == 12
    bomb = b"[" + b" " * 50_000_000 + b"]"
    assert "far more than a log holds" in refusal(packed(tmp_path / "bomb.eval", summaries=bomb))
    assert refusal(packed(tmp_path / "liar.eval", says=-10)).endswith(("is larger than it says", "checksum differs)"))
    data = bytearray(packed(tmp_path / "log.eval").read_bytes())
    data[300:320] = bytes(20)
    (tmp_path / "hurt.eval").write_bytes(bytes(data))
    assert "damaged" in refusal(tmp_path / "hurt.eval")


def test_a_frame_is_read_only_as_far_as_the_archive_says(tmp_path: Path) -> None:
    """The archive states 1,000 bytes for a member that unpacks to 200 million."""
    path = write_zstandard(tmp_path / "lie.eval", {"header.json": b" " * 200_000_000}, 1000 - 200_000_000)
    tracemalloc.start()
    refusal(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_member_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "log.eval", inspect_document())
    data = path.read_bytes()
    real = next(one for one in zipfile.ZipFile(path).infolist() if one.filename == "header.json").file_size
    path.write_bytes(data.replace(real.to_bytes(4, "little"), (real - 10).to_bytes(4, "little")))
    refusal(path)


@pytest.mark.parametrize("name", ["../../evil.json", "/etc/evil", "C:\\evil", "a\\..\\..\\evil"])
def test_members_that_point_outside_are_refused(tmp_path: Path, name: str) -> None:
    path = write_archive(tmp_path / "log.eval", inspect_document(), {name: b"{}"})
    assert "points outside" in refusal(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(tmp_path: Path, method: int) -> None:
    path = tmp_path / "x.eval"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("header.json", "{}")
    data = bytearray(path.read_bytes())
    data[45:50] = bytes(5)
    path.write_bytes(bytes(data))
    assert "is packed with method" in refusal(path)


@pytest.mark.parametrize(("place", "value"), [(6, 255), (8, 0x20), (8, 0x40)])
def test_a_zip_of_another_time_is_refused(tmp_path: Path, place: int, value: int) -> None:
    """A version and flags in the directory that zipfile does not know."""
    path = write_archive(tmp_path / "x.eval", inspect_document())
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\1\2") + place] = value
    path.write_bytes(bytes(data))
    refusal(path)


def test_many_members_may_not_be_a_bomb_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advisor.evidence.importers.archive.TOTAL_LIMIT", 100_000)
    document = inspect_document()
    path = tmp_path / "x.eval"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("header.json", json.dumps({**document, "samples": []}))
        for at in range(4):
            archive.writestr(f"samples/{at}.json", json.dumps({"id": at, "text": "x" * 40_000}))
    assert "unpacks to more than" in refusal(path)
