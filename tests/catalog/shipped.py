"""The shipped TOML as parsed, and the study data it was made from where that is at hand."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli

ROOT = Path(__file__).parents[2]
CATALOG = ROOT / "catalog"


@cache
def files(pattern: str) -> dict[str, dict[str, Any]]:
    """Path below the catalog -> parsed file, for every file the pattern matches."""
    found = {path.relative_to(CATALOG).as_posix(): tomli.loads(path.read_text()) for path in CATALOG.glob(pattern)}
    return dict(sorted(found.items()))


def by_id(pattern: str) -> dict[str, dict[str, Any]]:
    """Id (file name) -> parsed file."""
    return {Path(path).stem: value for path, value in files(pattern).items()}


def offers() -> dict[tuple[str, str], dict[str, Any]]:
    """(provider, model) -> offer file."""
    found = files("providers/*/offers/*.toml").items()
    return {(Path(path).parts[1], Path(path).stem): value for path, value in found}


def prices() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Provider, model and every price entry."""
    for (provider, model), offer in offers().items():
        for entry in offer.get("price", ()):
            yield provider, model, entry


def providers() -> dict[str, dict[str, Any]]:
    """Provider id -> provider file."""
    return {Path(path).parts[1]: value for path, value in files("providers/*/provider.toml").items()}


def tables(pattern: str, key: str) -> dict[str, dict[str, Any]]:
    """The keyed tables of one kind over all files of a pattern."""
    return {name: value for content in files(pattern).values() for name, value in content.get(key, {}).items()}


def study_data() -> Path:
    """Folder of the studies' data; skips the test where it is not at hand."""
    folder = Path(os.environ.get("ADVISOR_VALIDATION_DATA") or ROOT.parent / "shared" / "data")
    if not (folder / "offerings.json").exists():
        pytest.skip(
            f"no study data: set ADVISOR_VALIDATION_DATA to the folder with offerings.json (looked in {folder})"
        )
    return folder
