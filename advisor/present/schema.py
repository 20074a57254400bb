"""JSON Schema of the documents the command line prints, derived from the NamedTuples they are made of.

A field's trailing underscore is dropped, None makes a type nullable, a Mapping is an open object. More keys are
allowed everywhere, because the contract only ever grows.
"""

import types
from collections.abc import Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Any: {},
    object: {},
}


def document_schema(name: str, value: type, title: str, beside: Mapping[str, Any]) -> dict[str, Any]:
    """Schema of the document `advisor.<name>/1` whose keys are the fields of `value` and those `beside` them."""
    body = schema_of(value)
    marker = {"schema": {"const": f"advisor.{name}/1"}}
    more = {key: schema_of(kind) for key, kind in beside.items()}
    return {
        "$schema": DRAFT,
        "$id": f"advisor.{name}/1",
        "title": title,
        **body,
        "properties": {**marker, **body["properties"], **more},
        "required": ["schema", *dict.fromkeys((*body["required"], *more))],
    }


def schema_of(kind: Any) -> dict[str, Any]:
    """Schema of one annotated type; TypeError for a type that no document may hold."""
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema_of(part) for part in get_args(kind)]}
    if origin is tuple:
        return {"type": "array", "items": schema_of(get_args(kind)[0])}
    if origin in (Mapping, dict):
        return {"type": "object", "additionalProperties": schema_of(get_args(kind)[1])}
    if hasattr(kind, "_fields"):
        return _object(kind)
    raise TypeError(f"no JSON Schema for {kind!r}")


def _object(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    fields = {name.rstrip("_"): schema_of(hints[name]) for name in kind._fields}
    described = {"description": " ".join(kind.__doc__.split())} if _documented(kind) else {}
    return {"type": "object", **described, "properties": fields, "required": list(fields)}


def _documented(kind: Any) -> bool:
    """Whether the class has a docstring of its own, not the signature that NamedTuple writes."""
    return bool(kind.__doc__) and not kind.__doc__.startswith(f"{kind.__name__}(")
