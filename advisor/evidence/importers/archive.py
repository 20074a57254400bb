"""Members of a zip log, read in memory and within limits: none may be larger than it says or than a log can be."""

import zlib
from importlib import import_module
from io import BytesIO
from struct import unpack
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from advisor.evidence.importers.values import wrong

MEMBER_LIMIT = 300_000_000
"""Bytes of one member when unpacked."""
TOTAL_LIMIT = 1_500_000_000
"""Bytes of all members that are read, when unpacked."""
RATIO_LIMIT = 300
"""Unpacked over packed bytes beyond which a member is a bomb, not a log: logs of real tools stay below 60."""
MEMBERS = 200_000
ZSTANDARD = 93
_AGAIN = "copy or export the log again"


class Archive:
    """A zip file that is never unpacked to disk."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._left = TOTAL_LIMIT
        try:
            self._zip = ZipFile(path)
        # The third is how zipfile says that the file asks for a later version of the format than it knows.
        except (BadZipFile, ValueError, NotImplementedError, OSError) as problem:
            raise wrong(path, f"not a whole zip file ({problem})", _AGAIN) from None
        self._members = self._checked()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def names(self) -> list[str]:
        return sorted(self._members)

    def read(self, name: str) -> bytes:
        """KeyError when there is no such member."""
        member = self._members[name]
        self._left -= member.file_size
        if self._left < 0:
            raise wrong(self._path, f"unpacks to more than {TOTAL_LIMIT // 1_000_000:,} MB", "split the log")
        if member.file_size > MEMBER_LIMIT or member.file_size > RATIO_LIMIT * max(member.compress_size, 1000):
            raise wrong(f"{self._path}/{name}", "unpacks to far more than a log holds", "this is no evaluation log")
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED, ZSTANDARD):
            kind = f"is packed with method {member.compress_type}"
            raise wrong(f"{self._path}/{member.filename}", kind, "pack it with Deflate or Zstandard")
        try:
            with self._zip.open(member) as handle:
                return self._limited(handle, member)
        except NotImplementedError as problem:  # how zipfile says that it does not know a compression, or a flag
            if member.compress_type == ZSTANDARD:
                return self._zstandard(member)
            raise wrong(f"{self._path}/{name}", f"damaged ({problem})", _AGAIN) from None
        except (BadZipFile, EOFError, OSError, RuntimeError, zlib.error) as problem:
            raise wrong(f"{self._path}/{name}", f"damaged ({problem})", _AGAIN) from None

    def _checked(self) -> dict[str, ZipInfo]:
        members: dict[str, ZipInfo] = {}
        entries = self._zip.infolist()
        if len(entries) > MEMBERS:
            raise wrong(self._path, f"{len(entries):,} members", f"split the log; {MEMBERS:,} is the limit")
        for entry in entries:
            parts = entry.filename.replace("\\", "/").split("/")
            if entry.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in entry.filename:
                raise wrong(self._path, f"member {entry.filename[:60]!r} points outside", "this is no evaluation log")
            if entry.filename in members:
                raise wrong(self._path, f"member {entry.filename[:60]!r} occurs twice", _AGAIN)
            members[entry.filename] = entry
        return members

    def _limited(self, handle: IO[bytes], member: ZipInfo) -> bytes:
        data = handle.read(member.file_size + 1)
        if len(data) > member.file_size:
            raise wrong(f"{self._path}/{member.filename}", "is larger than it says", "this is no evaluation log")
        return data

    def _zstandard(self, member: ZipInfo) -> bytes:
        """A member that this Python's zipfile cannot unpack, by the backport of what Python 3.14 brings."""
        try:
            module = import_module("backports.zstd")
        except ImportError:
            problem = "its members are packed with Zstandard, and backports.zstd is not installed"
            fix = "pip install backports.zstd, or `inspect log convert LOG --to json --output-dir DIR` and import that"
            raise wrong(self._path, problem, fix) from None
        try:
            # A frame states its own size, which may be a lie of gigabytes: only a reader stops where the archive says.
            with module.ZstdFile(BytesIO(self._raw(member))) as handle:
                data = self._limited(handle, member)
        except (module.ZstdError, EOFError) as problem:
            raise wrong(f"{self._path}/{member.filename}", f"damaged ({problem})", _AGAIN) from None
        if zlib.crc32(data) != member.CRC:
            raise wrong(f"{self._path}/{member.filename}", "damaged (its checksum differs)", _AGAIN)
        return data

    def _raw(self, member: ZipInfo) -> bytes:
        """Packed bytes: behind the local header, whose name and extra field may differ from the directory's."""
        with open(self._path, "rb") as handle:
            handle.seek(member.header_offset + 26)
            name, extra = unpack("<HH", handle.read(4))
            handle.seek(name + extra, 1)
            return handle.read(member.compress_size)
