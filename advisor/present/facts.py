"""Facts as a file of the catalog has them, as lines for people."""

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.present.text import clean


def fact_lines(facts: Mapping[str, Any], indent: str) -> Iterator[str]:
    """One line a fact, tables indented below their key."""
    for key, value in facts.items():
        if isinstance(value, dict):
            yield f"{indent}{clean(key)}:"
            yield from fact_lines(value, f"{indent}  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for index, row in enumerate(value):
                yield f"{indent}{clean(key)} {index + 1}:"
                yield from fact_lines(row, f"{indent}  ")
        else:
            yield f"{indent}{clean(key)}: {clean(_value(value))}"


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value)
