"""The JSON documents of `advisor evaluate` beside the plan, field by field, for their schemas. Declarations only."""

from typing import NamedTuple

from advisor.evaluate.pairs import Against
from advisor.evaluate.results import Moved, Result


class ListedResult(NamedTuple):
    id: str
    option: str
    items: int
    right: float | None
    state: str
    """"counts", or why it does not or should be run again."""


class ImportDocument(NamedTuple):
    """What was stored and how the ranking moved."""

    results: tuple[Result, ...]
    ranking: tuple[Moved, ...]
    notes: tuple[str, ...]


class ListDocument(NamedTuple):
    """The stored results."""

    results: tuple[ListedResult, ...]


class StoredAttempt(NamedTuple):
    item: str
    score: float | None
    missing: str | None
    """Why there is no score: never counted as wrong."""


class ResultDocument(NamedTuple):
    """One stored result with every attempt; the fields of a result stand beside these."""

    id: str
    option: str
    against: Against | None
    attempts: tuple[StoredAttempt, ...]


class RemovalDocument(NamedTuple):
    removed: tuple[str, ...]


class ExportDocument(NamedTuple):
    tool: str
    folder: str
    options: tuple[str, ...]
    files: tuple[str, ...]
