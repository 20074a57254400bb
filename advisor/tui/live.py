"""The one `Engine` that calls the pipeline. The pipeline's modules are imported on first use."""

from collections.abc import Callable, Sequence
from os.path import expanduser
from typing import TYPE_CHECKING

from advisor.catalog import Catalog
from advisor.errors import bad_input
from advisor.report import Report
from advisor.tui.ahead import Ahead
from advisor.tui.engine import HowToRead, Landscape, Taken
from advisor.tui.history import Given

if TYPE_CHECKING:
    from advisor.briefing.by_value import ByValue
    from advisor.candidates.case import Case
    from advisor.evaluate.preview import Preview
    from advisor.evaluate.reading import Wanted
    from advisor.evidence.card import Card
    from advisor.requirements import Requirements

SHOWN_ROWS = 30
"""Options a report of the session holds unless `top` is given."""
PLAN_WEEKS = 8
"""Length of the window a test plan is laid out over."""


class LiveEngine:
    """The shipped catalog with overlays behind the `Engine` protocol."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._ahead: tuple[Given, Ahead] | None = None
        self._case: Case | None = None
        """Of the last report: most changes of a requirement leave much of it as it is."""

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
        from advisor.decide import decide
        from advisor.recommend import report_of

        working = decide(self._catalog, self._resolved({"top": SHOWN_ROWS, **given}), before=self._case)
        self._case = working.case
        return report_of(working)

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

    def preview_results(self, given: Given, path: str, how: HowToRead) -> "Preview":
        from advisor.evaluate.preview import preview

        return preview(expanduser(path), _wanted(self._resolved(given), how), self._catalog)

    def import_results(self, given: Given, path: str, how: HowToRead, told: Callable[[str, bool], object]) -> Taken:
        from advisor.evaluate.importing import STEPS, STORING, take_in
        from advisor.evidence.own_store import stored
        from advisor.present.own_results import import_page

        requirements, already = self._resolved(given), {run.id for run in stored()}
        wanted = _wanted(requirements, how)
        steps = [f"{at} of {len(STEPS)} · {step}" for at, step in enumerate(STEPS, 1)]
        found = take_in(
            (expanduser(path),), wanted, self._catalog, requirements, lambda at: told(steps[at], at < STORING)
        )
        fresh = tuple(result.id for result in found.results if result.id not in already)
        return Taken(tuple(import_page(*found)), fresh)

    def forget_results(self, ids: Sequence[str]) -> None:
        from advisor.evidence.own_store import find, remove

        remove([find(name) for name in ids])

    def _resolved(self, given: Given) -> "Requirements":
        from advisor.requirements import resolve
        from advisor.session import FILE_KEYS, check_names, detected, today, with_files

        paths = {key: expanduser(path) for key in FILE_KEYS if isinstance(path := given.get(key), str)}
        filled, _ = detected(with_files({**given, **paths}), self._catalog)
        requirements = resolve(filled, self._catalog, today())
        check_names(requirements, self._catalog)
        return requirements


def _wanted(requirements: "Requirements", how: HowToRead) -> "Wanted":
    from advisor.evaluate.reading import Wanted
    from advisor.session import today

    return Wanted(requirements.workload.id, how.names, how.metric, how.prompt, today())


def open_engine(overlays: Sequence[str]) -> LiveEngine:
    """Opens the catalog with its overlays; AdvisorError names the file and line that is wrong."""
    from advisor.session import load_catalog

    return LiveEngine(load_catalog(overlays))
