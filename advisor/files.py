"""Writes files whole or not at all."""

import os
from pathlib import Path

from advisor.errors import bad_input


def write_atomically(path: str, text: str, flag: str) -> None:
    """Writes UTF-8 beside the target and renames it into place; a failure leaves the old file as it was.

    A link keeps pointing at its file; a device or a pipe is written to, never replaced.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise bad_input(f"{flag} {path!r}: it is a folder", "give the path of a file")
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", newline="\n")
            return
        with beside.open("w", encoding="utf-8", newline="\n") as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
        beside.replace(target)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise bad_input(f"{flag} {path!r}: {problem.strerror}", "give a path in a folder you may write to") from None
