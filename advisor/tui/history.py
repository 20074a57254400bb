"""Undo and redo of requirements: frozen values only, no widget and no file.

While one field is being edited, each change replaces the last, so that an edit is undone in one step.
"""

from collections.abc import Mapping
from typing import NamedTuple

Given = Mapping[str, object]
"""Requirement key -> what the user gave, as text or as read from a file; absent keys take their defaults."""


class History(NamedTuple):
    present: Given
    past: tuple[Given, ...] = ()
    future: tuple[Given, ...] = ()
    editing: str | None = None
    """Key of the field whose changes belong together, or None."""

    def edit(self, key: str, value: object | None) -> "History":
        """With one key changed (None takes the default again)."""
        changed = {name: old for name, old in self.present.items() if name != key}
        if value is not None:
            changed[key] = value
        if self.editing == key:
            return self._replace(present=changed, future=())
        return self.replace(changed)._replace(editing=key)

    def replace(self, given: Given) -> "History":
        """With all requirements exchanged, as one step."""
        if dict(given) == dict(self.present):
            return self
        return History(given, (*self.past, self.present))

    def settle(self) -> "History":
        """The edit under way is finished: the next change is a step of its own."""
        return self._replace(editing=None)

    def revert(self) -> "History":
        """The edit under way never happened."""
        if self.editing is None or not self.past:
            return self.settle()
        return History(self.past[-1], self.past[:-1], self.future)

    def undo(self) -> "History":
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redo(self) -> "History":
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])
