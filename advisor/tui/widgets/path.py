"""Completion of paths as they are typed."""

import os
from itertools import islice

from textual.suggester import Suggester

MOST_LOOKED_AT = 5_000
"""Entries of a folder that are looked through."""


class PathSuggester(Suggester):
    """Offers the first file or folder, by name, that continues what is typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return completed(value)


def completed(typed: str) -> str | None:
    """The path with its last part completed, a folder with a slash; None where nothing continues it. Hidden names
    are offered once their dot is typed."""
    folder, _, begun = typed.rpartition("/")
    if not typed:
        return None
    try:
        with os.scandir(os.path.expanduser(f"{folder}/" if "/" in typed else ".")) as entries:
            found = [entry for entry in islice(entries, MOST_LOOKED_AT) if _continues(entry, begun)]
        first = min(found, key=lambda entry: entry.name, default=None)
        slash = "/" if first and first.is_dir() else ""
    except (OSError, ValueError):
        return None
    return f"{typed[: len(typed) - len(begun)]}{first.name}{slash}" if first else None


def _continues(entry: "os.DirEntry[str]", begun: str) -> bool:
    return entry.name.startswith(begun) and (begun.startswith(".") or not entry.name.startswith("."))
