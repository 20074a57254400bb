"""Pages of text in the width there is: sentences fold at spaces and hang under themselves, drawings stay as drawn."""

import os
import re
from collections.abc import Iterable
from textwrap import wrap

LEAST = 40
_DRAWN = re.compile("[│┃┊└┌┐┘├█▓▒░▏]")
_HANG = re.compile(r"\s*(?:[-!] )?")


def paged(lines: Iterable[str]) -> str:
    """The lines for stdout: folded to COLUMNS or to the terminal, as they are where neither is there."""
    return "\n".join(folded(lines, _width()))


def folded(lines: Iterable[str], width: int | None) -> list[str]:
    """Lines of at most `width` columns where their words allow; None: as they are. Long words are never cut."""
    found: list[str] = []
    for line in lines:
        if width is None or len(line) <= width or _DRAWN.search(line):
            found.append(line)
        else:
            found += _hanging(line, width)
    return found


def _hanging(line: str, width: int) -> list[str]:
    lead = _HANG.match(line)
    start = lead.group() if lead else ""
    return wrap(
        line[len(start) :],
        width,
        initial_indent=start,
        subsequent_indent=" " * max(2, len(start)),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _width() -> int | None:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return max(LEAST, int(columns))
    try:
        told = os.get_terminal_size(1).columns
    except OSError:
        return None
    return max(LEAST, told) if told else None  # 0 of a terminal that nobody told its size
