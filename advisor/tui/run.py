"""Starts the interactive session. The only door from the command line into `tui`."""

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from advisor.errors import AdvisorError

FRAMES = "120"
"""Most paints a second: a change waits half as long for the next one as with the usual 60."""
START = "extraction"
"""Workload of a first session, until the user chooses one."""


def run(read: Callable[[], Mapping[str, object]], overlays: Sequence[str]) -> int:
    """Runs until the user leaves; returns the exit code.

    `read` gives the requirements. Without any the last session is taken up again; a file of theirs or an overlay that
    is wrong is told on the first screen.
    """
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    gc.disable()  # what the start loads stays to the end: collecting it takes a tenth of the start
    from advisor.tui import files
    from advisor.tui.live import open_engine

    given, trouble = _given(read)
    if overlays:  # a new one of thousands of files takes seconds to compile, before there is a screen to say so on
        print(f"reading the catalog with {', '.join(overlays)} … (ctrl+c stops)", file=sys.stderr)
    try:
        engine = open_engine(overlays)
    except AdvisorError as problem:
        if not overlays:
            raise
        trouble += f"{problem.message}\n\n{problem.fix}\n\nThe session goes on without --catalog {', '.join(overlays)}."
        engine = open_engine(())
    folder = files.state_folder()
    wanted = dict(given) or files.saved_session(folder)
    if "workload" not in wanted and "preset" not in wanted:
        wanted["workload"] = START
    engine.start(wanted)
    from advisor.tui.app import AdvisorApp

    app = AdvisorApp(engine, wanted, folder=folder, trouble=trouble)
    gc.freeze()
    gc.enable()
    return app.run() or 0


def _given(read: Callable[[], Mapping[str, object]]) -> tuple[Mapping[str, object], str]:
    """The requirements, or none and what is wrong with a file of theirs."""
    try:
        return read(), ""
    except AdvisorError as problem:
        left = "The session goes on without what was asked for; ctrl+o opens another file."
        return {}, f"{problem.message}\n\n{problem.fix}\n\n{left}\n\n"
