"""Help for the screen beneath, generated from its bindings, so that it cannot be out of date."""

from typing import Any, ClassVar, NamedTuple

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from advisor.tui.widgets.bars import KEY_NAMES

WORDS = (
    "↑ ↓ home end pgup pgdn walk a list · ctrl+p finds everything by name · the mouse works on rows, headings and keys",
    "Options in one tie group (1= 1=) cannot be told apart: test them.",
    "├─●─┤ is the 10th to 90th percentile of right answers; ? is unknown, never 0.",
    "▲ ▼ new mark what the last change of a requirement moved.",
)


class Key(NamedTuple):
    key: str
    told: str
    """What it does."""
    enabled: bool
    here: bool
    """Whether it belongs to this screen, rather than to the whole session."""


def keys_of(screen: Screen[Any]) -> list[Key]:
    """Every binding of the screen, in order, one for each thing that can be done."""
    listed: dict[str, Key] = {}
    for key, entry in screen.active_bindings.items():
        told = entry.tooltip or entry.binding.tooltip
        if told and entry.binding.id and not entry.binding.system:
            here = not isinstance(entry.node, App)
            listed.setdefault(entry.binding.action, Key(KEY_NAMES.get(key, key), told, entry.enabled, here))
    return list(listed.values())


class Help(ModalScreen[None]):
    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss", "close", id="help.close", tooltip="close the help"),
    ]

    def compose(self) -> ComposeResult:
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else self
        keys = keys_of(below)
        with VerticalScroll(classes="dialog -broad", can_focus=True) as box:
            box.border_title = "Keys of this screen"
            if title := getattr(below, "HELP_TITLE", ""):
                yield Static(title, classes="lead", markup=False)
            with Horizontal(id="help-keys"):
                for label, here in (("Here", True), ("Anywhere", False)):
                    with Vertical():
                        yield Static(label, classes="foot", markup=False)
                        yield Static(Content("\n").join([_line(key) for key in keys if key.here is here]))
            yield Static("\n".join(WORDS), classes="foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(".dialog").focus()


def _line(key: Key) -> Content:
    return Content.assemble((f"{key.key:>5}  ", "bold $text-accent"), (key.told, "" if key.enabled else "$dim"))
