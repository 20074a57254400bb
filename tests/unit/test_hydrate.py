"""The hot document comes back as the very values it was written from."""

from pathlib import Path
from typing import Any

import pytest

from advisor.catalog import Catalog
from advisor.columns import unpacked
from advisor.compile import load
from advisor.compile_hot import hot_document
from advisor.layers import shipped_folder

from .test_compile import compiled


def frozen(value: Any) -> Any:
    """The value with lists as tuples, the way the runtime types declare them."""
    if hasattr(value, "_fields"):
        return type(value)._make(map(frozen, value))
    if isinstance(value, dict):
        return value
    return tuple(map(frozen, value)) if isinstance(value, list | tuple) else value


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    return hot_document(load([shipped_folder()]))


@pytest.fixture(scope="module")
def opened() -> Catalog:
    return compiled(Path(shipped_folder()))


@pytest.mark.parametrize(
    "field", ["models", "offers", "providers", "accelerators", "rents", "quantizations", "workloads"]
)
def test_values_survive_the_round_trip(field: str, written: dict[str, Any], opened: Catalog) -> None:
    read = getattr(opened, field)
    values = list(read.values()) if isinstance(read, dict) else list(read)
    in_columns = field in ("offers", "rents")
    rows = zip(*map(unpacked, written[field]), strict=True) if in_columns else written[field]
    assert values == [frozen(value) for value in rows]
    assert values
    assert not any(isinstance(part, list) for value in values for part in value)
