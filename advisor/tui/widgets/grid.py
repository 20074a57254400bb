"""A list of rows under fixed headings, with a row cursor: every table of the session.

It paints only the lines in view, so 5,000 rows cost what 20 do. Rows are values with keys; the cursor stays on its
key when the rows are exchanged. It sorts and filters nothing.
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from advisor.present.text import clean
from advisor.tui.messages import HeadingChosen, RowChosen, RowHighlighted
from advisor.tui.views.runs import Column, Line, Row, Run, keys_of

GAP = 1


class Grid(ScrollView, can_focus=True, inherit_bindings=False):
    """Post-only: RowHighlighted, RowChosen, HeadingChosen. It takes no key that it does nothing with."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--heading", "grid--sorted", "grid--cursor", "grid--band", "grid--column", "grid--dim", "grid--strong",
        "grid--accent", "grid--good", "grid--warn", "grid--bad", "grid--bar", "grid--mark",
    }  # fmt: skip

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False),
        Binding("down", "move(1)", "down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("home", "end(-1)", "first", show=False),
        Binding("end", "end(1)", "last", show=False),
        Binding("ctrl+up", "part(-1)", "part before", show=False, id="part.before", tooltip="the part before"),
        Binding("ctrl+down", "part(1)", "next part", show=False, id="part.next", tooltip="the next part of the list"),
    ]

    def __init__(self, grid_id: str, classes: str = "") -> None:
        super().__init__(id=grid_id, classes=classes)
        self._columns: tuple[Column, ...] = ()
        self._rows: Sequence[Row] = ()
        self._keys: tuple[str, ...] = ()
        self._sorted = ""
        self._lit: int | None = None
        self._nothing: Line = ()
        self._at = 0
        self._top = 0
        self._ground = Style.null()
        self._rooms: list[int] = []

    @property
    def key(self) -> str:
        """Key of the row under the cursor; "" when there is none."""
        return self._keys[self._at] if self._at < len(self._keys) else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the rows that can be selected, in order."""
        return tuple(key for key in self._keys if key)

    def show(
        self,
        columns: tuple[Column, ...],
        rows: Sequence[Row],
        *,
        key: str | None = None,
        ordered: str = "",
        lit: int | None = None,
        nothing: Line = (),
    ) -> None:
        """Exchanges everything; the cursor goes to `key`, else stays on its own key, else on its place.

        `ordered` is the sort key whose heading is marked, `lit` the index of a column to stand out, `nothing` what
        stands there without rows.
        """
        wanted, before = self.key if key is None else key, (self._rows, self._at)
        shape = (columns, ordered, lit, nothing, len(rows))
        stays = shape == (self._columns, self._sorted, self._lit, self._nothing, len(self._rows))
        self._columns, self._rows, self._sorted, self._lit, self._nothing = columns, rows, ordered, lit, nothing
        self._keys = keys_of(rows)
        self._top = 1 if any(column.label for column in columns) else 0
        places = {row: at for at, row in enumerate(self._keys) if row}
        self._at = places.get(wanted, self._nearest(min(self._at, len(rows) - 1), 1))
        self.virtual_size = Size(0, len(rows) + self._top)
        self._follow()
        if stays:
            self._repaint(*before)
        else:
            self.refresh()

    def _repaint(self, rows: Sequence[Row], at: int) -> None:
        """Paints the lines in view that differ from what was shown before."""
        moved, top = {at, self._at} if at != self._at else set(), self.scroll_offset.y
        for place in range(top, min(top + self.size.height, len(rows))):
            if place in moved or rows[place] != self._rows[place]:
                self._paint(place)

    def _paint(self, place: int) -> None:
        self.refresh(Region(0, place + self._top - self.scroll_offset.y, self.size.width, 1))

    def move_to(self, key: str) -> None:
        """Puts the cursor on a key, if it is there."""
        if key in self._keys:
            self._put(self._keys.index(key))

    def action_move(self, step: int) -> None:
        self._put(self._nearest(self._at + step, step))

    def action_page(self, step: int) -> None:
        self._put(self._nearest(self._at + step * max(1, self.size.height - self._top - 1), step))

    def action_end(self, step: int) -> None:
        self._put(self._nearest(0 if step < 0 else len(self._rows) - 1, -step))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a list with parts has keys for them."""
        return action != "part" or "" in self._keys

    def action_part(self, step: int) -> None:
        """To the first row after the next heading, or the one before."""
        starts = [0, *(at + 1 for at, key in enumerate(self._keys) if not key)]
        places = [self._nearest(at, 1) for at in starts if at < len(self._rows)]
        beyond = [at for at in places if (at > self._at if step > 0 else at < self._at)]
        if beyond:
            self._put(min(beyond) if step > 0 else max(beyond))
            self.scroll_to(y=max(0, self._at - 1), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y < self._top:
            self._choose_heading(offset.x)
            return
        place = offset.y - self._top + self.scroll_offset.y
        if place < len(self._keys) and self._keys[place]:
            again = place == self._at
            self._put(place)
            if again:
                self.post_message(RowChosen(self.id or "", self.key))

    def _choose_heading(self, x: int) -> None:
        for column, width in zip(self._columns, self._widths(), strict=True):
            if x < width + GAP:
                if column.sort:
                    self.post_message(HeadingChosen(self.id or "", column.sort))
                return
            x -= width + GAP

    def _nearest(self, place: int, step: int) -> int:
        """The selectable row at or after `place` in the direction of `step`, else the other way."""
        last = len(self._rows) - 1
        place = max(0, min(last, place))
        for direction in (1 if step > 0 else -1, -1 if step > 0 else 1):
            at = place
            while 0 <= at <= last:
                if self._keys[at]:
                    return at
                at += direction
        return 0

    def _put(self, place: int) -> None:
        if place == self._at or not self._rows:
            return
        before, self._at = self._at, place
        self._follow()
        self._paint(before)
        self._paint(place)
        self.post_message(RowHighlighted(self.id or "", self.key))

    def _follow(self) -> None:
        """Scrolls so that the cursor is in view."""
        top, room = self.scroll_offset.y, self.size.height - self._top
        if room <= 0:
            return
        if self._at < top:
            self.scroll_to(y=0 if self._at <= 1 else self._at, animate=False, force=True)
        elif self._at >= top + room:
            self.scroll_to(y=self._at - room + 1, animate=False, force=True)

    def on_resize(self) -> None:
        self._follow()

    def _widths(self) -> list[int]:
        """Cells of each column; what is left is shared by the flexible ones, the odd cells go to the first."""
        flexible = [at for at, column in enumerate(self._columns) if not column.width]
        fixed = sum(column.width for column in self._columns) + GAP * len(self._columns)
        share, rest = divmod(max(0, self.size.width - fixed), max(1, len(flexible)))
        widths = [column.width or share for column in self._columns]
        if flexible:
            widths[flexible[0]] += rest
        return widths

    def render_lines(self, crop: Region) -> list[Strip]:
        """What all lines share is worked out once for all of them."""
        self._ground, self._rooms = self.rich_style, self._widths()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y < self._top:
            return self._heading(width)
        place = y - self._top + self.scroll_offset.y
        if place >= len(self._rows):
            told = self._nothing if place == 0 else ()
            return Strip(self._cell(told, width, self._ground, right=False)).adjust_cell_length(width, self._ground)
        row = self._rows[place]
        base = self._base(place, row)
        segments: list[Segment] = []
        if len(row.cells) == 1:
            segments += self._cell(row.cells[0], width, base, right=False)
        else:
            for at, (column, room, cell) in enumerate(zip(self._columns, self._rooms, row.cells, strict=False)):
                style = base + self._tone("column") if at == self._lit and place != self._at else base
                segments += [*self._cell(cell, room, style, right=column.right), Segment(" " * GAP, style)]
        return Strip(segments).adjust_cell_length(width, base).crop(0, width)

    def _base(self, place: int, row: Row) -> Style:
        if place == self._at and row.key and (self.has_focus or self.has_class("-always")):
            return self._ground + self._tone("cursor")
        return self._ground + self._tone("band") if row.band else self._ground

    def _heading(self, width: int) -> Strip:
        base = self._ground + self._tone("heading")
        segments: list[Segment] = []
        for column, room in zip(self._columns, self._rooms, strict=True):
            marked = bool(column.sort) and column.sort == self._sorted
            label = clean(column.label)
            text = f"{label}▾" if marked and cell_len(label) < room else label
            style = base + self._tone("sorted") if marked else base
            segments += [*self._cell((Run(text),), room, style, right=column.right), Segment(" " * GAP, base)]
        return Strip(segments).adjust_cell_length(width, base).crop(0, width)

    def _cell(self, cell: Line, room: int, base: Style, *, right: bool) -> list[Segment]:
        used = sum(cell_len(piece.text) for piece in cell)
        pad = Segment(" " * max(0, room - used), base)
        segments = [Segment(piece.text, base + self._tone(piece.tone) if piece.tone else base) for piece in cell]
        if used > room > 0:
            cut = list(Strip(segments).crop(0, room - 1))
            short = room - 1 - sum(segment.cell_length for segment in cut)
            return [*cut, Segment("…" + " " * short, base)]
        return [pad, *segments] if right else [*segments, pad]

    def _tone(self, name: str) -> Style:
        return self.get_component_rich_style(f"grid--{name}", partial=True)
