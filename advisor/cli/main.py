"""Runs a command or one recommendation; the only place that turns errors into exit codes.

stdout carries data only, everything else goes to stderr.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from errno import EDQUOT, ENOSPC
from io import FileIO, TextIOWrapper

from advisor.errors import OK, AdvisorError, bad_input

INTERRUPTED = 130


def main(argv: Sequence[str]) -> int:
    """Exit code of the command line contract; never a traceback without --debug."""
    if sys.stdout is None or sys.stderr is None:
        _open_closed_streams()
    _encode_stdout()
    try:
        code = _dispatch(argv)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _abandon_stdout()
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except AdvisorError as error:
        return _report(error, as_json="--json" in argv)
    except Exception as fault:
        if "--debug" in argv:
            raise
        return _report(_internal(fault), as_json="--json" in argv)


def _internal(fault: Exception) -> AdvisorError:
    if isinstance(fault, OSError) and fault.errno in (ENOSPC, EDQUOT):
        return AdvisorError("internal", f"cannot write: {fault.strerror}", "free space there, or write elsewhere")
    text = f"internal fault: {type(fault).__name__}: {fault}"
    return AdvisorError("internal", text, "run again with --debug and report what it shows")


def _open_closed_streams() -> None:
    """A job may be started with a stream closed: what would go there is dropped, a --record is still written."""
    nowhere = TextIOWrapper(FileIO(os.devnull, "w"), encoding="utf-8")
    sys.stdout = sys.stdout or nowhere
    sys.stderr = sys.stderr or nowhere


def _encode_stdout() -> None:
    """Documents are UTF-8 wherever they are sent; a terminal shows what its own encoding can."""
    if isinstance(sys.stdout, TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")


def _abandon_stdout() -> None:
    """Nothing more can be written to it, and the interpreter must not fail on that when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _dispatch(argv: Sequence[str]) -> int:
    if argv and not argv[0].startswith("-"):
        return _run_command(argv[0], argv[1:])
    from advisor.cli.recommend import run_top_level

    return run_top_level(argv)


def _run_command(name: str, argv: Sequence[str]) -> int:
    from importlib import import_module

    from advisor.cli.arguments import new_parser
    from advisor.cli.commands import COMMANDS

    command = COMMANDS.get(name)
    if command is None:
        raise _unknown_command(name, COMMANDS)
    module = import_module(command.module)
    parser = new_parser(f"advisor {name}", f"{command.purpose}.", f"example:\n  {command.example}")
    module.add_arguments(parser)
    code: int = module.run(parser.parse_args(argv))
    return code


def _unknown_command(word: str, known: Iterable[str]) -> AdvisorError:
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(word, names, n=2, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    return bad_input(f"unknown command {word[:60]!r}", f"{hint}commands: {', '.join(names)}")


def _report(error: AdvisorError, *, as_json: bool) -> int:
    from advisor.present.text import clean, clean_lines

    if as_json and _print_json({"kind": error.kind, "message": clean(error.message), "fix": clean(error.fix)}):
        return error.exit_code
    message = "\n".join(clean_lines(error.message))
    print(f"advisor: {message}\n  fix: {clean(error.fix)}", file=sys.stderr)
    return error.exit_code


def _print_json(error: dict[str, str]) -> bool:
    """Whether stdout took it."""
    import json

    try:
        print(json.dumps({"error": error}), flush=True)
    except OSError:
        _abandon_stdout()
        return False
    return True
