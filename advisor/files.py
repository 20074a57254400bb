"""Writes files whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from advisor.errors import bad_input


def write_atomically(path: str, text: str, flag: str) -> None:
    """Writes UTF-8 beside the target and renames it into place; a failure leaves the old file as it was.

    A link keeps pointing at its file; a device or a pipe is written to, never replaced.
    """
    if not path:
        raise bad_input(f"{flag} '': it is empty", "give the path of a file")
    try:
        target, written = Path(os.path.realpath(path)), text.encode("utf-8")
        if target.is_dir():
            raise bad_input(f"{flag} {path!r}: it is a folder", "give the path of a file")
        if target.exists() and not target.is_file():
            target.write_bytes(written)
        else:
            _replace(target, written)
    except OSError as problem:
        raise bad_input(
            f"{flag} {path[:80]!r}: {problem.strerror}", "give a path in a folder you may write to"
        ) from None
    except ValueError as problem:
        raise bad_input(f"{flag} {path[:80]!r}: {problem}", "leave out what is no text") from None


def _replace(target: Path, written: bytes) -> None:
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as handle:
            handle.write(written)
            handle.flush()
            os.fsync(handle.fileno())
        beside.replace(target)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
