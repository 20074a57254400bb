"""Folders of catalog files, lowest first: shipped, the user's config folder, ADVISOR_CATALOG, each --catalog.

Standard library only, because every start reads the overlays' file stats. It never opens a TOML file to parse it.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from zlib import crc32

from advisor.errors import AdvisorError, bad_input
from advisor.tuples import NamedTuple

FILE_LIMIT = 5_000_000
"""Bytes of one catalog file."""
ENTRY_LIMIT = 20_000
"""Files and folders of one overlay."""
DEPTH_LIMIT = 16
"""Folders within folders; a catalog needs four."""
CONTENT_LIMIT = 256_000
"""An overlay up to this many bytes is compared by content, a larger one by file stats."""
IGNORED = frozenset({"schemas", "__pycache__"})

HERE = os.path.dirname(os.path.abspath(__file__))


class CatalogFile(NamedTuple):
    """`relative` is `/` separated below the layer's folder."""

    relative: str
    path: str
    size: int
    modified_ns: int
    changed_ns: int


def shipped_folder() -> str:
    """The TOML files of this installation: inside the package, or beside it in a checkout."""
    packaged = os.path.join(HERE, "_catalog")
    return packaged if os.path.isdir(packaged) else os.path.join(os.path.dirname(HERE), "catalog")


def overlay_folders(given: Sequence[str]) -> tuple[str, ...]:
    """Absolute overlay folders, lowest first; a named folder that is missing or holds no TOML file is bad input."""
    named = [("ADVISOR_CATALOG", part) for part in os.environ.get("ADVISOR_CATALOG", "").split(os.pathsep) if part]
    named += [("--catalog", part) for part in given]
    for flag, folder in named:
        if not os.path.isdir(folder):
            raise bad_input(f"{flag} {folder!r}: no such folder", f"give {flag} a folder laid out like catalog/")
        if not any(_walk(folder, "", [os.path.realpath(folder)], [0])):
            fix = "lay it out like catalog/: models/LAB/ID.toml, providers/ID/offers/MODEL.toml"
            raise bad_input(f"{flag} {folder!r}: no TOML files in it", fix)
    user = os.path.join(_user_folder("XDG_CONFIG_HOME", ".config"), "advisor", "catalog")
    folders = [user] if os.path.isdir(user) else []
    return tuple(os.path.abspath(folder) for folder in [*folders, *(folder for _, folder in named)])


def cache_folder() -> str:
    return os.path.join(_user_folder("XDG_CACHE_HOME", ".cache"), "advisor", "catalog")


def results_folder() -> str:
    """Where results of the user's own tests are kept."""
    return os.path.join(_user_folder("XDG_DATA_HOME", ".local/share"), "advisor", "results")


def _user_folder(variable: str, default: str) -> str:
    """An XDG folder; relative values are ignored, as the specification asks."""
    folder = os.environ.get(variable, "")
    return folder if os.path.isabs(folder) else os.path.join(os.path.expanduser("~"), default)


def scan(folder: str) -> list[CatalogFile]:
    """TOML files below `folder`, sorted by relative path; links are followed, loops and odd files are refused."""
    files = list(_walk(folder, "", [os.path.realpath(folder)], [0]))
    files.sort()
    return files


def _walk(folder: str, prefix: str, above: list[str], seen: list[int]) -> Iterator[CatalogFile]:
    if len(above) > DEPTH_LIMIT:
        raise _refused(above[0], f"folders nested deeper than {DEPTH_LIMIT}", "lay it out like catalog/")
    try:
        entries = list(os.scandir(folder))
    except OSError as problem:
        raise _refused(folder, problem.strerror or "cannot be read", "make it readable, or remove it") from None
    seen[0] += len(entries)
    if seen[0] > ENTRY_LIMIT:
        raise _refused(above[0], f"more than {ENTRY_LIMIT} files", "is this a folder laid out like catalog/?")
    for entry in entries:
        if entry.name.startswith(".") or (not prefix and entry.name in IGNORED):
            continue
        if entry.name.endswith(".toml"):
            yield _file(entry, prefix)
        elif _is_folder(entry):
            real = os.path.realpath(entry.path) if entry.is_symlink() else entry.path
            if real in above:
                raise _refused(entry.path, "a symbolic link to a folder above it", "remove the link")
            yield from _walk(entry.path, f"{prefix}{entry.name}/", [*above, real], seen)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError as problem:
        raise _refused(entry.path, problem.strerror or "cannot be read", "remove the link") from None


def _file(entry: "os.DirEntry[str]", prefix: str) -> CatalogFile:
    """Stats of one TOML file; anything but a readable regular file of sane size is refused."""
    try:
        facts = entry.stat()
    except OSError as problem:
        raise _refused(entry.path, problem.strerror or "cannot be read", "remove it, or mend the link") from None
    if not stat.S_ISREG(facts.st_mode):
        raise _refused(entry.path, "not a regular file", "a catalog holds only files and folders")
    if facts.st_size > FILE_LIMIT:
        raise _refused(entry.path, f"{facts.st_size:,} bytes, more than {FILE_LIMIT:,}", "split or remove it")
    return CatalogFile(f"{prefix}{entry.name}", entry.path, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)


def _refused(path: str, what: str, fix: str) -> AdvisorError:
    return AdvisorError("catalog-invalid", f"{path}: {what}", fix)


def checkout_stats(folder: str) -> str:
    """Text that changes whenever a file of a checkout's own catalog does; the leanest walk, since it runs every time.

    Entries stay in the order the file system gives them: another order only means one compile more.
    """
    lines: list[str] = []
    folders = [folder]
    while folders:
        inside = folders.pop()
        lines.append(inside)
        for entry in os.scandir(inside):
            if entry.is_dir():
                folders.append(entry.path)
            else:
                facts = entry.stat()
                lines.append(f"{entry.name} {facts.st_mtime_ns} {facts.st_size}")
    return "\n".join(lines)


def fingerprint(folder: str, files: Sequence[CatalogFile]) -> str:
    """Text that changes whenever a file of the layer does: stats, and for a small layer also a checksum of each file,
    because clocks can be too coarse to tell two writes apart."""
    lines = [folder, *(f"{file.relative} {file.size} {file.modified_ns} {file.changed_ns}" for file in files)]
    if sum(file.size for file in files) <= CONTENT_LIMIT:
        lines += [f"{crc32(_content(file.path)):08x}" for file in files]
    return "\n".join(lines)


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as handle:
            return handle.read(FILE_LIMIT)
    except OSError as problem:
        raise _refused(path, problem.strerror or "cannot be read", "make it readable, or remove it") from None
