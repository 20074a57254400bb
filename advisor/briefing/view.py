"""The catalog as it could be known on a date: every read of the briefing goes through here, so no later fact shows.

Models count from their release, prices from the day they were in force, scores from their publication, facts of the
briefing from the day they state. Rows that the checked article itself is the source of are never returned.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from advisor.catalog import Accelerator, Catalog, Model, Offer
from advisor.errors import bad_input
from advisor.evidence.table import known_by
from advisor.known import models_known, offers_known

Row = Mapping[str, Any]


class View:
    """Facts known on `as_of` (ISO day); bad-input before the first dated fact."""

    def __init__(self, catalog: Catalog, as_of: str) -> None:
        self.catalog = catalog
        self.as_of = as_of
        first = first_fact(catalog)
        if as_of < first:
            raise bad_input(f"--as-of {as_of} is before the first dated fact, {first}", f"give a day from {first} on")

    @cached_property
    def models(self) -> dict[str, Model]:
        return models_known(self.catalog, self.as_of)

    @cached_property
    def offers(self) -> list[Offer]:
        """List prices in force: no volatile, suspect or retired ones."""
        return [
            offer
            for offer in offers_known(self.catalog, self.as_of)
            if offer.volatile is None and offer.suspect is None and offer.status == "active"
        ]

    @cached_property
    def prices(self) -> list[Row]:
        """Dated list prices of the history that had come into force, oldest first, makers' own dates last of a day."""
        rows = [row for row in self.catalog.cold("history").get("prices", ()) if row.get("date")]
        known = [row for row in rows if known_by(str(row["date"]), self.as_of)]
        return sorted(known, key=lambda row: (row["date"], row["kind"].startswith("effective")))

    @cached_property
    def _files(self) -> tuple[Row, ...]:
        return tuple(self.catalog.cold("briefing").values())

    @cached_property
    def article(self) -> Row:
        """Title, date and source ids of what is checked."""
        return next((file["article"] for file in self._files if "article" in file), {"sources": [], "date": None})

    @cached_property
    def settings(self) -> Row:
        """What trends and leaders follow."""
        return next(file["trends"] for file in self._files if "trends" in file)

    @cached_property
    def claims(self) -> dict[str, Row]:
        """Claim id -> claim, in the order of their numbers."""
        claims = {key: claim for file in self._files for key, claim in file.get("claim", {}).items()}
        return dict(sorted(claims.items(), key=lambda item: (item[1]["number"], item[0])))

    def fact(self, fact_id: str) -> Row | None:
        """A fact of briefing/facts.toml; None when it is not there or was not known yet."""
        for file in self._files:
            found: Row | None = file.get("fact", {}).get(fact_id)
            if found is not None:
                return found if found["known"] <= self.as_of else None
        return None

    def scores(self, benchmark: str) -> list[Row]:
        """Published scores of one benchmark, but for the article's own."""
        rows = self.catalog.cold("benchmarks").get(benchmark, {}).get("scores", ())
        own = set(self.article["sources"])
        return [row for row in rows if known_by(str(row["date"]), self.as_of) and row["source"] not in own]

    def accelerator(self, accelerator_id: str) -> Accelerator | None:
        found = self.catalog.accelerators.get(accelerator_id)
        return found if found and (found.released or "")[:4] <= self.as_of[:4] else None

    def prices_of(self, names: Sequence[str]) -> list[Row]:
        """Dated prices of a model under its publishers' names, oldest first."""
        return [row for row in self.prices if row["name"] in names or row.get("model") in names]

    def price_on(self, names: Sequence[str], day: str) -> Row | None:
        """The list price in force on a day; None when none is dated by then."""
        rows = [row for row in self.prices_of(names) if row["date"] <= day and not ended(row, day)]
        return rows[-1] if rows else None


def ended(row: Row, day: str) -> bool:
    """Whether a dated price no longer held on a day."""
    end = row.get("end_date") or row.get("end")
    return end is not None and end <= day


def first_fact(catalog: Catalog) -> str:
    """The earliest day of any release or list price."""
    released = [model.released for model in catalog.models.values() if model.released]
    priced = [str(row["date"]) for row in catalog.cold("history").get("prices", ()) if row.get("date")]
    return min([*released, *priced], default=catalog.as_of)
