"""Requirement files written, the saved session and the list of recent files. What is damaged is named or ignored.

Reading a user's file is `advisor.session`'s business; this module writes the few kinds of value that requirements
have, whole files or none.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from advisor.errors import AdvisorError, bad_input
from advisor.files import write_atomically
from advisor.options import BY_KEY, OPTIONS, Option, parse
from advisor.session import requirements_file
from advisor.tui.history import Given

RECENT_MOST = 9
SESSION = "session.toml"


def state_folder() -> Path:
    """Where the session is kept: `$XDG_STATE_HOME/advisor`, else `~/.local/state/advisor`."""
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "advisor"


def read_requirements(path: str | Path) -> dict[str, object]:
    """Checked keys of a requirements file; AdvisorError also for an unknown key or a bad value."""
    place = str(place_of(path))
    given: dict[str, object] = requirements_file(place)
    if "workloads" in given:
        raise bad_input(f"{place}: holds several workloads", "open them with `advisor portfolio`")
    for key, value in given.items():
        if not (isinstance(value, str) and BY_KEY[key].kind == "table"):
            parse(key, value)
    return given


def requirements_text(given: Given) -> str:
    """The requirements as TOML, in the order of their declaration; tables last, or the file they came from, whose path
    is written in full: the requirements may be opened from another folder."""
    present = [(option.key, _source(option, given[option.key])) for option in OPTIONS if option.key in given]
    flat = [f"{key} = {_value(value)}" for key, value in present if not isinstance(value, Mapping)]
    nested = [text for key, value in present if isinstance(value, Mapping) for text in _table(key, value)]
    return "\n".join([*flat, *nested, ""])


def save_requirements(path: str | Path, given: Given) -> Path:
    """Writes a requirements file; AdvisorError when that is not possible."""
    place = place_of(path)
    write_text(place, requirements_text(given))
    return place


def write_text(place: Path, text: str) -> None:
    """Writes a file whole or not at all, with the folders it needs."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise bad_input(f"{place.parent}: {problem.strerror}", "choose a folder you may write to") from None
    except ValueError as problem:
        raise bad_input(f"{place.parent}: {problem}", "choose a folder whose name is text") from None
    write_atomically(str(place), text, "file")


def place_of(path: str | Path) -> Path:
    """The path with `~` and `~user` filled in; AdvisorError for a user without a home."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise bad_input(f"{path}: nobody of that name has a home here", "write the path in full") from None


def saved_session(folder: Path) -> dict[str, object]:
    """The requirements of the last session; none when there are none or they cannot be read."""
    try:
        return read_requirements(folder / SESSION) if (folder / SESSION).exists() else {}
    except AdvisorError:
        return {}


def recent(folder: Path) -> tuple[str, ...]:
    """Paths of requirement files used lately, newest first; none when the list cannot be read."""
    try:
        listed = json.loads((folder / "recent.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(str(path) for path in listed[:RECENT_MOST]) if isinstance(listed, list) else ()


def first_time(folder: Path) -> bool:
    """Whether no session was opened here before; from now on one was. AdvisorError when that cannot be noted."""
    mark = folder / "toured"
    if mark.exists():
        return False
    write_text(mark, "")
    return True


def remember(folder: Path, path: Path) -> None:
    """Puts a path first in the recent list; where that cannot be written, what was done with the file stays done."""
    paths = tuple(dict.fromkeys((str(path.resolve()), *recent(folder))))[:RECENT_MOST]
    with suppress(AdvisorError):
        write_text(folder / "recent.json", json.dumps(paths, indent=1) + "\n")


def _source(option: Option, value: object) -> object:
    """A table read from a file is saved as its path."""
    found = value.get("file") if isinstance(value, Mapping) else value
    return os.path.abspath(place_of(found)) if option.kind == "table" and isinstance(found, str) else value


def _table(name: str, table: Mapping[str, Any]) -> list[str]:
    flat = [f"{_key(key)} = {_value(value)}" for key, value in table.items() if not isinstance(value, Mapping)]
    inner = [
        text
        for key, value in table.items()
        if isinstance(value, Mapping)
        for text in _table(f"{name}.{_key(key)}", value)
    ]
    return ["", f"[{name}]", *flat, *inner]


def _key(name: str) -> str:
    return name if name.replace("_", "").replace("-", "").isalnum() and name.isascii() else json.dumps(name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(part) for part in value)}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_value(part)}' for key, part in value.items())} }}"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
