"""Compiled catalogs on disk: a folder of plain JSON documents and a manifest that says what they must be.

Standard library only. Nothing here is ever unpickled; a document that does not match its manifest is damaged and
never used.
"""

import json
import os
from collections.abc import Mapping
from zlib import crc32

from advisor.hints import Any

FORMAT = 5
"""Raised whenever the meaning of a compiled document changes."""
MANIFEST = "manifest.json"


class DamagedError(Exception):
    """A compiled document is missing, cut short or not what its manifest says."""


def dumps(value: Any) -> bytes:
    """One JSON document, the same bytes for the same value on every machine."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


class Snapshot:
    """A compiled catalog whose documents are read on demand: "hot", "quality/<workload>", "cold/<kind>"."""

    __slots__ = ("_documents", "_folder", "key")

    def __init__(self, folder: str) -> None:
        """Reads the manifest; DamagedError when it is missing, broken or of another format."""
        try:
            manifest = json.loads(_read(os.path.join(folder, MANIFEST)))
            self.key: str = manifest["key"]
            self._documents: dict[str, list[int]] = manifest["documents"]
            fits = manifest["format"] == FORMAT and isinstance(self._documents, dict)
        except (ValueError, KeyError, TypeError) as problem:
            raise DamagedError(f"{folder}: {problem}") from None
        if not fits:
            raise DamagedError(f"{folder}: another format")
        self._folder = folder

    def __contains__(self, name: str) -> bool:
        return name in self._documents

    def document(self, name: str) -> Any:
        """One parsed document; KeyError when the snapshot has none of that name, DamagedError when it is not intact."""
        size, check = self._documents[name]
        content = _read(os.path.join(self._folder, f"{name}.json"))
        if len(content) != size or crc32(content) != check:
            raise DamagedError(f"{self._folder}: {name}.json is not what was written")
        return json.loads(content)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as handle:
            return handle.read()
    except OSError as problem:
        raise DamagedError(f"{path}: {problem.strerror}") from None


def digest_of(documents: Mapping[str, bytes]) -> str:
    """The digest that the hot document states."""
    digest: str = json.loads(documents["hot"])["digest"]
    return digest


def manifest_of(documents: Mapping[str, bytes], key: str) -> bytes:
    """Format, key, and size and CRC-32 of every document."""
    listed = {name: [len(content), crc32(content)] for name, content in sorted(documents.items())}
    return dumps({"format": FORMAT, "key": key, "documents": listed})


def write(folder: str, documents: Mapping[str, bytes], key: str) -> None:
    """Writes the documents, then the manifest, into an empty or new folder; OSError where it may not."""
    for name, content in documents.items():
        path = os.path.join(folder, f"{name}.json")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as handle:
            handle.write(content)
    with open(os.path.join(folder, MANIFEST), "wb") as handle:
        handle.write(manifest_of(documents, key))


def replace(folder: str, documents: Mapping[str, bytes], key: str) -> None:
    """Puts a snapshot in place of `folder` by renaming, so that a reader sees the old one or the new one."""
    import shutil

    beside = f"{folder}.{os.getpid()}.tmp"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        write(beside, documents, key)
        if os.path.lexists(folder):
            aside = f"{beside}.old"
            os.rename(folder, aside)
            shutil.rmtree(aside, ignore_errors=True)
        os.rename(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
