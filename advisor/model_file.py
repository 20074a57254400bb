"""A model from a parsed TOML table: a fine-tune, or only a name and a size. Reads no file, estimates nothing."""

from collections.abc import Mapping
from typing import Any

from advisor.catalog import Architecture, Model
from advisor.errors import AdvisorError, bad_input

SIZES = ("params_total_b", "params_active_b", "params_checkpoint_b")
TEXTS = ("name", "developer", "native", "license", "repo", "note")
COUNTS = ("context", "max_output")
COLD = ("lineage", "released", "status", "open_weights", "modalities_in", "modalities_out", "tool_call",
        "structured_output", "reasoning", "vision", "efforts", "sources", "checkpoint", "doubt", "retires",
        "license_tag", "license_url", "knowledge_cutoff", "released_kind")  # fmt: skip
"""Keys of a catalog model file that say nothing about memory or speed: taken and not used."""
ATTENTION = ("mha", "gqa", "mla", "swa", "chunked", "hybrid", "csa", "sparse")


def model_of(table: Mapping[str, Any], path: str) -> Model:
    """Raises bad input that names file, key and what is valid. Facts that are absent stay unknown."""
    known = (*SIZES, *TEXTS, *COUNTS, *COLD, "architecture")
    for key in table:
        if key not in known:
            raise _bad(path, key, "unknown key", f"known keys: {', '.join((*SIZES, *TEXTS, *COUNTS, 'architecture'))}")
    name = table.get("name")
    if not isinstance(name, str) or not name.strip():
        raise _bad(path, "name", "missing", 'add a line such as name = "my-model-8b"')
    sizes = {key: _number(table, key, path) for key in SIZES}
    if sizes["params_active_b"] and sizes["params_total_b"] and sizes["params_active_b"] > sizes["params_total_b"]:
        raise _bad(path, "params_active_b", "larger than params_total_b", "give the parameters used per token")
    counts = {key: _number(table, key, path) for key in COUNTS}
    return _model(table, name, sizes, counts, _architecture(table.get("architecture"), path))


def _model(
    table: Mapping[str, Any],
    name: str,
    sizes: Mapping[str, float | None],
    counts: Mapping[str, float | None],
    architecture: Architecture | None,
) -> Model:
    context, most = counts["context"], counts["max_output"]
    return Model(
        id=name,
        name=name,
        developer=None,
        origin=None,
        lineage=(),
        released=None,
        open_weights=True,
        license=None,
        params_total=sizes["params_total_b"],
        params_active=sizes["params_active_b"],
        params_checkpoint=sizes["params_checkpoint_b"],
        native=table.get("native"),
        context=None if context is None else int(context),
        max_output=None if most is None else int(most),
        modalities=None,
        tool_call=None,
        structured_output=None,
        reasoning=None,
        efforts=(),
        status="own",
        retires=None,
        architecture=architecture,
        checkpoints=(),
    )


def _architecture(table: Any, path: str) -> Architecture | None:
    if table is None:
        return None
    if not isinstance(table, Mapping):
        raise _bad(path, "architecture", "not a table", "write it as [architecture] with one key per line")
    kind = table.get("attention")
    if kind is not None and kind not in ATTENTION:
        raise _bad(path, "architecture.attention", f"unknown kind {kind!r}", f"use one of {', '.join(ATTENTION)}")
    named = [key for key in Architecture._fields if key not in ("attention", "extra")]
    numbers = {key: _number(table, key, path) for key in named}
    counts: dict[str, Any] = {key: None if value is None else int(value) for key, value in numbers.items()}
    extra = {key: value for key, value in table.items() if key not in Architecture._fields}
    return Architecture(attention=kind, extra=extra, **counts)


def _number(table: Mapping[str, Any], key: str, path: str) -> float | None:
    value = table.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise _bad(path, key, f"{value!r} is not a number of at least 0", f"write it as {key} = 8")
    if value == 0 and (key in SIZES or key in COUNTS):
        raise _bad(path, key, "0 is not a size", "leave the key out when it is not known")
    return float(value)


def _bad(path: str, key: str, what: str, fix: str) -> AdvisorError:
    return bad_input(f"{path}: {key}: {what}", fix)
