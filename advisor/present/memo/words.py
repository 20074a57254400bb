"""Words shared by the sections of a memo: the reader's currency, names of rows, the inputs of a bill's line."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from advisor.explain_words import Money, money
from advisor.present.format import count, decimal, percent
from advisor.present.memo.parts import Line, Run
from advisor.report import CostLine, Report

_OPTION = re.compile(r"(?<!\S)[(]?([^\s@(]+@[^\s@]*[^\s@.,:;)])")
"""An option's id inside a sentence, without the punctuation around it."""

_BILLED = ("tokens_per_call", "usd_per_million", "share_of_calls", "price_valid_from", "price_read", "note")


def writer(report: Report) -> Money:
    """Writes USD amounts in the currency the reader asked for."""
    asked = report.requirements.get("currency")
    return money((str(asked[0]), float(asked[1])) if asked else None)


def prose(text: str, *sources: str) -> Line:
    """A sentence with the options it names set as ids, and what it rests on."""
    parts = []
    at = 0
    for found in _OPTION.finditer(text):
        parts += [Run(text[at : found.start(1)]), Run(found[1], code=True)]
        at = found.end(1)
    return (*parts, Run(text[at:], sources=sources))


def sentence(text: str) -> str:
    """With a capital and a stop."""
    return ended(text[:1].upper() + text[1:])


def ended(text: str) -> str:
    """With a stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def rows_named(ranks: Sequence[int]) -> str:
    """Ranks as people list them: `row 1`, `rows 1-4 and 7`."""
    spans: list[list[int]] = []
    for rank in sorted(set(ranks)):
        if spans and rank == spans[-1][1] + 1:
            spans[-1][1] = rank
        else:
            spans.append([rank, rank])
    parts = [str(low) if low == high else f"{low}–{high}" for low, high in spans]
    names = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"row{'' if len(set(ranks)) == 1 else 's'} {names}"


def known_only(sources: Iterable[str], report: Report) -> tuple[str, ...]:
    """Those of the ids that name a source."""
    return tuple(source for source in sources if source in report.sources)


def inputs_text(line: CostLine, write: Money) -> str:
    """What a line of the bill was computed from."""
    inputs = line.inputs
    parts = []
    if "tokens_per_call" in inputs and "usd_per_million" in inputs:
        tokens, price = count(inputs["tokens_per_call"]), write(inputs["usd_per_million"])
        parts.append(f"{tokens} tokens a call at {price} a million")
    if inputs.get("share_of_calls", 1) != 1:
        parts.append(f"for {percent(inputs['share_of_calls'])} of the calls")
    parts += [_named(key, value, write) for key, value in inputs.items() if key not in _BILLED and value is not None]
    return "; ".join([*parts, *_dates(inputs), *([str(inputs["note"])] if inputs.get("note") else [])])


def _dates(inputs: Mapping[str, Any]) -> list[str]:
    since, read = inputs.get("price_valid_from"), inputs.get("price_read")
    found = [f"in force since {since}"] if since else []
    return [f"price {', '.join([*found, *([f'read {read}'] if read else [])])}"] if since or read else []


def _named(key: str, value: object, write: Money) -> str:
    """An input by its name: `usd_per_node_hour` 4.4 is `$4.40 per node hour`."""
    words = key.replace("_", " ").replace("fte", "FTE")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"{words} {value}"
    before, dollars, unit = words.partition("usd per ")
    if dollars:
        return f"{before}{write(value)} per {unit.replace('1k', '1,000')}"
    if words.endswith(" usd"):
        return f"{words.removesuffix(' usd')} {write(value)}"
    return f"{words} {decimal(value) if value % 1 else count(value)}"
