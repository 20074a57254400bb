"""What is wrong with a catalog, collected so that one run names every place. Knows no kind of file."""

from collections.abc import Iterable
from itertools import islice

from advisor.errors import AdvisorError
from advisor.tuples import NamedTuple

LIMIT = 20
"""Problems one report prints; the rest are counted."""
ENOUGH = 500
"""Problems after which nobody looks for more: a hostile file has as many as it has keys."""


class Problem(NamedTuple):
    file: str
    line: int | None
    key: str | None
    what: str
    fix: str

    def sentence(self) -> str:
        """FILE:LINE: key K: what."""
        file = self.file.replace("\n", "\\n")
        place = file if self.line is None else f"{file}:{self.line}"
        return f"{place}: {self.what}" if self.key is None else f"{place}: {self.key}: {self.what}"


def gather(problems: list[Problem], found: Iterable[Problem]) -> None:
    """Adds what is found, up to ENOUGH in all; what is found lazily is not even looked for beyond them."""
    problems.extend(islice(found, max(0, ENOUGH - len(problems))))


def invalid(problems: list[Problem]) -> AdvisorError:
    """One error for all problems, in order of file and line; each with its own fix when there are several."""
    ordered = sorted(set(problems), key=lambda one: (one.file, one.line or 0, one.key or "", one.what))
    if len(ordered) == 1:
        return AdvisorError("catalog-invalid", ordered[0].sentence(), ordered[0].fix)
    lines = [f"{problem.sentence()} ({problem.fix})" for problem in ordered[:LIMIT]]
    cut = len(problems) >= ENOUGH
    if len(ordered) > LIMIT:
        lines.append(f"and {len(ordered) - LIMIT} {'or more others' if cut else 'more'}")
    fix = "mend these places, then validate again" if cut else f"mend these {len(ordered)} places"
    return AdvisorError("catalog-invalid", "\n".join(lines), fix)
