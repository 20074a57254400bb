"""A test plan as the JSON document `advisor.evaluation-plan/1`, as text and as Markdown; it computes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from advisor.decision.test_plan import Choice, Plan, SampleSize, Stage
from advisor.explain_plan import REASONS, Week
from advisor.explain_words import Money
from advisor.present.format import of_100
from advisor.present.text import clean
from advisor.present.values import plain, rounded_values
from advisor.report import Note
from advisor.requirements import Requirements, echo

SCHEMA = "advisor.evaluation-plan/1"
UNTESTED_SHOWN = 6
"""Options outside the shortlist that the text shows; JSON has all."""


class PlanDocument(NamedTuple):
    """What to test next on one's own data."""

    requirements: Mapping[str, Any]
    as_of: str
    plan: Plan
    calendar: tuple[Week, ...]
    rerun_when: tuple[str, ...]
    sentences: tuple[str, ...]
    notes: tuple[Note, ...]


def document(found: PlanDocument) -> dict[str, Any]:
    """Plain data with every figure at 1e-6, `schema` first."""
    body: dict[str, Any] = rounded_values(plain(found._replace(requirements={})))
    return {"schema": SCHEMA, **body, "requirements": dict(found.requirements)}


def document_of(
    plan: Plan, weeks: Sequence[Week], triggers: Sequence[str], sentences: Sequence[str], wanted: Requirements
) -> PlanDocument:
    return PlanDocument(echo(wanted), wanted.as_of, plan, tuple(weeks), tuple(triggers), tuple(sentences), ())


Table = tuple[tuple[str, ...], list[tuple[str, ...]]]
"""Headings and rows."""


def tables(found: PlanDocument, write: Money) -> Iterator[tuple[str, Table]]:
    """Each table with its title."""
    plan = found.plan
    shown = [choice for choice in plan.choices if choice.chosen]
    shown += [choice for choice in plan.choices if not choice.chosen][:UNTESTED_SHOWN]
    yield (
        "who to test",
        (("option", "rank", "right of 100", "a day", "run", "why"), [_choice(item, write) for item in shown]),
    )
    if plan.stages:
        yield "batches", (("items", "a day", "gain", "batch", "do"), [_stage(stage, write) for stage in plan.stages])
    heads = ("difference", "paired items", "if they agree less", "unpaired, each", "worth a day")
    yield f"items to see a difference at {of_100(plan.p)} right of 100", (heads, [_size(s, write) for s in plan.sizes])
    yield "calendar", (("weeks", "phase", "do"), [_week(week) for week in found.calendar])


def _choice(choice: Choice, write: Money) -> tuple[str, ...]:
    right = f"{of_100(choice.p_success)} (±{choice.logit_sd:.2f} logits)"
    return choice.option, str(choice.rank), right, write(choice.usd_per_day), write(choice.run_usd), _why(choice)


def _why(choice: Choice) -> str:
    return "test" if choice.chosen else REASONS[choice.reason]


def _stage(stage: Stage, write: Money) -> tuple[str, ...]:
    done = "run" if stage.worth_it else "stop before"
    return str(stage.items), write(stage.usd_per_day), write(stage.gain_usd_per_day), write(stage.batch_usd), done


def _size(size: SampleSize, write: Money) -> tuple[str, ...]:
    points = f"{size.difference * 100:g}"
    return (
        f"{points} point{'' if points == '1' else 's'}", f"{size.paired:,}", f"{size.paired_low_agreement:,}",
        f"{size.unpaired_per_model:,}", write(size.usd_per_day),
    )  # fmt: skip


def _week(week: Week) -> tuple[str, ...]:
    return (str(week.from_) if week.from_ == week.to else f"{week.from_}-{week.to}"), week.phase, week.do


def page(found: PlanDocument, write: Money) -> Iterator[str]:
    """Lines of plain text."""
    for sentence in found.sentences:
        yield f"- {clean(sentence)}"
    for title, (heads, rows) in tables(found, write):
        yield ""
        yield clean(title)
        widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
        for row in (heads, *rows):
            cells = [clean(cell).ljust(width) for cell, width in zip(row, widths, strict=True)]
            yield f"  {'  '.join(cells).rstrip()}"
    yield from _ending(found)


def markdown(found: PlanDocument, write: Money) -> Iterator[str]:
    """The same as Markdown."""
    yield f"# What to test next for {_cell(str(found.requirements.get('workload')))}, as of {found.as_of}"
    yield ""
    for sentence in found.sentences:
        yield f"- {_cell(sentence)}"
    for title, (heads, rows) in tables(found, write):
        yield f"\n## {_cell(title)}\n"
        yield f"| {' | '.join(heads)} |"
        yield f"|{' --- |' * len(heads)}"
        for row in rows:
            yield f"| {' | '.join(_cell(cell) for cell in row)} |"
    yield from _ending(found)


def _cell(text: str) -> str:
    for mark in "\\`*_[]<>|":
        text = text.replace(mark, f"\\{mark}")
    return clean(text)


def _ending(found: PlanDocument) -> Iterator[str]:
    yield ""
    yield "Test again when"
    for trigger in found.rerun_when:
        yield f"- {trigger}"
    for note in found.notes:
        yield f"note: {clean(note.text)}"
