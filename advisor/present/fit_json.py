"""A fit answer as the contract's document `advisor.fit/1`. Computes nothing but rounding."""

from typing import Any

from advisor.estimates.fit import FitAnswer
from advisor.estimates.memory import Memory, Part
from advisor.estimates.offload import Offload
from advisor.report import Range
from advisor.rounding import rounded, rounded_parts

SCHEMA = "advisor.fit/1"


def document(found: FitAnswer, notes: tuple[str, ...] = ()) -> dict[str, Any]:
    """Plain data; unknown parts null, parts of the memory sum to its total."""
    question = found.question
    sources = (*(found.memory.sources if found.memory else ()), *found.speeds.sources)
    return {
        "schema": SCHEMA,
        "model": question.model.id,
        "quantization": found.quantization.id if found.quantization else None,
        "hardware": {
            "devices": [{"accelerator": device.id, "count": count} for device, count in question.rig.devices],
            "hosts": question.rig.hosts,
            "ram_gb": question.rig.ram_gb,
        },
        "context": question.context,
        "concurrency": question.concurrency,
        "fits": found.fits,
        "memory_gb": None if found.memory is None else memory_parts(found.memory),
        "decode_tok_s": _range(found.speeds.decode_tok_s),
        "decode_tok_s_total": _range(found.speeds.decode_tok_s_total),
        "prefill_tok_s": _range(found.speeds.prefill_tok_s),
        "ttft_s": _range(found.speeds.ttft_s),
        "offload": None if found.offload is None else _offload(found.offload),
        "basis": found.basis,
        "sources": list(dict.fromkeys(sources)),
        "engine": found.engine,
        "changes": [{"lever": change.lever, "to": change.to, "text": change.text} for change in found.changes],
        "notes": [*notes, *found.notes],
    }


def memory_parts(memory: Memory) -> dict[str, float | None]:
    """Typical GB by part."""
    names = ("weights", "kv_cache", "state", "overhead")
    parts: list[Part | None] = [memory.weights, memory.kv_cache, memory.state, memory.overhead]
    available = None if memory.available is None else rounded(memory.available)
    known = [part.typical for part in parts if part is not None]
    values, total = rounded_parts(known)
    left = iter(values)
    table: dict[str, float | None] = {
        name: None if part is None else next(left) for name, part in zip(names, parts, strict=True)
    }
    return {**table, "total": total if len(known) == len(parts) else None, "available": available}


def _offload(offload: Offload) -> dict[str, Any]:
    return {
        "ram_needed_gb": rounded(offload.ram_needed_gb, 1),
        "ram_gb": offload.ram_gb,
        "enough": offload.enough,
        "in_ram_gb": rounded(offload.in_ram_gb, 1),
        "on_devices_gb": rounded(offload.on_devices_gb, 1),
        "decode_tok_s": _range(offload.decode_tok_s),
        "prefill_tok_s": _range(offload.prefill_tok_s),
        "by_ram": [
            {"id": entry.id, "name": entry.name, "decode_tok_s": _range(entry.decode_tok_s)} for entry in offload.by_ram
        ],
    }


def _range(value: Range | None) -> dict[str, Any] | None:
    if value is None:
        return None
    low, typical, high = rounded(value.low), rounded(value.typical), rounded(value.high)
    return {"low": low, "typical": typical, "high": high, "basis": value.basis}
