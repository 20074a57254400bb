"""Entry point of `advisor` and `python -m advisor`."""

import gc
import os
import sys


def main() -> None:
    """Runs the command line and leaves without taking the interpreter apart, which costs a tenth of an answer."""
    # Before anything is imported: one answer lives milliseconds and leaves no cycles worth collecting.
    gc.disable()

    from advisor.cli.main import main as run

    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            continue
    os._exit(code)


if __name__ == "__main__":
    main()
