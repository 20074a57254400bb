"""What each step does to the state: pure functions from State to State. The app calls them; nothing else changes it."""

from advisor.report import Report
from advisor.tui import fields, movement
from advisor.tui.history import Given, History
from advisor.tui.state import MARKS_MOST, State, model_of

NOTHING = History({})
"""Before the first requirements are known."""


def typed(state: State, key: str, text: str) -> State:
    """The text of one field: an error beside it, or a changed requirement (the ranking follows)."""
    errors = {name: error for name, error in state.errors.items() if name != key}
    if wrong := fields.problem(key, text):
        return state._replace(errors={**errors, key: wrong})
    base = state.base if state.history.editing == key else state.report
    return state._replace(history=state.history.edit(key, text.strip() or None), base=base, errors=errors, note="")


def settled(state: State) -> State:
    """The edit is kept; texts that were wrong are dropped with their errors."""
    return state._replace(history=state.history.settle(), errors={})


def reverted(state: State) -> State:
    """The edit under way never happened, and so nothing moved."""
    return state._replace(history=state.history.revert(), errors={})


def replaced(state: State, given: Given) -> State:
    return state._replace(history=state.history.settle().replace(given), base=state.report, errors={})


def undone(state: State) -> State:
    return state._replace(history=state.history.undo(), base=state.report, errors={}, note="undone")


def redone(state: State) -> State:
    return state._replace(history=state.history.redo(), base=state.report, errors={}, note="done again")


def marked(state: State, option: str) -> State:
    """Marks or unmarks; a mark beyond the most that can be compared replaces the oldest."""
    left = tuple(mark for mark in state.marks if mark != option)
    if len(left) < len(state.marks):
        return state._replace(marks=left)
    return state._replace(marks=(*left, option)[-MARKS_MOST:])


def ranked(state: State, report: Report) -> State:
    """A new ranking: moves against the old one; marks and the cursor stay with their options, else their models."""
    return state._replace(
        report=report,
        moves=movement.moves(state.base, report),
        gone=movement.gone(state.base, report),
        marks=_still_marked(state, report),
        selected=_still(state, report),
        trouble="",
        busy=False,
    )


def remeasured(state: State, note: str) -> State:
    """Own results came in or went: the next ranking's moves are against the present one."""
    return state._replace(base=state.report, note=note)


def failed(state: State, message: str) -> State:
    """No new ranking: the last good one stays."""
    return state._replace(trouble=message, busy=False)


def started(given: Given) -> State:
    return State(History(given))


def _still_marked(state: State, report: Report) -> tuple[str, ...]:
    """A mark goes over to the option that its model is now listed with; one that is not listed waits to come back."""
    listed = {option.id for option in report.options}
    now = {} if report.requirements.get("all_routes") else {option.model: option.id for option in report.options}
    kept = (mark if mark in listed else now.get(model_of(mark), mark) for mark in state.marks)
    return tuple(dict.fromkeys(kept))


def _still(state: State, report: Report) -> str | None:
    """The option under the cursor, the same model's option when its id is gone, else the first."""
    ids = [option.id for option in report.options]
    if state.selected in ids:
        return state.selected
    old = state.option(state.selected)
    same = next((option.id for option in report.options if old and option.model == old.model), None)
    return same or (ids[0] if ids else None)
