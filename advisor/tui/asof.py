"""Walking the as-of date through the events of the catalog. Pure."""

from bisect import bisect_left, bisect_right

from advisor.catalog import Catalog
from advisor.tui.engine import event_dates, events_on
from advisor.tui.state import State


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
        note=f"as of {date}: {events_on(catalog, date) or 'no change'}",
    )
