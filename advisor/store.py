"""Opens the catalog: the shipped snapshot, or one compiled for the overlays at hand and kept in the user's cache.

Standard library only; the compiler is imported when there is something to compile. A cache that is damaged, stale
or cannot be written changes how long opening takes, never what is opened.
"""

import gc
import json
import os
from collections.abc import Callable, Mapping, Sequence

from advisor import layers, snapshot
from advisor.catalog import Catalog
from advisor.hints import Any
from advisor.hydrate import catalog_of

Read = Callable[[str], Any]
"""Name of a compiled document -> its parsed content; KeyError when there is none of that name."""

KEPT = 8
"""Compiled catalogs of different overlays that stay in the cache."""


def open_catalog(overlays: Sequence[str] = ()) -> Catalog:
    """The shipped catalog under the user's folder, ADVISOR_CATALOG and `overlays`, in that order.

    bad-input when a named folder is not there, catalog-invalid when any layer is not valid.
    """
    folders = layers.overlay_folders(overlays)
    shipped = _intact(os.path.join(layers.HERE, "_compiled"))
    if shipped is not None and not folders:
        return _opened(_healing(shipped, folders))
    key = _key(shipped, folders)
    place = os.path.join(layers.cache_folder(), _name(key))
    cached = _intact(place)
    if cached is not None and cached.key == key:
        return _opened(_healing(cached, folders))
    documents = _compile(folders)
    _keep(place, documents, key)
    return _opened(_from_memory(documents))


def _opened(read: Read) -> Catalog:
    """The catalog over a reader. Tens of thousands of fresh tuples are no garbage: nothing is collected meanwhile."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return catalog_of(read("hot"), lambda workload: _rows(read, workload), lambda kind: _facts(read, kind))
    finally:
        if collecting:
            gc.enable()


def _rows(read: Read, workload: str) -> list[list[Any]]:
    rows: list[list[Any]] = read(f"quality/{workload}")
    return rows


def _facts(read: Read, kind: str) -> Mapping[str, Any]:
    facts: Mapping[str, Any] = read(f"cold/{kind}")
    return facts


def _intact(folder: str) -> snapshot.Snapshot | None:
    try:
        return snapshot.Snapshot(folder)
    except snapshot.DamagedError:
        return None


def _healing(compiled: snapshot.Snapshot, folders: Sequence[str]) -> Read:
    """Reads from disk, and from a fresh compile in memory once a document turns out to be damaged."""
    fresh: list[Read] = []

    def read(name: str) -> Any:
        if not fresh:
            try:
                return compiled.document(name)
            except snapshot.DamagedError:
                fresh.append(_from_memory(_compile(folders)))
        return fresh[0](name)

    return read


def _from_memory(documents: Mapping[str, bytes]) -> Read:
    return lambda name: json.loads(documents[name])


def _compile(folders: Sequence[str]) -> dict[str, bytes]:
    from advisor.compile import compile_catalog

    return compile_catalog([layers.shipped_folder(), *folders])


def _key(shipped: snapshot.Snapshot | None, folders: Sequence[str]) -> str:
    """Everything a compiled catalog depends on, as text."""
    parts = [layers.checkout_stats(layers.shipped_folder()), _code()] if shipped is None else [shipped.key]
    parts += [layers.fingerprint(folder, layers.scan(folder)) for folder in folders]
    return "\n".join(parts)


def _code() -> str:
    """Stats of the modules that decide what a compiled catalog holds; in a checkout they change under it."""
    entries = [entry for entry in os.scandir(layers.HERE) if entry.name.startswith(("compile", "schema", "catalog"))]
    entries += os.scandir(os.path.join(layers.HERE, "evidence"))
    return "\n".join(sorted(f"{entry.path} {entry.stat().st_mtime_ns}" for entry in entries))


def _name(key: str) -> str:
    """Folder name of a key; two keys with one name replace each other, since the manifest holds the whole key."""
    from zlib import adler32, crc32

    content = key.encode("utf-8", "surrogateescape")
    return f"{crc32(content):08x}{adler32(content):08x}"


def _keep(place: str, documents: Mapping[str, bytes], key: str) -> None:
    """Puts a compiled catalog into the cache and drops the oldest beyond KEPT; a folder that refuses is left alone."""
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        snapshot.replace(place, documents, key)
        _drop_oldest(os.path.dirname(place))
    except OSError:
        return


def _drop_oldest(folder: str) -> None:
    import shutil

    entries = sorted(os.scandir(folder), key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
    for entry in entries[KEPT:]:
        shutil.rmtree(entry.path, ignore_errors=True)
