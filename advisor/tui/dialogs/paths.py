"""Dialogs that ask for a file: save and open requirements, export the report. A failure is said beside the path."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from advisor.errors import AdvisorError
from advisor.present.text import clean
from advisor.tui import exports, files
from advisor.tui.messages import PictureWanted, RequirementsReplaced, RowChosen
from advisor.tui.state import State
from advisor.tui.views.runs import Column, Row, line
from advisor.tui.widgets.grid import Grid


class PathDialog(ModalScreen[None]):
    """One path, one line for what is wrong with it."""

    CSS_PATH = "dialogs.tcss"
    WHAT: ClassVar[str]
    DOES: ClassVar[str]
    """What enter does."""
    start: str = ""
    """Path offered at first."""
    hint: str = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "give up", id="path.close", tooltip="close without doing anything"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self.WHAT
            yield Input(self.start, id="path", compact=True)
            yield Static(f"{self.hint}\nenter {self.DOES} · escape leaves", classes="foot", markup=False)
            yield Static(id="wrong", markup=False)
            yield Grid("recent")

    def on_mount(self) -> None:
        self.query_one("#recent").display = False
        self.query_one("#path").focus()

    def act(self, path: str) -> str:
        """Does it and returns what to tell; AdvisorError says what is wrong."""
        raise NotImplementedError

    @on(Input.Submitted, "#path")
    def take_path(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            self.query_one("#wrong", Static).update("✗ give a path")
            return
        try:
            told = self.act(event.value.strip())
        except AdvisorError as problem:
            self.query_one("#wrong", Static).update(f"✗ {clean(problem.message)}\n  {clean(problem.fix)}")
            return
        self.app.notify(clean(told), markup=False)
        self.dismiss()


class SaveDialog(PathDialog):
    WHAT = "Save the requirements"
    DOES = "saves"
    start = "requirements.toml"
    hint = "a TOML file for `advisor --requirements FILE`; an existing one is replaced"

    def __init__(self, state: State, folder: Path | None) -> None:
        super().__init__()
        self._held = state
        self._folder = folder

    def act(self, path: str) -> str:
        place = files.save_requirements(path, self._held.given)
        if self._folder is not None:
            files.remember(self._folder, place)
        return f"saved {place}"


class OpenDialog(PathDialog):
    WHAT = "Open requirements"
    DOES = "opens"
    hint = "a requirements TOML file; down walks the recent ones"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "recent", "recent files", id="open.recent", tooltip="walk the files used lately"),
        Binding("enter", "take", "open", id="open.take", tooltip="open the file under the cursor"),
    ]

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
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

    def act(self, path: str) -> str:
        given = files.read_requirements(path)
        self.app.post_message(RequirementsReplaced(given))
        if self._folder is not None:
            files.remember(self._folder, Path(path).expanduser())
        return f"opened {path}"


class ExportDialog(PathDialog):
    WHAT = "Export"
    DOES = "writes"

    def __init__(self, state: State) -> None:
        super().__init__()
        self._held = state
        self.start = f"recommendation.{exports.endings()[0]}"
        self.hint = f"the ending picks the form: {', '.join(exports.endings())} (svg is a picture of this screen)"

    def act(self, path: str) -> str:
        place = Path(path).expanduser()
        if place.suffix.lower() == ".svg":
            self.app.post_message(PictureWanted(place))
            return "taking the picture"
        return f"wrote {exports.write(place, self._held.report)}"
