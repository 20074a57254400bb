"""Entry point of `advisor` and `python -m advisor`."""

import sys


def main() -> None:
    from advisor.cli.main import main as run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
