"""Errors for people, and the exit codes of the command line contract. Imports nothing that runs."""

from advisor.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["bad-input", "internal", "nothing-satisfies", "strict", "catalog-invalid", "changed"]

OK = 0
INTERNAL = 1
BAD_INPUT = 2
NOTHING_SATISFIES = 3
STRICT = 4
CATALOG_INVALID = 5
CHANGED = 6

EXIT_CODES: "dict[Kind, int]" = {
    "internal": INTERNAL,
    "bad-input": BAD_INPUT,
    "nothing-satisfies": NOTHING_SATISFIES,
    "strict": STRICT,
    "catalog-invalid": CATALOG_INVALID,
    "changed": CHANGED,
}


class AdvisorError(Exception):
    """A problem a person can act on: `message` says what was wrong and where, `fix` how to mend it."""

    def __init__(self, kind: "Kind", message: str, fix: str) -> None:
        super().__init__(message)
        self.kind: Kind = kind
        self.message = message
        self.fix = fix

    @property
    def exit_code(self) -> int:
        return EXIT_CODES[self.kind]


def bad_input(message: str, fix: str) -> AdvisorError:
    """A requirement, file or flag the user gave cannot be used (exit 2)."""
    return AdvisorError("bad-input", message, fix)
