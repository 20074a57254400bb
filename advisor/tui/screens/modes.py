"""Which screens there are. Each is made, with its module imported, on the first visit."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.screen import Screen

from advisor.tui.engine import Engine
from advisor.tui.screens.recommend import RecommendScreen

HOME = "recommend"


def modes(engine: Engine, known: Mapping[str, tuple[str, ...]]) -> dict[str, Callable[[], Screen[Any]]]:
    """Mode name -> maker of its screen."""
    return {HOME: lambda: RecommendScreen(known)}
