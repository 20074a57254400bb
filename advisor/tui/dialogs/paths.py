"""Dialogs that ask for a file: save and open requirements, export the report. A failure is said beside the path."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from advisor.errors import AdvisorError
from advisor.present.text import clean
from advisor.tui import exports, files
from advisor.tui.messages import RequirementsReplaced, RowChosen
from advisor.tui.state import State
from advisor.tui.views.runs import Column, Row, line
from advisor.tui.widgets.grid import Grid
from advisor.tui.widgets.path import PathSuggester


class Asked(NamedTuple):
    """What a dialog asks a path for."""

    title: str
    does: str
    """What enter does."""
    hint: str
    act: Callable[[str], str]
    """Does it and returns what to tell; AdvisorError says what is wrong."""
    start: str = ""
    """Path offered at first."""


class PathDialog(ModalScreen[None]):
    """One path, one line for what is wrong with it."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "give up", id="path.close", tooltip="close without doing anything"),
    ]

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._asked = asked

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog", id="path-dialog") as box:
            box.border_title = self._asked.title
            yield Input(self._asked.start, id="path", compact=True, suggester=PathSuggester())
            keys = f"enter {self._asked.does} · → completes the path · escape leaves"
            yield Static(f"{self._asked.hint}\n{keys}", classes="foot", markup=False)
            yield Static(id="wrong", markup=False)
            yield Grid("recent")

    def on_mount(self) -> None:
        self.query_one("#recent").display = False
        self.query_one("#path").focus()

    @on(Input.Submitted, "#path")
    def take_path(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            self.query_one("#wrong", Static).update("✗ give a path")
            return
        try:
            told = self._asked.act(event.value.strip())
        except AdvisorError as problem:
            self.query_one("#wrong", Static).update(f"✗ {clean(problem.message)}\n  {clean(problem.fix)}")
            return
        self.app.notify(clean(told), markup=False)
        self.dismiss()


class OpenDialog(PathDialog):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "recent", "recent files", id="open.recent", tooltip="walk the files used lately"),
        Binding("enter", "take", "open", id="open.take", tooltip="open the file under the cursor"),
    ]

    def __init__(self, folder: Path | None) -> None:
        hint = "a requirements TOML file; down walks the recent ones"
        super().__init__(Asked("Open requirements", "opens", hint, self._open))
        self._folder = folder
        self._recent = files.recent(folder) if folder else ()

    def on_mount(self) -> None:
        super().on_mount()
        grid = self.query_one("#recent", Grid)
        grid.display = bool(self._recent)
        grid.show((Column("recent", 0),), [Row(path, (line(path),)) for path in self._recent])

    def action_recent(self) -> None:
        if self._recent:
            self.query_one("#recent").focus()

    @on(RowChosen)
    def action_take(self) -> None:
        field, chosen = self.query_one("#path", Input), self.query_one("#recent", Grid).key
        field.value = chosen
        field.focus()
        field.post_message(Input.Submitted(field, chosen))

    def _open(self, path: str) -> str:
        given = files.read_requirements(path)
        self.app.post_message(RequirementsReplaced(given))
        if self._folder is not None:
            files.remember(self._folder, files.place_of(path))
        return f"opened {path}"


def save_dialog(state: State, folder: Path | None) -> PathDialog:
    def save(path: str) -> str:
        place = files.save_requirements(path, state.given)
        if folder is not None:
            files.remember(folder, place)
        return f"saved {place}"

    hint = "a TOML file for `advisor --requirements FILE`; an existing one is replaced"
    return PathDialog(Asked("Save the requirements", "saves", hint, save, "requirements.toml"))


def export_dialog(state: State, picture: Callable[[Path], object]) -> PathDialog:
    """`picture` writes an SVG of the screen once the dialog is gone."""

    def export(path: str) -> str:
        place = files.place_of(path)
        if place.suffix.lower() == ".svg":
            picture(place)
            return "taking the picture"
        return f"wrote {exports.write(place, state.report)}"

    forms = ", ".join(exports.endings())
    hint = f"the ending picks the form: {forms} (svg is a picture of this screen); an existing file is replaced"
    return PathDialog(Asked("Export", "writes", hint, export, f"recommendation.{exports.endings()[0]}"))
