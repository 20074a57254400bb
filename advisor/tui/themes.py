"""Themes of the session. `advisor-okabe-ito` keeps good, warning and bad apart for colour-blind eyes; the choice
is remembered by nobody and changes no meaning: verdicts are words."""

from typing import Any

from textual.app import App
from textual.theme import Theme

DARK = Theme(
    name="advisor-dark", primary="#4C8DFF", secondary="#7AA2C8", accent="#FFB454", foreground="#D8DEE9",
    background="#0F1419", surface="#161C24", panel="#1D2631", success="#6CC788", warning="#F2C14E", error="#FF7B72",
    dark=True,
)  # fmt: skip
LIGHT = Theme(
    name="advisor-light", primary="#1F5FBF", secondary="#44617F", accent="#9A4B00", foreground="#1B232C",
    background="#FBFBF8", surface="#F1F2EE", panel="#E4E7E4", success="#1B6E3C", warning="#7A5600", error="#B3261E",
    dark=False,
)  # fmt: skip
OKABE_ITO = Theme(
    name="advisor-okabe-ito", primary="#56B4E9", secondary="#0072B2", accent="#CC79A7", foreground="#E6E6E6",
    background="#101214", surface="#15181A", panel="#22272B", success="#009E73", warning="#F0E442", error="#D55E00",
    dark=True,
)  # fmt: skip
OWN = (DARK, LIGHT, OKABE_ITO)


def register(app: App[Any]) -> None:
    """Makes the own themes available and takes the dark one."""
    for theme in OWN:
        app.register_theme(theme)
    app.theme = DARK.name
