"""Keys of the whole session and the command palette, which is built from the bindings of the screen at hand."""

from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen


def _visit(key: str, mode: str, word: str, tooltip: str) -> Binding:
    return Binding(key, f"visit('{mode}')", word, id=f"visit.{mode}", tooltip=tooltip)


VISITS: list[BindingType] = [
    _visit("c", "compare", "compare", "the marked options side by side"),
    _visit("w", "why", "why", "why it stands there: terms, bill, flips"),
    _visit("b", "breakeven", "break-even", "cost a month against calls a day"),
    _visit("p", "frontier", "frontier", "right answers against cost"),
    _visit("x", "excluded", "excluded", "what was left out; what would admit it"),
    _visit("e", "evidence", "evidence", "the scores behind the option"),
    _visit("t", "plan", "test plan", "what to test next"),
    _visit("l", "landscape", "landscape", "the market: claims, trends, leaders"),
    _visit("k", "catalog", "catalog", "browse models, offers, devices, rules"),
]

ACTIONS: list[BindingType] = [
    Binding("u", "history('undone')", "undo", id="undo", tooltip="undo the last change of a requirement"),
    Binding("U", "history('redone')", "redo", id="redo", tooltip="do it again"),
    Binding("left_square_bracket", "as_of(-1)", "earlier", id="as-of.earlier", tooltip="the date of the event before"),
    Binding("right_square_bracket", "as_of(1)", "later", id="as-of.later", tooltip="the date of the event after"),
    Binding("n", "dialog('guide')", "questions", id="guide", tooltip="seven questions, ranked after each"),
    Binding("ctrl+s", "dialog('save')", "save", id="save", tooltip="save the requirements to a file"),
    Binding("ctrl+o", "dialog('open')", "open", id="open", tooltip="open a requirements file"),
    Binding("ctrl+e", "dialog('export')", "export", id="export", tooltip="write the report or a picture"),
    Binding("question_mark", "dialog('help')", "help", id="help", tooltip="the keys of this screen"),
    Binding("q", "quit", "quit", id="quit", tooltip="save the session and leave"),
    Binding("escape", "visit('recommend')", "back", id="home", tooltip="back to Recommend"),
]


def palette(app: App[Any], screen: Screen[Any]) -> list[SystemCommand]:
    """One command for each thing that can be done now, whatever keys do it, then the themes."""
    found: dict[str, ActiveBinding] = {}
    for entry in screen.active_bindings.values():
        if entry.enabled and entry.binding.description and entry.binding.id and not entry.binding.system:
            found.setdefault(entry.binding.action, entry)
    entries = [
        SystemCommand(
            entry.binding.description.capitalize(),
            entry.tooltip or entry.binding.description,
            partial(app.run_action, entry.binding.action, entry.node),
        )
        for entry in found.values()
    ]
    chosen = [
        SystemCommand(f"Theme {name}", "Colours of the session", partial(setattr, app, "theme", name))
        for name in sorted(app.available_themes)
    ]
    return [*entries, *chosen]
