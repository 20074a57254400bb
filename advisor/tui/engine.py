"""What the session asks of the product: a Protocol, and the one implementation that calls the pipeline.

The app depends only on `Engine`, so tests drive it with reports of their own making. The pipeline's modules are
imported on first use.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from advisor.catalog import Catalog
from advisor.errors import bad_input
from advisor.report import Report
from advisor.tui.ahead import Ahead
from advisor.tui.history import Given

if TYPE_CHECKING:
    from advisor.briefing.by_value import ByValue
    from advisor.briefing.claims import ClaimsDocument
    from advisor.briefing.guidance import Point
    from advisor.briefing.leaders import LeadersDocument
    from advisor.briefing.trends import TrendsDocument
    from advisor.evidence.card import Card
    from advisor.requirements import Requirements

SHOWN_ROWS = 30
"""Options a report of the session holds unless `top` is given."""
PLAN_WEEKS = 8
"""Length of the window a test plan is laid out over."""


class Landscape(NamedTuple):
    points: "tuple[Point, ...]"
    claims: "ClaimsDocument"
    trends: "TrendsDocument"
    leaders: "LeadersDocument"


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

    def import_results(self, given: Given, path: str, names: Sequence[str]) -> tuple[str, ...]:
        """Stores the results of a log (`names`: NAME=OPTION); lines on how the ranking moved. AdvisorError: nothing is
        stored."""
        ...


class LiveEngine:
    """The shipped catalog with overlays behind the `Engine` protocol."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._ahead: tuple[Given, Ahead] | None = None

    @property
    def catalog(self) -> Catalog:
        return self._catalog

    def start(self, given: Given) -> None:
        """Lets a second process make the report that will be asked for first."""
        self._ahead = given, Ahead(lambda: self._made(given))

    def report(self, given: Given) -> Report:
        expected, self._ahead = self._ahead, None
        made = expected[1].take() if expected else None
        return made if made and expected and expected[0] == given else self._made(given)

    def warm(self, given: Given) -> None:
        """Loads what the next report needs."""
        self._made(given)

    def _made(self, given: Given) -> Report:
        from advisor.recommend import recommend

        return recommend(self._catalog, self._resolved({"top": SHOWN_ROWS, **given}))

    def landscape(self, report: Report) -> Landscape:
        from advisor.briefing.claims import claims
        from advisor.briefing.guidance import points
        from advisor.briefing.leaders import leaders
        from advisor.briefing.trends import trends

        catalog, as_of = self._catalog, report.as_of
        return Landscape(
            points(catalog, report), claims(catalog, as_of), trends(catalog, as_of), leaders(catalog, as_of)
        )

    def by_value(self, as_of: str) -> "ByValue":
        from advisor.briefing.by_value import by_value

        return by_value(self._catalog, as_of)

    def card(self, workload: str, model: str, as_of: str) -> "Card":
        from advisor.evidence.cold import card_known

        return card_known(self._catalog.cold, workload, model, as_of)

    def breakeven(self, given: Given, own: str, hosted: str) -> tuple[str, ...]:
        from advisor.decide import decide
        from advisor.decision.breakeven_case import Question, break_even
        from advisor.explain_words import money
        from advisor.present.breakeven import page
        from advisor.resolve import find_option

        requirements = self._resolved(given)
        working = decide(self._catalog, requirements)
        mine, theirs = find_option(own, working).option, find_option(hosted, working).option
        if mine.hosting is None or theirs.offer is None:
            raise bad_input(f"{own} or {hosted} is not of the route asked for", "mark one hosted and one other option")
        question = Question(mine.model, mine.quantization, mine.hosting.rig, theirs.id, theirs.offer, theirs.effort)
        return tuple(page(break_even(self._catalog, requirements, question), money(requirements.currency)))

    def plan(self, given: Given) -> tuple[str, ...]:
        from advisor.decide import decide
        from advisor.evaluate.planning import planned
        from advisor.explain_words import money
        from advisor.present.test_plan import page

        wanted = self._resolved(given)
        return tuple(page(planned(decide(self._catalog, wanted), None, PLAN_WEEKS), money(wanted.currency)))

    def import_results(self, given: Given, path: str, names: Sequence[str]) -> tuple[str, ...]:
        from advisor.evaluate.importing import names_of, take_in
        from advisor.evaluate.reading import Wanted
        from advisor.present.own_results import import_page
        from advisor.session import today

        requirements = self._resolved(given)
        wanted = Wanted(requirements.workload.id, names_of(names), None, None, today())
        return tuple(import_page(*take_in((path,), wanted, self._catalog, requirements)))

    def _resolved(self, given: Given) -> "Requirements":
        from advisor.requirements import resolve
        from advisor.session import detected, today, with_files

        filled, _ = detected(with_files(given), self._catalog)
        return resolve(filled, self._catalog, today())


def open_engine(overlays: Sequence[str]) -> LiveEngine:
    """Opens the catalog with its overlays; AdvisorError names the file and line that is wrong."""
    from advisor.session import load_catalog

    return LiveEngine(load_catalog(overlays))


def known_words(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Requirement key -> words that the catalog defines for it."""
    return {"workload": tuple(catalog.workloads), "preset": tuple(sorted(catalog.rules.get("presets", {})))}
