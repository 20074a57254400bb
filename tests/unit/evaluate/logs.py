"""Hand-made logs for hostile cases, in the documented shapes; the real ones are in tests/data/logs."""

import json
import sys
import zipfile
from pathlib import Path
from struct import pack
from typing import Any
from zlib import crc32

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LOGS = Path(__file__).parents[2] / "data" / "logs"
NAMES = ("--map", "mockllm/gpt-5.2=gpt-5.2@openai")


def inspect_document() -> dict[str, Any]:
    """The real log as a document to change."""
    document: dict[str, Any] = json.loads((LOGS / "inspect.json").read_text("utf-8"))
    return document


def write_json(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document), "utf-8")
    return path


def write_archive(path: Path, document: dict[str, Any], members: dict[str, bytes] | None = None) -> Path:
    """The document as an archive of deflated members, as Inspect wrote them before it took to Zstandard."""
    header = {key: value for key, value in document.items() if key != "samples"}
    content = {
        "header.json": json.dumps(header).encode(),
        "summaries.json": json.dumps(document["samples"]).encode(),
        **(members or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def write_zstandard(path: Path, members: dict[str, bytes], says: int = 0) -> Path:
    """An archive of Zstandard members as Inspect writes it; `says` is added to the sizes it states."""
    local, central = b"", b""
    for name, data in members.items():
        packed, encoded = zstd.compress(data), name.encode()
        about = pack("<HHHHHLLLHH", 63, 0, 93, 0, 33, crc32(data), len(packed), len(data) + says, len(encoded), 0)
        central += b"PK\1\2" + pack("<H", 63) + about + pack("<HHHLL", 0, 0, 0, 0, len(local)) + encoded
        local += b"PK\3\4" + about + encoded + packed
    end = pack("<4sHHHHLLH", b"PK\5\6", 0, 0, len(members), len(members), len(central), len(local), 0)
    path.write_bytes(local + central + end)
    return path


def csv_file(path: Path, rows: list[tuple[object, ...]], heads: str = "item_id,model,score") -> Path:
    lines = [heads, *(",".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
