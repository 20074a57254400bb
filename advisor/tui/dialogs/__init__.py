"""Dialogs over a screen, by name. Each is imported when it is first opened."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.screen import ModalScreen

from advisor.tui.dialogs.problem import Problem as Problem
from advisor.tui.engine import Engine
from advisor.tui.state import State

__all__ = ["Problem", "make"]


def make(
    name: str, state: State, engine: Engine, folder: Path | None, picture: Callable[[Path], object]
) -> ModalScreen[Any]:
    """The dialog of that name; KeyError for another. `picture` writes an SVG of the screen."""
    from advisor.tui.dialogs.guide import Guide
    from advisor.tui.dialogs.help import Help
    from advisor.tui.dialogs.paths import OpenDialog, export_dialog, save_dialog
    from advisor.tui.dialogs.results import ResultsDialog
    from advisor.tui.engine import known_words

    makers: dict[str, Callable[[], ModalScreen[Any]]] = {
        "help": lambda: Help(),
        "save": lambda: save_dialog(state, folder),
        "open": lambda: OpenDialog(folder),
        "export": lambda: export_dialog(state, picture),
        "results": lambda: ResultsDialog(state, engine),
        "guide": lambda: Guide(state, known_words(engine.catalog)),
    }
    return makers[name]()
