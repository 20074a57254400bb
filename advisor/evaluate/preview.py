"""What a log holds and how it would be taken, before anything is stored: the questions that are left are named."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from advisor.catalog import Catalog
from advisor.errors import AdvisorError
from advisor.evaluate.naming import closest, name_of
from advisor.evaluate.reading import Wanted
from advisor.evidence.importers.attempts import Attempt
from advisor.evidence.importers.detect import read_log


class Seen(NamedTuple):
    """One model of the log."""

    name: str
    """As the log has it."""
    option: str | None
    """What it would be stored as; None while its name says nothing."""
    told: str
    """What was assumed, or what is wrong."""
    suggestions: tuple[str, ...]
    """Models with like names, where its own is unknown."""
    items: int
    attempts: int
    missing: tuple[tuple[str, int], ...]
    """(reason, attempts without a score for it), most frequent first."""
    prompts: tuple[str, ...]


class Preview(NamedTuple):
    tool: str
    version: str
    task: str
    date: str | None
    """ISO day of the run, where the log states it."""
    metrics: tuple[str, ...]
    """Scores one may choose from."""
    prompts: tuple[str, ...]
    """Prompts of the log; more than one for a model has to be chosen from."""
    models: tuple[Seen, ...]
    notes: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing is left to be said before it can be stored."""
        return all(seen.option is not None and len(seen.prompts) <= 1 for seen in self.models)


def preview(path: str, wanted: Wanted, catalog: Catalog) -> Preview:
    """Reads a log; bad-input names file and record. Writes nothing."""
    log, _ = read_log(path, wanted.metric)
    prompts = tuple(dict.fromkeys(attempt.prompt for attempt in log.attempts))
    groups: dict[tuple[str, str | None], list[Attempt]] = {}
    for attempt in log.attempts:
        if wanted.prompt is None or attempt.prompt == wanted.prompt:
            groups.setdefault((attempt.model, attempt.effort), []).append(attempt)
    models = tuple(_seen(name, effort, own, wanted, catalog) for (name, effort), own in groups.items())
    return Preview(log.tool, log.version, log.task, log.date, log.metrics, prompts, models, log.notes)


def _seen(name: str, effort: str | None, attempts: Sequence[Attempt], wanted: Wanted, catalog: Catalog) -> Seen:
    option: str | None = None
    suggestions: tuple[str, ...] = ()
    try:
        found = name_of(name, effort, wanted.names, catalog)
        option, told = found.key.option, found.note or ""
    except AdvisorError as problem:
        told, suggestions = problem.message, tuple(closest(name, catalog))
    missing = Counter(attempt.missing for attempt in attempts if attempt.missing)
    items = len({attempt.item for attempt in attempts})
    prompts = tuple(dict.fromkeys(attempt.prompt for attempt in attempts))
    return Seen(name, option, told, suggestions, items, len(attempts), tuple(missing.most_common(3)), prompts)
