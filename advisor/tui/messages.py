"""Every message of the session. Widgets and screens post them, the app answers them; none carries a widget's state."""

from collections.abc import Mapping

from textual.message import Message

from advisor.report import Report
from advisor.tui.history import Given


class RowHighlighted(Message):
    """The cursor of a grid stands on another row. `grid` is the grid's id."""

    def __init__(self, grid: str, key: str) -> None:
        super().__init__()
        self.grid = grid
        self.key = key

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, RowHighlighted) and message.grid == self.grid


class RowChosen(Message):
    """Enter or a click on the row under the cursor."""

    def __init__(self, grid: str, key: str) -> None:
        super().__init__()
        self.grid = grid
        self.key = key


class HeadingChosen(Message):
    """A click on a column's heading; `sort` is its sort key."""

    def __init__(self, grid: str, sort: str) -> None:
        super().__init__()
        self.grid = grid
        self.sort = sort


class FieldChanged(Message):
    """The text of a requirement, as typed so far; "" takes the default."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__()
        self.key = key
        self.text = text


class FieldSettled(Message):
    """The edit under way is finished, and kept."""


class FieldReverted(Message):
    """The edit under way is given up: the requirement is again what it was."""


class RequirementsReplaced(Message):
    """All requirements at once (opened file, finished tour)."""

    def __init__(self, given: Given) -> None:
        super().__init__()
        self.given = given


class OptionSelected(Message):
    """The option that the panes and the other screens are about."""

    def __init__(self, option: str) -> None:
        super().__init__()
        self.option = option

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, OptionSelected)


class OptionMarked(Message):
    """Marks an option for comparison, or takes the mark away."""

    def __init__(self, option: str) -> None:
        super().__init__()
        self.option = option


class FoilChosen(Message):
    """The option that Why compares with."""

    def __init__(self, option: str | None) -> None:
        super().__init__()
        self.option = option


class EvidenceChanged(Message):
    """Own results were stored or removed, as `note` says: the ranking is out of date."""

    def __init__(self, note: str) -> None:
        super().__init__()
        self.note = note


class RankingReady(Message):
    """A ranking from the worker, with what it was asked for."""

    def __init__(self, given: Given, report: Report) -> None:
        super().__init__()
        self.given = given
        self.report = report

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, RankingReady)


class RankingFailed(Message):
    """The worker has no ranking: `message` says why, for a person."""

    def __init__(self, given: Mapping[str, object], message: str) -> None:
        super().__init__()
        self.given = given
        self.message = message
