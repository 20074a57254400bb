"""Themes of the session. `advisor-okabe-ito` keeps good, warning and bad apart for colour-blind eyes; the choice
is remembered by nobody and changes no meaning: verdicts are words."""

from textual.app import App
from textual.driver import Driver
from textual.theme import Theme

DARK = Theme(
    name="advisor-dark", primary="#4C8DFF", secondary="#7AA2C8", accent="#FFB454", foreground="#D8DEE9",
    background="#0F1419", surface="#161C24", panel="#1D2631", success="#6CC788", warning="#F2C14E", error="#FF7B72",
    dark=True, variables={"dim": "#8793A3", "cursor": "#24395C", "lit": "#1B2A40", "rim": "#3A4655"},
)  # fmt: skip
LIGHT = Theme(
    name="advisor-light", primary="#1F5FBF", secondary="#44617F", accent="#9A4B00", foreground="#1B232C",
    background="#FBFBF8", surface="#F1F2EE", panel="#E4E7E4", success="#1B6E3C", warning="#7A5600", error="#B3261E",
    dark=False, variables={"dim": "#5C6670", "cursor": "#CBDDF7", "lit": "#E3ECF8", "rim": "#B4BAC1"},
)  # fmt: skip
OKABE_ITO = Theme(
    name="advisor-okabe-ito", primary="#56B4E9", secondary="#0072B2", accent="#CC79A7", foreground="#E6E6E6",
    background="#101214", surface="#15181A", panel="#22272B", success="#009E73", warning="#F0E442", error="#D55E00",
    dark=True, variables={"dim": "#8E9499", "cursor": "#16384D", "lit": "#142A38", "rim": "#444B50"},
)  # fmt: skip
OWN = (DARK, LIGHT, OKABE_ITO)
DEFAULTS = {"dim": "#808890", "cursor": "#3D6FB5", "lit": "#5A6672", "rim": "#6A727A"}
"""Colours of the own tones in themes that are not ours."""


class ThemedApp(App[int]):
    """An app with the own themes, wearing the dark one, in terminals of any encoding."""

    def get_driver_class(self) -> type[Driver]:
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from advisor.tui.driver import ForgivingDriver

        return ForgivingDriver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DEFAULTS

    def __init__(self) -> None:
        super().__init__()
        for theme in OWN:
            self.register_theme(theme)
        self.set_reactive(App.theme, DARK.name)  # its watcher would have every style parsed again
        self.stylesheet.set_variables(self.get_css_variables())
