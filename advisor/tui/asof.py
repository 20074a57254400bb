"""Walking the as-of date through the events of the catalog. Pure."""

from bisect import bisect_left, bisect_right

from advisor.catalog import Catalog
from advisor.tui.state import State

ISO_LENGTH = len("2026-01-01")


def moved(state: State, catalog: Catalog, places: int) -> State:
    """The as-of date of the next event (`places` 1) or the one before (-1), and what happened on it."""
    if state.report is None:
        return state
    now, dates = state.report.as_of, event_dates(catalog)
    at = bisect_right(dates, now) if places > 0 else bisect_left(dates, now) - 1
    if not 0 <= at < len(dates):
        return state._replace(note=f"no {'later' if places > 0 else 'earlier'} event in the catalog")
    date = dates[at]
    return state._replace(
        history=state.history.edit("as_of", date).settle(),
        base=state.report,
        note=f"as of {date}: {events_on(catalog, date)}",
    )


def event_dates(catalog: Catalog) -> tuple[str, ...]:
    """Days on which the catalog's facts change, ascending: releases, prices in force, prices read."""
    dates = {model.released for model in catalog.models.values()}
    dates |= {offer.valid_from or offer.read for offer in catalog.offers}
    return tuple(sorted(date for date in dates if date and len(date) == ISO_LENGTH))


def events_on(catalog: Catalog, date: str) -> str:
    """One line on what changed on a date: `gpt-5.6 released · 3 prices`."""
    released = [model.name for model in catalog.models.values() if model.released == date]
    prices = sum(1 for offer in catalog.offers if date == (offer.valid_from or offer.read))
    more = " …" if len(released) > 3 else ""
    parts = [f"{', '.join(released[:3])}{more} released"] if released else []
    return " · ".join([*parts, *([f"{prices} prices"] if prices else [])])
