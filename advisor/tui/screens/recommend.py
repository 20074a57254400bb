"""Recommend: the requirements, the ranked options and why the one under the cursor stands where it stands."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from advisor.tui import slider as scale
from advisor.tui.messages import HeadingChosen, OptionMarked, OptionSelected, RowChosen, RowHighlighted
from advisor.tui.screens.base import AdvisorScreen
from advisor.tui.state import State
from advisor.tui.views import options, summary, why
from advisor.tui.views.runs import Line, none_holds
from advisor.tui.widgets import paint
from advisor.tui.widgets.filter import FilterInput
from advisor.tui.widgets.form import Form
from advisor.tui.widgets.grid import Grid
from advisor.tui.widgets.slider import Slider
from advisor.tui.widgets.text import Text

PANES = ("form", "options", "why")
TITLES = {"form": "Requirements", "options": "Options", "why": "Why"}


class RecommendScreen(AdvisorScreen):
    """The screen one works on."""

    HELP_TITLE = "Which option is best, and how sure that is"
    STATUS_LINES = 2

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "why", id="option.open", tooltip="why the option stands where it stands"),
        Binding("shift+tab", "pane(-1)", "pane before", show=False, id="pane.before", tooltip="the pane before"),
        Binding("space", "mark", "mark", id="option.mark", tooltip="mark the option for Compare (2 to 6)"),
        Binding("tab", "pane(1)", "pane", id="pane.next", tooltip="the next pane"),
        Binding("slash", "filter", "filter", id="options.filter", tooltip="show only options that hold these words"),
        Binding("o", "sort", "sort", id="options.sort", tooltip="order the list by the next column"),
        Binding("g", "what_if", "what if", id="field.what-if", tooltip="slide the field under the cursor"),
        Binding("f", "focus_form", "fields", id="form.focus", tooltip="go to the requirements"),
        Binding("escape", "back", "back", show=False, id="back", tooltip="back to the list; clears the filter"),
    ]

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._known = known
        self._order = next(iter(options.ORDERS))
        self._words = ""
        self._pane = "options"
        self._shown: object = None

    def body(self) -> Iterable[Widget]:
        yield Static(id="tabs", markup=False)
        with Horizontal(id="panes"):
            yield Form(self._known)
            with Vertical(id="right"):
                yield Grid("options", classes="pane -always")
                yield Text("empty", "pane")
                yield FilterInput(id="filter", placeholder="words in model, provider, route or verdict", compact=True)
                with VerticalScroll(id="why", classes="pane", can_focus=True):
                    yield Text("why-text")
        yield Slider()

    def status(self, state: State) -> Line:
        return summary.status(state)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#form").border_title = TITLES["form"]
        self.query_one("#tabs", Static).update(self._tabs())
        self.query_one("#options").focus()

    def show(self, state: State) -> None:
        self._show_options(state)
        self.query_one(Form).show(state)
        self._show_why(state)
        self.query_one(Slider).show(state)
        self.set_class(state.report is None or not state.report.options, "-empty")
        self.query_one("#empty", Text).put(summary.empty(state))

    def _show_options(self, state: State) -> None:
        grid = self.query_one("#options", Grid)
        width = max(0, grid.size.width)
        facts = (state.report, state.moves, state.marks, self._order, self._words, width)
        if facts == self._shown:
            return
        self._shown = facts
        told = summary.counts(state.report) if width > 80 else summary.short_counts(state.report)
        words = f"filter: {self._words} · " if self._words else ""
        paint.entitle(grid, told, f"{words}sort: {self._order}")
        rows = options.rows(state, width, self._order, self._words)
        stays = grid.key in rows.keys
        grid.show(
            options.columns(width), rows, key=None if stays else state.selected, ordered=self._order,
            nothing=none_holds(self._words),
        )  # fmt: skip

    def on_screen_resume(self) -> None:
        """Another screen may have chosen another option; while this one is open the cursor leads."""
        super().on_screen_resume()
        if self._state is not None and self._state.selected:
            self.query_one("#options", Grid).move_to(self._state.selected)

    def _show_why(self, state: State) -> None:
        pane = self.query_one("#why")
        paint.entitle(pane, why.heading(state))
        self.query_one("#why-text", Text).put(why.pane(state, pane.size.width - 2, pane.size.height), pane.size.height)

    def _tabs(self) -> Content:
        return Content.assemble(*((f" {TITLES[name]} ", "reverse" if name == self._pane else "$dim") for name in PANES))

    def action_pane(self, step: int) -> None:
        """The next pane: focused, and in a narrow terminal the one that is shown."""
        self.show_pane(PANES[(PANES.index(self._pane) + step) % len(PANES)])

    def show_pane(self, name: str) -> None:
        self._pane = name
        for other in PANES:
            self.set_class(other == name, f"-pane-{other}")
        self.query_one("#tabs", Static).update(self._tabs())
        self.query_one("#fields" if name == "form" else f"#{name}").focus()
        if self._state is not None:
            self.call_after_refresh(self._paint, self._state)

    def action_focus_form(self) -> None:
        self.show_pane("form")

    def action_back(self) -> None:
        self.app.clear_notifications()
        self.query_one(Slider).close()
        if self._pane == "options" and self._words:
            self._filter("")
        self.show_pane("options")

    def action_mark(self) -> None:
        if key := self.query_one("#options", Grid).key:
            self.post_message(OptionMarked(key))
            self.query_one("#options", Grid).action_move(1)

    def action_sort(self) -> None:
        orders = tuple(options.ORDERS)
        self._sort(orders[(orders.index(self._order) + 1) % len(orders)])

    def action_filter(self) -> None:
        self.show_pane("options")
        field = self.query_one("#filter", FilterInput)
        field.display = True
        field.focus()

    def action_close_filter(self, keep: bool) -> None:
        field = self.query_one("#filter", FilterInput)
        if not keep:
            field.value = ""
        field.display = bool(field.value)
        self.show_pane("options")

    def action_what_if(self) -> None:
        form = self.query_one(Form)
        key = form.key if self._pane == "form" and scale.slides(form.key) else scale.FIRST
        if self._state is not None:
            self.query_one(Slider).open(key, self._state)

    def action_leave_field(self, keep: bool) -> None:
        self.query_one(Form).close(keep)

    @on(Input.Changed, "#filter")
    def filter_options(self, event: Input.Changed) -> None:
        self._filter(event.value)

    @on(HeadingChosen)
    def sort_by_heading(self, event: HeadingChosen) -> None:
        self._sort(event.sort)

    @on(RowHighlighted)
    def select_option(self, event: RowHighlighted) -> None:
        if event.grid == "options" and event.key:
            self.post_message(OptionSelected(event.key))

    @on(RowChosen)
    async def open_option(self, event: RowChosen) -> None:
        if event.grid == "options":
            await self.action_open()

    async def action_open(self) -> None:
        if key := self.query_one("#options", Grid).key:
            self.post_message(OptionSelected(key))
            await self.run_action("app.visit('why')")

    def _filter(self, words: str) -> None:
        self._words = words
        if not words:
            self.query_one("#filter", FilterInput).display = self.query_one("#filter").has_focus
        self._again()

    def _sort(self, order: str) -> None:
        self._order = order
        self._again()

    def _again(self) -> None:
        if self._state is not None:
            self._show_options(self._state)
