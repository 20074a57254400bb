"""What the session asks of the product: a Protocol, and the one implementation that calls the pipeline.

The app depends only on `Engine`, so tests drive it with reports of their own making. The pipeline's modules are
imported on first use.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from advisor.catalog import Catalog
from advisor.errors import bad_input
from advisor.report import Report
from advisor.tui.history import Given

if TYPE_CHECKING:
    from advisor.briefing.claims import ClaimsDocument
    from advisor.briefing.leaders import LeadersDocument
    from advisor.briefing.trends import TrendsDocument
    from advisor.evidence.card import Card

SHOWN_ROWS = 40
"""Options a report of the session holds unless `top` is given."""


class Landscape(NamedTuple):
    claims: "ClaimsDocument"
    trends: "TrendsDocument"
    leaders: "LeadersDocument"


class Engine(Protocol):
    @property
    def catalog(self) -> Catalog: ...

    def report(self, given: Given) -> Report:
        """The recommendation; AdvisorError when the requirements contradict each other."""
        ...

    def landscape(self, as_of: str) -> Landscape:
        """The market from facts known on a day; AdvisorError before the first dated fact."""
        ...

    def card(self, workload: str, model: str, as_of: str) -> "Card":
        """What the estimate of a model rests on."""
        ...

    def breakeven(self, given: Given, own: str, hosted: str) -> tuple[str, ...]:
        """Lines on when the rig of option `own` pays against option `hosted`; AdvisorError where it cannot be said."""
        ...


class LiveEngine:
    """The shipped catalog with overlays behind the `Engine` protocol."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @property
    def catalog(self) -> Catalog:
        return self._catalog

    def report(self, given: Given) -> Report:
        from advisor.recommend import recommend
        from advisor.requirements import resolve
        from advisor.session import today, with_files

        filled = {"top": SHOWN_ROWS, **with_files(given)}
        return recommend(self._catalog, resolve(filled, self._catalog, today()))

    def landscape(self, as_of: str) -> Landscape:
        from advisor.briefing.claims import claims
        from advisor.briefing.leaders import leaders
        from advisor.briefing.trends import trends

        return Landscape(claims(self._catalog, as_of), trends(self._catalog, as_of), leaders(self._catalog, as_of))

    def card(self, workload: str, model: str, as_of: str) -> "Card":
        from advisor.evidence.cold import card_known

        return card_known(self._catalog.cold, workload, model, as_of)

    def breakeven(self, given: Given, own: str, hosted: str) -> tuple[str, ...]:
        from advisor.decide import decide
        from advisor.decision.breakeven_case import Question, break_even
        from advisor.explain_words import money
        from advisor.present.breakeven import page
        from advisor.requirements import resolve
        from advisor.resolve import find_option
        from advisor.session import today, with_files

        requirements = resolve(with_files(given), self._catalog, today())
        working = decide(self._catalog, requirements)
        mine, theirs = find_option(own, working).option, find_option(hosted, working).option
        if mine.hosting is None or theirs.offer is None:
            raise bad_input(f"{own} or {hosted} is not of the route asked for", "mark one hosted and one other option")
        question = Question(mine.model, mine.quantization, mine.hosting.rig, theirs.id, theirs.offer, theirs.effort)
        return tuple(page(break_even(self._catalog, requirements, question), money(requirements.currency)))


def open_engine(overlays: Sequence[str]) -> LiveEngine:
    """Opens the catalog with its overlays; AdvisorError names the file and line that is wrong."""
    from advisor.session import load_catalog

    return LiveEngine(load_catalog(overlays))


def known_words(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Requirement key -> words that the catalog defines for it."""
    return {"workload": tuple(catalog.workloads), "preset": tuple(sorted(catalog.rules.get("presets", {})))}
