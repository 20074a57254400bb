"""The app: answers every message with a new state.

It knows no widget of any screen. What a step does is in `transitions`; what a screen shows is in `views`.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePath
from typing import ClassVar

from textual import on
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from advisor.errors import AdvisorError
from advisor.present.text import clean
from advisor.tui import asof, commands, dialogs, exports, files, messages, signals, transitions
from advisor.tui.engine import Engine, known_words
from advisor.tui.history import Given
from advisor.tui.ranking import WARM_AFTER, RankingApp
from advisor.tui.screens.modes import HOME, modes
from advisor.tui.state import MARKS_LEAST, State

WIDTHS = [(0, "-w-tiny"), (44, "-w-narrow"), (100, "-w-wide"), (160, "-w-huge")]
HEIGHTS = [(0, "-h-tiny"), (12, "-h-short"), (32, "-h-tall")]

TOUR = (
    "n asks seven questions · f edits what you need",
    "enter tells why · c compares what space marked",
    "g slides a value: see where the answer flips",
    "u undoes · [ and ] move the day",
    "? lists every key · esc takes this away",
)
TOUR_SECONDS = 25

STYLES: list[str | PurePath] = ["screens/base.tcss", "screens/recommend.tcss"]
"""Of the first screen; the others bring their own when they are first visited."""


class AdvisorApp(RankingApp):
    """One session over one catalog."""

    TITLE = "advisor"
    CSS_PATH = STYLES
    ENABLE_COMMAND_PALETTE = True
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [*commands.VISITS, *commands.ACTIONS]

    def __init__(self, engine: Engine, given: Given, *, folder: Path | None = None, trouble: str = "") -> None:
        """`folder` keeps the session (None = it is not kept); `trouble` is shown first (a broken overlay)."""
        self._given = given
        self._folder = folder
        self._trouble = trouble
        self._saved: Given = given
        super().__init__(engine)
        self._modes.update(modes(engine, known_words(engine.catalog)))

    async def on_mount(self) -> None:
        self.set_reactive(AdvisorApp.state, transitions.started(self._given))
        self.rank()
        await self.switch_mode(HOME)
        if self._trouble:
            self.push_screen(dialogs.Problem(self._trouble))
        if self._folder is not None:
            self._attempt(partial(self._welcome, self._folder))
        self.set_timer(WARM_AFTER, self.warm)
        if not self.is_headless:
            signals.obey(self.leave)

    def _welcome(self, folder: Path) -> None:
        """The tour of a first session: beside the list, in nobody's way."""
        if files.first_time(folder):
            self.notify("\n".join(TOUR), title="New here?", timeout=TOUR_SECONDS, markup=False)

    def step(self, change: Callable[[State], State]) -> None:
        """Applies a transition, and ranks again when it changed the requirements."""
        before = self.state
        after = change(before)
        if after.given == before.given:
            self.state = after
            return
        self.set_reactive(AdvisorApp.state, after)
        self.rank()

    @on(messages.EvidenceChanged)
    def take_evidence(self, message: messages.EvidenceChanged) -> None:
        self.set_reactive(AdvisorApp.state, transitions.remeasured(self.state, message.note))
        self.rank()

    @on(messages.FieldChanged)
    def change_field(self, message: messages.FieldChanged) -> None:
        self.step(partial(transitions.typed, key=message.key, text=message.text))

    @on(messages.FieldSettled)
    def settle_field(self) -> None:
        self.step(transitions.settled)

    @on(messages.FieldReverted)
    def revert_field(self) -> None:
        self.step(transitions.reverted)

    @on(messages.RequirementsReplaced)
    def replace_requirements(self, message: messages.RequirementsReplaced) -> None:
        self.step(partial(transitions.replaced, given=message.given))

    @on(messages.OptionSelected)
    def select_option(self, message: messages.OptionSelected) -> None:
        self.state = self.state._replace(selected=message.option)

    @on(messages.OptionMarked)
    def mark_option(self, message: messages.OptionMarked) -> None:
        self.step(partial(transitions.marked, option=message.option))

    @on(messages.FoilChosen)
    def choose_foil(self, message: messages.FoilChosen) -> None:
        self.state = self.state._replace(foil=message.option)

    def _picture(self, place: Path) -> None:
        """Writes a picture of the screen once no dialog covers it."""
        self.call_after_refresh(self._write_picture, place)

    def _write_picture(self, place: Path) -> None:
        svg = exports.without_fonts(self.export_screenshot())
        self._attempt(partial(files.write_text, place, svg), f"wrote {place}")

    def _attempt(self, act: Callable[[], object], done: str = "") -> None:
        """Does what may fail for reasons a person can mend, and says which."""
        try:
            act()
        except AdvisorError as problem:
            self.notify(clean(f"{problem.message}: {problem.fix}"), severity="warning", markup=False)
        else:
            if done:
                self.notify(clean(done), markup=False)

    async def action_visit(self, mode: str) -> None:
        """Opens a screen, or goes back home from it."""
        self.clear_notifications()
        await self.switch_mode(HOME if mode == self.current_mode else mode)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Screens that there are not show no key; Compare is grey until there are two options."""
        if action != "visit":
            return True
        if parameters[0] not in self._modes:
            return False
        return None if parameters[0] == "compare" and len(self.state.compared()) < MARKS_LEAST else True

    def action_history(self, step: str) -> None:
        """`undone` or `redone`."""
        self.step(getattr(transitions, step))

    def action_as_of(self, places: int) -> None:
        self.step(partial(asof.moved, catalog=self._engine.catalog, places=places))

    def action_dialog(self, name: str) -> None:
        """Opens one of the dialogs by name."""
        self.clear_notifications()
        self.push_screen(dialogs.make(name, self.state, self._engine, self._folder, self._picture))

    async def action_quit(self) -> None:
        self.leave(0)

    def leave(self, code: int) -> None:
        self.keep_session()
        self.exit(code)

    def on_unmount(self) -> None:
        self.keep_session()

    def keep_session(self) -> None:
        """Saves the working requirements for the next start."""
        if self._folder is not None and self.state.given != self._saved:
            self._saved = self.state.given
            self._attempt(partial(files.save_requirements, self._folder / files.SESSION, self._saved))

    def get_system_commands(self, screen: Screen[object]) -> list[SystemCommand]:
        """Everything that can be done here, for the palette."""
        return commands.palette(self, screen)
