"""Merging overlays, positions and bytes of compiled catalogs, on random input."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.compile_files import merge
from advisor.compile_positions import line_of
from tests.unit.tiny_catalog import tiny

KEYS = st.sampled_from(["a", "b", "c-d", "e_1"])
SCALARS = st.one_of(
    st.integers(-9, 9), st.booleans(), st.sampled_from(["", "x", "]", "}", "#", '"', "'", "a = 1", "[t]", "\\", "\n"])
)
VALUES = st.recursive(SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner)))
TABLES = st.dictionaries(KEYS, VALUES)


def at(value: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def leaves(table: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Everything that is not a table, with its path."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


@given(TABLES, TABLES)
def test_merging_keeps_every_leaf_of_the_upper_layer(below: dict[str, Any], above: dict[str, Any]) -> None:
    merged = merge(below, above)
    assert all(at(merged, path) == value for path, value in leaves(above))


@given(TABLES, TABLES)
def test_merging_adds_nothing_of_its_own(below: dict[str, Any], above: dict[str, Any]) -> None:
    known = [*leaves(below), *leaves(above)]
    assert all(leaf in known for leaf in leaves(merge(below, above)))


@given(TABLES)
def test_merging_with_nothing_changes_nothing(table: dict[str, Any]) -> None:
    assert merge(table, {}) == table
    assert merge({}, table) == table


def inline(value: Any) -> str:
    """TOML of a value, tables and arrays inline."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + ",]" if value else "[]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {inline(inner)}" for key, inner in value.items()) + "}"
    return str(value)


@given(TABLES)
def test_each_top_level_key_is_found_on_its_own_line(table: dict[str, Any]) -> None:
    text = "".join(f"# comment = 1\n{key} = {inline(value)}\n" for key, value in table.items())
    assert tomli.loads(text) == table
    for number, key in enumerate(table):
        assert line_of(text, (key,)) == 2 * number + 2


@given(st.lists(TABLES, min_size=1, max_size=4))
def test_each_table_of_an_array_is_found_on_its_own_line(tables: list[dict[str, Any]]) -> None:
    lines: list[str] = []
    expected: dict[tuple[int, str], int] = {}
    for index, table in enumerate(tables):
        lines.append("[[row]]")
        for key, value in table.items():
            lines.append(f"{key} = {inline(value)}")
            expected[index, key] = len(lines)
    text = "\n".join(lines)
    for (index, key), line in expected.items():
        assert line_of(text, ("row", index, key)) == line


@settings(max_examples=3, deadline=None)
@given(st.lists(st.integers(0, 2**32 - 1), min_size=2, max_size=2, unique=True))
def test_bytes_do_not_depend_on_the_hash_seed(tmp_path_factory: Any, seeds: list[int]) -> None:
    folder: Path = tiny(tmp_path_factory.mktemp("catalog"))
    code = (
        "import sys, hashlib; from advisor.compile import compile_catalog; "
        "print({k: hashlib.sha256(v).hexdigest() for k, v in compile_catalog([sys.argv[1]]).items()})"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in seeds
    }
    assert len(outputs) == 1
