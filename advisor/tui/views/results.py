"""A log of own results before it is stored, as lines: what it is, what its models are taken as, what is left open."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.tui.views.runs import Line, join, line, wrap

if TYPE_CHECKING:
    from advisor.evaluate.preview import Preview, Seen


def about(found: "Preview") -> tuple[Line, ...]:
    """What wrote the log, of what, when; then its notes."""
    facts = [
        line(f"{found.tool} {found.version}".rstrip(), "strong"),
        line(f"task {found.task}") if found.task else (),
        line(f"run on {found.date}") if found.date else line("the log states no date: today's counts", "warn"),
        line(f"{len(found.models)} model{'' if len(found.models) == 1 else 's'}"),
    ]
    return (join(facts), *(line(f"note: {note}", "dim") for note in found.notes))


def counts(seen: "Seen") -> str:
    """`20 items, 40 attempts, 2 missing (error 2)`"""
    missing = ", ".join(f"{reason[:40]} {number}" for reason, number in seen.missing)
    total = sum(number for _, number in seen.missing)
    told = f"{seen.items:,} items, {seen.attempts:,} attempts"
    return f"{told}, {total:,} missing ({missing})" if total else told


def standing(seen: "Seen") -> Line:
    """What a model is taken as, or what has to be said first."""
    if seen.option is None:
        near = f"; like it: {', '.join(seen.suggestions)}" if seen.suggestions else ""
        return line(f"✗ {seen.told}{near}", "bad")
    if len(seen.prompts) > 1:
        return line(f"✗ was run with {len(seen.prompts)} prompts: choose one of them below", "bad")
    assumed = seen.told.removeprefix(seen.option).removeprefix("; ")
    return join([line(f"✓ {seen.option}", "good"), line(assumed, "dim") if assumed else ()])


def kept_whole(page: Sequence[str], width: int) -> tuple[Line, ...]:
    """The lines of a page: its notes are wrapped, the rows of its tables are not."""
    return tuple(part for text in page for part in (wrap(line(text), width, 2) if ": " in text else (line(text),)))


def next_step(found: "Preview | None", asked_again: bool) -> str:
    """What enter does now."""
    if found is None or asked_again:
        return "enter reads the log; nothing is stored yet"
    if not found.ready:
        return "enter reads it again with your answers; nothing is stored yet"
    attempts = sum(seen.attempts for seen in found.models)
    return f"enter stores {attempts:,} attempts of {', '.join(str(seen.option) for seen in found.models)}"
