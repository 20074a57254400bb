"""Catalog: browse the facts by kind, search them, open one with its sources."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from advisor.present import format as shown
from advisor.tui.engine import Engine
from advisor.tui.screens.listing import ListingScreen
from advisor.tui.state import State
from advisor.tui.views import facts
from advisor.tui.views.runs import Line, none_holds, run
from advisor.tui.widgets import paint
from advisor.tui.widgets.grid import Grid
from advisor.tui.widgets.paint import content

KINDS = tuple(facts.KINDS)


class CatalogScreen(ListingScreen):
    HELP_TITLE = "The facts behind every figure, with their sources; ◇ marks facts of your own overlays"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "kind(-1)", "kind before", show=False, id="catalog.before", tooltip="the kind before"),
        Binding("right", "kind(1)", "next kind", id="catalog.next", tooltip="models, offers, providers, …"),
    ]

    def __init__(self, engine: Engine) -> None:
        super().__init__(self._facts)
        self._catalog = engine.catalog
        self._kind = KINDS[0]

    def _things(self, kind: str) -> Mapping[str, Any]:
        return self._catalog.cold(kind)

    def show(self, state: State) -> None:
        grid = self.query_one("#list", Grid)
        width = max(40, grid.size.width)
        things = self._things(self._kind)
        rows = facts.rows(self._kind, things, self._catalog.overlaid, width, self.words)
        paint.entitle(grid, f"Catalog · {shown.count(len(rows))} of {shown.count(len(things))} {self._kind}")
        grid.show(facts.columns(self._kind, width), rows, nothing=none_holds(self.words))
        tabs = tuple(run(f" {kind} ", "accent" if kind == self._kind else "dim") for kind in KINDS)
        self.query_one("#lead", Static).update(content(tabs))
        self.show_detail(grid.key)

    def _facts(self, key: str) -> tuple[Line, ...]:
        found = self._things(self._kind).get(key)
        return facts.detail(key, found, self._things("sources")) if found is not None else ()

    def action_kind(self, step: int) -> None:
        self._kind = KINDS[(KINDS.index(self._kind) + step) % len(KINDS)]
        if self._state is not None:
            self.show(self._state)
