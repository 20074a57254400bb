"""The memo's opening: what was decided, for which case, and what was assumed because nobody said otherwise."""

import re
import shlex
from typing import Any

from advisor.explain_words import Money
from advisor.options import BY_KEY, OPTIONS
from advisor.present.format import compact, percent
from advisor.present.memo.parts import Column, Grid, Items, Line, Paragraph, Section, code, line, strong
from advisor.present.memo.words import ended, prose, writer
from advisor.report import Report

_SHOWING = ("top", "excluded", "seed", "as_of", "currency")
"""Requirements about the output, not the case."""

_AMOUNTS = {"usd": "", "usd_positive": "", "usd_month": " a month", "usd_year": " a year"}


def decision(report: Report) -> Section:
    """The answer, how sure it is, and at which worth it changes."""
    answer, write = report.answer, writer(report)
    facts: list[Line] = []
    if answer.option is not None:
        facts.append((*line("First: "), *code(answer.option)))
        facts.append(_allowed(answer.option, answer.best_allowed))
    if answer.p_first_beats_second is not None:
        chance = percent(answer.p_first_beats_second)
        facts.append(line(f"How sure: {answer.band}; the first beats the second with probability {chance}"))
    if answer.leader_changes_at_worth is not None:
        facts.append(line(_other_worth(answer.leader_changes_at_worth, report.requirements["worth"], write)))
    if answer.evpi_usd_per_1k_calls is not None:
        worth = write(answer.evpi_usd_per_1k_calls)
        facts.append(line(f"Knowing for certain which is best would be worth {worth} per 1,000 calls"))
    if report.options:
        facts += [prose(f"Mind: {ended(note.text)}") for note in report.options[0].warnings]
    return Section("decision", "Decision", (Paragraph(strong(answer.sentence)), Items(tuple(facts))))


def _allowed(first: str, allowed: str | None) -> Line:
    if allowed == first:
        return line("It is allowed without a review by the rules that were checked")
    if allowed is None:
        return line("No option is allowed without a review")
    return (*line("Best allowed without a review: "), *code(allowed))


def _other_worth(changes_at: float, worth: float, write: Money) -> str:
    side = "more" if changes_at > worth else "less"
    return f"Another leads when a right answer is worth {side} than {write(changes_at)} (now {write(worth)})"


def case(report: Report) -> Section:
    """What was asked, what was assumed, what was left open, and what it was decided on."""
    wanted = report.requirements
    defaulted = set(wanted["defaulted"])
    keys = [option.key for option in OPTIONS if option.key not in _SHOWING and option.key in wanted]
    given = [key for key in keys if key not in defaulted and not _unset(wanted[key])]
    assumed = [key for key in keys if key in defaulted and not _unset(wanted[key])]
    unset = [key.replace("_", " ") for key in keys if _unset(wanted[key])]
    return Section(
        "case",
        "The case",
        (
            _requirements("Asked for, or implied by the preset, sector or jurisdiction", given, report),
            _requirements("Assumed, because nobody said otherwise", assumed, report),
            Paragraph(line(f"Not set, so it limits nothing: {', '.join(unset)}.")),
            Paragraph(line(_decided_on(report))),
        ),
    )


def _unset(value: object) -> bool:
    return value is None or value is False or value == []


def _requirements(caption: str, keys: list[str], report: Report) -> Grid:
    write = writer(report)
    rows = tuple(
        (
            line(key.replace("_", " ")),
            line(value_text(key, report.requirements[key], write)),
            line(re.split("; | [(]see", BY_KEY[key].help)[0]),
        )
        for key in keys
    )
    return Grid(caption, (Column("requirement"), Column("value"), Column("what it is")), rows)


def value_text(key: str, value: Any, write: Money) -> str:
    """A requirement's value as people write it."""
    kind = BY_KEY[key].kind
    if isinstance(value, dict):
        return f"read from a file: {', '.join(value)}"
    if isinstance(value, bool):
        return "yes"
    if kind == "interval":
        return f"{write(value[0])} to {write(value[1])}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if kind in _AMOUNTS:
        return write(value) + _AMOUNTS[kind]
    if kind == "share":
        return percent(value)
    return _counted(kind, value)


def _counted(kind: str, value: Any) -> str:
    units = {"gigabytes": " GB", "months": " months", "seconds": " s", "per_day": " a day", "of_100": " of 100"}
    return str(value) if isinstance(value, str) else compact(value) + units.get(kind, "")


def _decided_on(report: Report) -> str:
    counts, stamp = report.counts, report.catalog
    return (
        f"Considered: {counts.considered:,} options of {stamp.models:,} models, from {stamp.offers:,} dated offers; "
        f"{counts.allowed:,} are allowed, {counts.review:,} need a review, {counts.excluded:,} are out. "
        f"{report.rules_checked:,} rules were checked. Facts are as of {report.as_of}; the newest was read "
        f"{_days(stamp.age_days)}."
    )


def _days(age: int) -> str:
    return "that day" if age == 0 else f"{age:,} day{'' if age == 1 else 's'} before"


def command(report: Report) -> str:
    """The command that gives this result again, its output form left out; the day and the seed are always stated."""
    wanted = {**report.requirements, "as_of": report.as_of, "seed": report.seed}
    left = {*wanted["defaulted"]} - {"as_of", "seed"}
    words = ["advisor"]
    for option in OPTIONS:
        if option.key in wanted and option.key not in left and not _unset(wanted[option.key]):
            words += _flag(option.flag, wanted[option.key], repeat=option.repeat)
    return shlex.join(words)


def _flag(flag: str, value: Any, *, repeat: bool) -> list[str]:
    if isinstance(value, bool):
        return [flag]
    if isinstance(value, dict):
        return [flag, "FILE"]
    if repeat:
        return [word for entry in value for word in (flag, str(entry))]
    if isinstance(value, list):
        joined = {"--worth-range": "..", "--currency": "="}.get(flag, ",")
        return [flag, joined.join(map(_plain, value))]
    return [flag, _plain(value)]


def _plain(value: Any) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)
