"""The JSON documents of `advisor evaluate` beside the plan, field by field, for their schemas. Declarations only."""

from collections.abc import Mapping
from typing import NamedTuple


class Result(NamedTuple):
    """One stored result: a log's attempts of one model with one prompt."""

    id: str
    workload: str
    option: str
    """Model, precision, effort and place that were tested; the place is left out where the log does not say."""
    date: str
    imported: str
    tool: str
    version: str
    task: str
    file: str
    sha256: str
    name: str
    prompt: str
    items: int
    independent_items: float
    scored: int
    missing: int
    right: float | None
    mean: Mapping[str, float | None]
    """Measured per call: tokens, seconds, USD; null where the log does not say."""


class ListedResult(NamedTuple):
    id: str
    option: str
    items: int
    right: float | None
    state: str
    """"counts", or why it does not or should be run again."""


class MovedOption(NamedTuple):
    option: str
    rank_before: int | None
    rank_after: int | None
    p_before: float | None
    p_after: float | None


class ImportDocument(NamedTuple):
    """What was stored and how the ranking moved."""

    results: tuple[Result, ...]
    ranking: tuple[MovedOption, ...]
    notes: tuple[str, ...]


class ListDocument(NamedTuple):
    """The stored results."""

    results: tuple[ListedResult, ...]


class Against(NamedTuple):
    """Paired on the items both scored: first less second."""

    id: str
    option: str
    items: int
    dropped_first: int
    dropped_second: int
    difference: float | None
    standard_error: float | None


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
