"""Writes the report in the form that a file's ending names, by the presenters of the command line."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from advisor.errors import bad_input
from advisor.report import Report
from advisor.tui.files import write_text

_PRESENTERS = {"md": "markdown", "html": "html", "json": "json", "csv": "csv"}
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def endings() -> tuple[str, ...]:
    """Endings that can be written: those of the presenters there are, and `svg` for the screen itself."""
    there = (ending for ending, name in _PRESENTERS.items() if find_spec(f"advisor.present.{name}"))
    return (*there, "svg")


def write(place: Path, report: Report | None) -> Path:
    """Writes and returns the path; AdvisorError for an unknown ending, no report, or a folder that refuses."""
    ending = place.suffix.lstrip(".").lower()
    if ending not in endings():
        raise bad_input(f"{place.name}: the ending names no form", f"end it with one of {', '.join(endings())}")
    write_text(place, _rendered(ending, report))
    return place


def _rendered(ending: str, report: Report | None) -> str:
    if report is None:
        raise bad_input("there is no ranking to export yet", "mend the requirements first")
    text: str = import_module(f"advisor.present.{_PRESENTERS[ending]}").render(report)
    return text


def without_fonts(svg: str) -> str:
    """The picture without references to fonts on the network; a local monospace font stands in."""
    return _FONT_FACE.sub("", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)
