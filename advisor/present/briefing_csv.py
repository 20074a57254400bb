"""The briefing as CSV: one claim or point a row, empty where something is not known."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from advisor.briefing.claims import ClaimsDocument
from advisor.briefing.trends import TrendsDocument
from advisor.present.briefing import said_and_found
from advisor.present.csv import cell

CLAIMS = ("id", "verdict", "text", "said", "found", "condition", "missing", "sources")
TRENDS = ("trend", "series", "date", "model", "value", "unit", "source")


def claims_csv(document: ClaimsDocument) -> str:
    rows = []
    for claim in document.claims:
        said, found = said_and_found(claim)
        missing, sources = "; ".join(claim.missing), " ".join(claim.sources)
        rows.append((claim.id, claim.verdict, claim.text, said, found, claim.condition, missing, sources))
    return table(CLAIMS, rows)


def trends_csv(document: TrendsDocument) -> str:
    """Every point of every trend in one long table."""
    rows: list[tuple[object, ...]] = []
    for model in document.activation:
        source = " ".join(model.sources)
        for series, value, unit in (
            ("total", model.total_b, "billion parameters"),
            ("active", model.active_b, "billion parameters"),
            ("ratio", model.ratio, "share"),
            ("memory at 4 bits", model.gb_at_4_bits, "GB"),
        ):
            rows.append(("activation", series, model.date, model.model, value, unit, source))
    for price in document.fixed_capability:
        usd = (price.usd_per_1m, "USD per 1M tokens, 3:1", price.source)
        rows.append(("fixed capability", price.level, price.date, price.model, *usd))
    for spread in document.spread:
        for series, name, value in (
            ("lowest", spread.lowest_model, spread.lowest),
            ("median", None, spread.median),
            ("highest", spread.highest_model, spread.highest),
        ):
            rows.append(("spread", series, spread.date, name, value, "USD per 1M output tokens", None))
    for own in document.own_prices:
        for series, day, value in (("first", own.first_date, own.first), ("newest", own.last_date, own.last)):
            rows.append(("own price", series, day, own.model, value, "USD per 1M tokens, 3:1", None))
    return table(TRENDS, rows)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """RFC 4180 text with \\n line ends and a header."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return out.getvalue()
