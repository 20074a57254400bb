"""`advisor schema NAME`: JSON Schema of a document this program prints, or of a kind of catalog file."""

import json
from argparse import ArgumentParser, Namespace
from typing import Any

from advisor.errors import OK, bad_input
from advisor.present.documents import BESIDE, DOCUMENTS
from advisor.present.schema import DRAFT, document_schema

NAMED = {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}
OTHERS: dict[str, dict[str, Any]] = {
    "catalog-list": {
        "title": "Ids and names by kind",
        "type": "object",
        "properties": {"schema": {"const": "advisor.catalog-list/1"}},
        "additionalProperties": {"type": "array", "items": {**NAMED, "required": ["id", "name"]}},
    },
    "error": {
        "title": "An error with its fix",
        "type": "object",
        "properties": {
            "error": {
                "type": "object",
                "properties": {key: {"type": "string"} for key in ("kind", "message", "fix")},
                "required": ["kind", "message", "fix"],
            }
        },
        "required": ["error"],
    },
}
"""Documents that are not a NamedTuple."""


def add_arguments(parser: ArgumentParser) -> None:
    names = ", ".join([*DOCUMENTS, *OTHERS])
    parser.add_argument("name", metavar="NAME", help=f"{names}, or catalog-KIND for a kind of catalog file")
    parser.add_argument("--json", action="store_true", help="a schema is always JSON")


def run(args: Namespace) -> int:
    print(json.dumps(named_schema(args.name), indent=2, ensure_ascii=True))
    return OK


def named_schema(name: str) -> dict[str, Any]:
    """The schema of that name; bad-input lists the names there are."""
    if name in DOCUMENTS:
        value, title = DOCUMENTS[name]
        return document_schema(name, value, title, BESIDE.get(name, {}))
    if name in OTHERS:
        return {"$schema": DRAFT, **OTHERS[name]}
    from advisor.compile_schemas import editor_schemas

    schemas = editor_schemas()
    if name not in schemas:
        known = ", ".join([*DOCUMENTS, *OTHERS, *schemas])
        raise bad_input(f"there is no schema {name[:60]!r}", f"one of: {known}")
    return schemas[name]
