"""JSON Schemas of the catalog's files, for editors: `python -m advisor.compile_schemas` writes catalog/schemas/.

Generated from the authoring types; a test fails when the written ones are stale.
"""

import os
from typing import Any

from advisor.compile_kinds import KINDS
from advisor.layers import shipped_folder
from advisor.present.schema import DRAFT

OMIT = {
    "type": "array",
    "items": {"type": "string"},
    "description": "Overlays only: dotted keys of the layer below that are taken away.",
}


def editor_schemas() -> dict[str, dict[str, Any]]:
    """Schema name (`catalog-<kind>`) -> JSON Schema of one file."""
    from pydantic import TypeAdapter

    schemas: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        body = TypeAdapter(kind.type).json_schema()
        properties = {**body.get("properties", {}), "omit": OMIT}
        schemas[kind.schema] = {"$schema": DRAFT, "$id": f"{kind.schema}.json", **body, "properties": properties}
    return schemas


def schema_files() -> dict[str, str]:
    """File name -> text."""
    from json import dumps

    return {
        f"{name.removeprefix('catalog-')}.json": dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in editor_schemas().items()
    }


def main() -> None:
    """Writes every schema below the checkout's catalog."""
    folder = os.path.join(shipped_folder(), "schemas")
    os.makedirs(folder, exist_ok=True)
    for name, text in schema_files().items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as handle:
            handle.write(text)


if __name__ == "__main__":
    main()
