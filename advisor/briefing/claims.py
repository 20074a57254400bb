"""The claims of the article with verdicts computed from the catalog as known on a date. No verdict is written down."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from advisor.briefing.checks import check_of
from advisor.briefing.finding import Finding, verdict_of
from advisor.briefing.view import Row, View
from advisor.catalog import Catalog


class Claim(NamedTuple):
    """Field names are the keys of the JSON contract; `compares`, `date` and `missing` come on top of it."""

    id: str
    text: str
    verdict: str
    """"holds", "partly", "does-not-hold" or "open"."""
    said: Mapping[str, Any]
    found: Mapping[str, Any]
    """Figures found under the names said, then those shown beside; None = not known."""
    condition: str
    """When it would hold, with the figures found."""
    sources: tuple[str, ...]
    compares: str
    date: str
    """Day it was made."""
    missing: tuple[str, ...]
    """Facts that are not known and would be needed."""


class ClaimsDocument(NamedTuple):
    as_of: str
    made: str | None
    """Day the article was written."""
    claims: tuple[Claim, ...]


def claims(catalog: Catalog, as_of: str) -> ClaimsDocument:
    """Every claim in the order of the article's study, from facts known on `as_of`; none before it was written.

    bad-input before the first dated fact.
    """
    view = View(catalog, as_of)
    made = view.article["date"]
    rows = view.claims if made is not None and made <= as_of else {}
    return ClaimsDocument(as_of, made, tuple(_claim(view, key, row) for key, row in rows.items()))


def _claim(view: View, key: str, row: Row) -> Claim:
    finding = check_of(key, row).run(view, row)
    found = {part.name: part.found for part in finding.parts} | dict(finding.beside)
    return Claim(
        id=key,
        text=row["text"],
        verdict=verdict_of(finding.parts),
        said=row["said"],
        found=found,
        condition=filled(row["condition"], found),
        sources=finding.sources,
        compares=row["compares"],
        date=view.article["date"],
        missing=_missing(finding),
    )


def _missing(finding: Finding) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.missing for part in finding.parts if part.missing))


def filled(sentences: Sequence[str], found: Mapping[str, Any]) -> str:
    """The sentences with `{name}` replaced by the figure of that name and `{name%}` by the share as per cent.

    A sentence that names a figure which is not known is left out, so that no later fact shows.
    """
    texts = {name: shown(value) for name, value in found.items() if value is not None}
    texts |= {f"{name}%": f"{value * 100:.3g} %" for name, value in found.items() if isinstance(value, int | float)}
    return " ".join(text for sentence in sentences if (text := _replaced(sentence, texts)) is not None)


def _replaced(sentence: str, texts: Mapping[str, str]) -> str | None:
    parts = []
    for index, piece in enumerate(sentence.replace("}", "{").split("{")):
        if index % 2 and piece not in texts:
            return None
        parts.append(texts[piece] if index % 2 else piece)
    return "".join(parts)


def shown(value: Any) -> str:
    """A known figure as text: lists joined, numbers without trailing zeros."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(shown, value))
    return f"{value:,.6g}" if isinstance(value, int | float) else str(value)
