"""Which screens there are. Each is made, with its module imported, on the first visit."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.screen import Screen

from advisor.tui.engine import Engine
from advisor.tui.screens.recommend import RecommendScreen

HOME = "recommend"


def modes(engine: Engine, known: Mapping[str, tuple[str, ...]]) -> dict[str, Callable[[], Screen[Any]]]:
    """Mode name -> maker of its screen."""

    def why() -> Screen[Any]:
        from advisor.tui.screens.why import WhyScreen

        return WhyScreen()

    def compare() -> Screen[Any]:
        from advisor.tui.screens.compare import CompareScreen

        return CompareScreen()

    def frontier() -> Screen[Any]:
        from advisor.tui.screens.frontier import FrontierScreen

        return FrontierScreen()

    def excluded() -> Screen[Any]:
        from advisor.tui.screens.excluded import ExcludedScreen

        return ExcludedScreen(engine)

    def catalog() -> Screen[Any]:
        from advisor.tui.screens.catalog import CatalogScreen

        return CatalogScreen(engine)

    def breakeven() -> Screen[Any]:
        from advisor.tui.screens.breakeven import BreakevenScreen

        return BreakevenScreen(engine)

    def evidence() -> Screen[Any]:
        from advisor.tui.screens.evidence import EvidenceScreen

        return EvidenceScreen(engine)

    def landscape() -> Screen[Any]:
        from advisor.tui.screens.landscape import LandscapeScreen

        return LandscapeScreen(engine)

    def plan() -> Screen[Any]:
        from advisor.tui.screens.plan import PlanScreen

        return PlanScreen(engine)

    return {
        HOME: lambda: RecommendScreen(known),
        "why": why,
        "compare": compare,
        "frontier": frontier,
        "excluded": excluded,
        "catalog": catalog,
        "breakeven": breakeven,
        "evidence": evidence,
        "landscape": landscape,
        "plan": plan,
    }
