"""What the session asks of the product. The app depends only on `Engine`, so tests drive it with reports of their own
making; `live` has the one implementation that calls the pipeline."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from advisor.catalog import Catalog
from advisor.report import Report
from advisor.tui.history import Given

if TYPE_CHECKING:
    from advisor.briefing.by_value import ByValue
    from advisor.briefing.claims import ClaimsDocument
    from advisor.briefing.guidance import Point
    from advisor.briefing.leaders import LeadersDocument
    from advisor.briefing.trends import TrendsDocument
    from advisor.evaluate.preview import Preview
    from advisor.evidence.card import Card


class Landscape(NamedTuple):
    points: "tuple[Point, ...]"
    claims: "ClaimsDocument"
    trends: "TrendsDocument"
    leaders: "LeadersDocument"


class HowToRead(NamedTuple):
    """What a log of own results does not say itself."""

    names: Mapping[str, str]
    """Model name in the log -> option."""
    metric: str | None = None
    prompt: str | None = None


class Taken(NamedTuple):
    """Own results that were stored."""

    page: tuple[str, ...]
    """What was stored and how the ranking moved, line by line."""
    ids: tuple[str, ...]
    """Of the results that were not stored before: what taking the import back removes."""


class Engine(Protocol):
    @property
    def catalog(self) -> Catalog: ...

    def report(self, given: Given) -> Report:
        """The recommendation; AdvisorError when the requirements contradict each other."""
        ...

    def warm(self, given: Given) -> None:
        """Loads what the next report needs, so that it does not wait; AdvisorError as `report`."""
        ...

    def landscape(self, report: Report) -> Landscape:
        """The market on the report's day, and what it means there; AdvisorError before the first dated fact."""
        ...

    def by_value(self, as_of: str) -> "ByValue":
        """Leaders by net benefit, every workload at its defaults; takes a second."""
        ...

    def card(self, workload: str, model: str, as_of: str) -> "Card":
        """What the estimate of a model rests on."""
        ...

    def breakeven(self, given: Given, own: str, hosted: str) -> tuple[str, ...]:
        """Lines on when the rig of option `own` pays against option `hosted`; AdvisorError where it cannot be said."""
        ...

    def plan(self, given: Given) -> tuple[str, ...]:
        """Lines on what to test next on own data; AdvisorError when there is nothing to test."""
        ...

    def preview_results(self, given: Given, path: str, how: HowToRead) -> "Preview":
        """What a log of own results holds; AdvisorError names file and record. Nothing is stored."""
        ...

    def import_results(self, given: Given, path: str, how: HowToRead, told: Callable[[str, bool], object]) -> Taken:
        """Stores the results of a log. AdvisorError, or what `told` raises before they are stored: nothing is.
        `told` hears each step that begins, and whether a later one may still raise."""
        ...

    def forget_results(self, ids: Sequence[str]) -> None:
        """Removes stored results: the ranking is then as if they had never been imported."""
        ...


def known_words(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Requirement key -> words that the catalog defines for it."""
    return {"workload": tuple(catalog.workloads), "preset": tuple(sorted(catalog.rules.get("presets", {})))}
