"""The one-line bars around a screen: the header above, the keys below. Both read what they show from elsewhere."""

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from advisor.tui.views.runs import BLANK, Line
from advisor.tui.widgets.paint import content

KEY_NAMES = {
    "question_mark": "?", "slash": "/", "left_square_bracket": "[", "right_square_bracket": "]", "ctrl+s": "^s",
    "left": "←", "right": "→", "up": "↑", "down": "↓", "shift+left": "⇧←", "shift+right": "⇧→", "enter": "↵",
    "ctrl+o": "^o", "ctrl+e": "^e", "ctrl+p": "^p", "ctrl+n": "^n", "ctrl+b": "^b", "ctrl+up": "^↑", "ctrl+down": "^↓",
    "escape": "esc", "shift+tab": "⇧tab", "delete": "del",
}  # fmt: skip
ARROWS = frozenset({"left", "right", "up", "down", "enter"})


class HeaderBar(Widget):
    """The case at hand on the left; on the right the dates, in the longest form that leaves the case its room."""

    def __init__(self) -> None:
        super().__init__(id="header")
        self._left: Line = BLANK
        self._rights: tuple[Line, ...] = ()

    def show(self, left: Line, rights: tuple[Line, ...]) -> None:
        if (left, rights) != (self._left, self._rights):
            self._left, self._rights = left, rights
            self.refresh()

    def render(self) -> Content:
        width = self.size.width
        left = Content.assemble((" advisor  ", "bold $text-primary"), content(self._left))
        rights = [content(right) for right in self._rights] or [Content("")]
        right = next((one for one in rights if left.cell_length + one.cell_length + 2 <= width), rights[-1])
        room = max(0, width - right.cell_length - 2)
        return Content.assemble(left.truncate(room, ellipsis=True, pad=True), " ", right)


class KeyBar(Widget):
    """The keys that act here and now, from the bindings themselves; a click presses the key. The screen that is open
    is not offered again."""

    ALWAYS: ClassVar[tuple[str, ...]] = ("escape", "question_mark", "q")

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._spots: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def _listed(self) -> list[tuple[str, str, bool]]:
        """(key, word, enabled) in the order of the bindings; letters are left out while they would be typed."""
        typing, here = isinstance(self.screen.focused, Input), f"visit('{self.app.current_mode}')"
        listed: dict[str, tuple[str, str, bool]] = {}
        for key, entry in self.screen.active_bindings.items():
            would_be_typed = typing and len(KEY_NAMES.get(key, key)) == 1 and key not in ARROWS
            if entry.binding.show and entry.binding.description and not would_be_typed and entry.binding.action != here:
                listed.setdefault(entry.binding.action, (key, entry.binding.description, entry.enabled))
        return list(listed.values())

    def render(self) -> Content:
        listed = self._listed()
        kept = sorted((e for e in listed if e[0] in self.ALWAYS), key=lambda entry: self.ALWAYS.index(entry[0]))
        room = self.size.width - 1 - sum(map(_length, kept))
        shown: list[tuple[str, str, bool]] = []
        for entry in listed:
            if entry not in kept and _length(entry) <= room:
                shown.append(entry)
                room -= _length(entry)
        return self._painted([*shown, *kept])

    def _painted(self, entries: list[tuple[str, str, bool]]) -> Content:
        pieces, self._spots, x = [Content(" ")], [], 1
        for key, word, enabled in entries:
            pieces.append(
                Content.assemble(
                    (KEY_NAMES.get(key, key), "bold $text-accent" if enabled else "$dim"),
                    (f" {word}  ", "" if enabled else "$dim"),
                )
            )
            self._spots.append((x, x + _length((key, word, enabled)), key))
            x += _length((key, word, enabled))
        return Content("").join(pieces)

    def on_click(self, event: events.Click) -> None:
        key = next((key for start, end, key in self._spots if start <= event.x < end), None)
        if key is not None:
            self.app.simulate_key(key)


def _length(entry: tuple[str, str, bool]) -> int:
    return len(KEY_NAMES.get(entry[0], entry[0])) + len(entry[1]) + 3
