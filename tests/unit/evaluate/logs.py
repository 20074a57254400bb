"""Hand-made logs for hostile cases, in the documented shapes; the real ones are in tests/data/logs."""

import json
import zipfile
from pathlib import Path
from typing import Any

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


def csv_file(path: Path, rows: list[tuple[object, ...]], heads: str = "item_id,model,score") -> Path:
    lines = [heads, *(",".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
