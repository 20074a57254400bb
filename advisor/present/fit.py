"""A fit answer as text: the verdict, a stacked bar of memory per device, speeds, and what would make it fit."""

from collections.abc import Iterator

from advisor.estimates.fit import FitAnswer
from advisor.estimates.memory import Memory
from advisor.present.format import count, decimal, gigabytes, seconds
from advisor.present.text import clean
from advisor.report import Range

WIDTH = 40
MARKS = (("weights", "█"), ("kv_cache", "▓"), ("state", "▒"), ("overhead", "░"))
VERDICTS = {"yes": "fits", "offload": "does not fit the devices; runs with weights in RAM", "no": "does not fit",
            "unknown": "not known whether it fits"}  # fmt: skip


def page(found: FitAnswer, notes: tuple[str, ...]) -> Iterator[str]:
    question = found.question
    precision = f" {found.quantization.id}" if found.quantization else ""
    engine = f" by {found.engine}" if found.engine else ""
    yield clean(f"{question.model.name}{precision} on {question.rig.label}{engine}: {VERDICTS[found.fits]}")
    yield f"context {count(question.context)} tokens, {count(question.concurrency)} at once"
    if found.memory is not None:
        yield ""
        yield from _memory(found.memory, found)
    yield ""
    yield from _speeds(found)
    yield from _changes(found)
    for note in (*notes, *found.notes):
        yield f"note: {clean(note)}"


def overview(answers: list[FitAnswer], notes: tuple[str, ...]) -> Iterator[str]:
    """One line per model."""
    yield f"{'model':34} {'fits':8} {'format':12} {'memory':>9} {'of':>9}  tokens/s"
    for found in answers:
        precision = found.quantization.id if found.quantization else "?"
        need = found.memory.total.typical if found.memory and found.memory.total else None
        room = found.memory.available if found.memory else None
        speed = found.speeds.decode_tok_s or (found.offload.decode_tok_s if found.offload else None)
        shown = _span(speed if found.fits in ("yes", "offload", "unknown") else None)
        name = clean(found.question.model.id)
        yield f"{name:34} {found.fits:8} {precision:12} {gigabytes(need):>9} {gigabytes(room):>9}  {shown}"
    for note in notes:
        yield f"note: {clean(note)}"


def _memory(memory: Memory, found: FitAnswer) -> Iterator[str]:
    for name, mark in MARKS:
        part = getattr(memory, name)
        span = "" if part is None else f"  ({part.low:.1f} to {part.high:.1f})"
        size = gigabytes(None if part is None else part.typical)
        yield f"  {mark} {name.replace('_', ' '):10} {size:>9}{span}"
    total = memory.total
    span = f"  ({total.low:.1f} to {total.high:.1f})" if total else ""
    yield f"    {'total':10} {gigabytes(total.typical if total else None):>9}{span}"
    yield f"    {'available':10} {gigabytes(memory.available):>9}"
    yield from _bars(memory, found)


def _bars(memory: Memory, found: FitAnswer) -> Iterator[str]:
    """One bar per kind of device: every device of a kind carries the same, in proportion to its memory."""
    available = memory.available
    if not available:
        return
    parts = [getattr(memory, name) for name, _ in MARKS]
    sizes = [0.0 if part is None else part.typical / available for part in parts]
    bar = stacked(sizes, WIDTH)
    least = "at least " if memory.total is None else ""
    over = sum(sizes)
    for device, devices in found.question.rig.devices or ((None, 1),):
        label = "RAM" if device is None else device.id
        yield f"  {label:28} x{devices:<3} [{bar}] {least}{over * 100:,.0f} %"


def stacked(shares: list[float], width: int) -> str:
    """Marks for the parts of a whole; what exceeds it is cut and shown as `>`."""
    bar, filled = "", 0.0
    for share, (_, mark) in zip(shares, MARKS, strict=True):
        filled += share
        bar += mark * max(0, round(filled * width) - len(bar))
    return bar[: width - 1] + ">" if len(bar) > width else bar.ljust(width, "·")


def _speeds(found: FitAnswer) -> Iterator[str]:
    speeds = found.speeds
    if found.fits in ("yes", "unknown") and found.offload is None:
        one = speeds.decode_tok_s
        yield f"decode      {_span(one)} tokens/s per stream, context half full{_basis(one)}"
        if found.question.concurrency > 1:
            yield f"            {_span(speeds.decode_tok_s_total)} tokens/s in total"
        yield f"prefill     {_span(speeds.prefill_tok_s)} tokens/s{_basis(speeds.prefill_tok_s)}"
        first = speeds.ttft_s
        shown = "?" if first is None else f"{seconds(first.low)} to {seconds(first.high)}"
        yield f"first token {shown} after a prompt of up to 1,000 tokens"
    if found.offload is not None:
        spill = found.offload
        least = "at least " if found.memory is not None and found.memory.total is None else ""
        stated = "" if spill.ram_gb is None else f", {gigabytes(spill.ram_gb)} stated"
        yield f"with weights in RAM: {least}{count(spill.ram_needed_gb)} GB of RAM needed{stated}"
        for entry in spill.by_ram:
            yield f"  {entry.name:34} {_span(entry.decode_tok_s)} tokens/s, one user"
        yield f"  prefill {_span(spill.prefill_tok_s)} tokens/s (physics)"
        yield "  with less RAM: no estimate; not usable interactively"


def _changes(found: FitAnswer) -> Iterator[str]:
    if found.changes:
        yield "what would make it fit, smallest first:"
        for change in found.changes:
            yield f"  {clean(change.text)}"


def _span(value: Range | None) -> str:
    return "?" if value is None else f"{decimal(value.typical)} ({decimal(value.low)} to {decimal(value.high)})"


def _basis(value: Range | None) -> str:
    return "" if value is None else f", {value.basis}"
