"""Results of own tests taken in: every run of the files is stored, or nothing, and the ranking is compared."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from advisor.catalog import Catalog
from advisor.decide import decide
from advisor.errors import bad_input
from advisor.evaluate.reading import Wanted, read_files
from advisor.evaluate.results import Moved, Result, movement, result_of
from advisor.evidence.own_store import save, stored
from advisor.requirements import Requirements


class Imported(NamedTuple):
    results: tuple[Result, ...]
    moved: tuple[Moved, ...]
    """The first rows and those of the tested models, before and after."""
    notes: tuple[str, ...]


STEPS = ("reading the log", "ranking as it was", "storing", "ranking with the results")
STORING = 2
"""Place of the step that stores."""


def take_in(
    paths: Sequence[str],
    wanted: Wanted,
    catalog: Catalog,
    requirements: Requirements,
    told: Callable[[int], object] = lambda step: None,
) -> Imported:
    """Stores every run of every file; bad-input when one cannot be used, so that nothing is stored.

    `told` hears the place in `STEPS` of each step that begins; what it raises up to `STORING` leaves nothing stored.
    """
    told(0)
    reading = read_files(paths, wanted, catalog)
    told(1)
    before = decide(catalog, requirements).rows
    already = {run.id for run in stored()}
    told(2)
    save(reading.runs)
    told(3)
    after = decide(catalog, requirements).rows
    moved = movement(before, after, {run.key.model for run in reading.runs}, requirements.top)
    again = (f"{run.id} was stored before: this import replaces it" for run in reading.runs if run.id in already)
    return Imported(tuple(map(result_of, reading.runs)), moved, (*reading.notes, *again))


def names_of(given: Sequence[str]) -> dict[str, str]:
    """NAME=OPTION pairs; a name may hold an equals sign, an option may not."""
    names = {}
    for pair in given:
        name, equals, option = pair.rpartition("=")
        if not (name and equals and option):
            raise bad_input(
                f"{pair[:80]!r} maps no name", "write NAME=OPTION, for example 'my-endpoint=gpt-5.2@openai'"
            )
        names[name] = option
    return names
