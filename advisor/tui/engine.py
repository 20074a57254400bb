"""What the session asks of the product: a Protocol, and the one implementation that calls the pipeline.

The app depends only on `Engine`, so tests drive it with reports of their own making. The pipeline's modules are
imported on first use.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from advisor.catalog import Catalog
from advisor.report import Report
from advisor.tui.history import Given

SHOWN_ROWS = 40
"""Options a report of the session holds unless `top` is given."""


class Engine(Protocol):
    @property
    def catalog(self) -> Catalog: ...

    def report(self, given: Given) -> Report:
        """The recommendation; AdvisorError when the requirements contradict each other."""
        ...


class LiveEngine:
    """The shipped catalog with overlays behind the `Engine` protocol."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @property
    def catalog(self) -> Catalog:
        return self._catalog

    def report(self, given: Given) -> Report:
        from advisor.recommend import recommend
        from advisor.requirements import resolve
        from advisor.session import today, with_files

        filled = {"top": SHOWN_ROWS, **with_files(given)}
        return recommend(self._catalog, resolve(filled, self._catalog, today()))


def open_engine(overlays: Sequence[str]) -> LiveEngine:
    """Opens the catalog with its overlays; AdvisorError names the file and line that is wrong."""
    from advisor.session import load_catalog

    return LiveEngine(load_catalog(overlays))


def known_words(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Requirement key -> words that the catalog defines for it."""
    return {"workload": tuple(catalog.workloads), "preset": tuple(sorted(catalog.rules.get("presets", {})))}


def event_dates(catalog: Catalog) -> tuple[str, ...]:
    """Dates on which the catalog's facts change, ascending: releases, prices in force, prices read."""
    dates = {model.released for model in catalog.models.values()}
    dates |= {offer.valid_from for offer in catalog.offers} | {offer.read for offer in catalog.offers}
    return tuple(sorted(date for date in dates if date and len(date) == len("2026-01-01")))


def events_on(catalog: Catalog, date: str) -> str:
    """One line on what changed on a date: `gpt-5.6 released · 3 prices`."""
    released = [model.name for model in catalog.models.values() if model.released == date]
    prices = sum(1 for offer in catalog.offers if date in (offer.valid_from, offer.read))
    parts = [f"{', '.join(released[:3])}{' …' if len(released) > 3 else ''} released"] if released else []
    return " · ".join([*parts, *([f"{prices} prices"] if prices else [])])
