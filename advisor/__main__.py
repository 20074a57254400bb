"""Entry point of `advisor` and `python -m advisor`."""

import gc
import sys


def main() -> None:
    # Before anything is imported: one answer lives milliseconds and leaves no cycles worth collecting.
    gc.disable()

    from advisor.cli.main import main as run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
