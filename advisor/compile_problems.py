"""What is wrong with a catalog, collected so that one run names every place. Knows no kind of file."""

from advisor.errors import AdvisorError
from advisor.tuples import NamedTuple

LIMIT = 20
"""Problems one report prints; the rest are counted."""


class Problem(NamedTuple):
    file: str
    line: int | None
    key: str | None
    what: str
    fix: str

    def sentence(self) -> str:
        """FILE:LINE: key K: what."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.what}" if self.key is None else f"{place}: {self.key}: {self.what}"


def invalid(problems: list[Problem]) -> AdvisorError:
    """One error for all problems, in order of file and line; each with its own fix when there are several."""
    ordered = sorted(set(problems), key=lambda one: (one.file, one.line or 0, one.key or "", one.what))
    if len(ordered) == 1:
        return AdvisorError("catalog-invalid", ordered[0].sentence(), ordered[0].fix)
    lines = [f"{problem.sentence()} ({problem.fix})" for problem in ordered[:LIMIT]]
    if len(ordered) > LIMIT:
        lines.append(f"and {len(ordered) - LIMIT} more")
    return AdvisorError("catalog-invalid", "\n".join(lines), f"mend these {len(ordered)} places")
