"""Why: the option under the cursor term by term, against another, with what would change it and what it rests on."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from advisor.tui.messages import FoilChosen, OptionSelected
from advisor.tui.screens.document import DocumentScreen
from advisor.tui.views import whole


class WhyScreen(DocumentScreen):
    HELP_TITLE = "Why an option stands where it stands, and what would change it"
    OPEN = frozenset({"term serving"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "option(-1)", "better", id="why.better", tooltip="the option ranked before"),
        Binding("right", "option(1)", "worse", id="why.worse", tooltip="the option ranked after"),
        Binding("a", "foil(1)", "against next", id="why.against", tooltip="compare with the next option"),
        Binding("A", "foil(-1)", "against before", show=False, id="why.against-before",
                tooltip="compare with the option before"),
        Binding("s", "swap", "swap", id="why.swap", tooltip="exchange the two"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__(whole.heading, whole.sections)

    def action_option(self, step: int) -> None:
        if chosen := self._beside(self._state.current.id if self._state and self._state.current else None, step):
            self.post_message(OptionSelected(chosen))

    def action_foil(self, step: int) -> None:
        rival = self._state.rival() if self._state else None
        if self._state is None or rival is None or self._state.current is None:
            return
        chosen = self._beside(rival.id, step)
        if chosen == self._state.current.id:
            chosen = self._beside(chosen, step)
        self.post_message(FoilChosen(chosen))

    def action_swap(self) -> None:
        state = self._state
        rival = state.rival() if state else None
        if state is None or rival is None or state.current is None:
            return
        self.post_message(FoilChosen(state.current.id))
        self.post_message(OptionSelected(rival.id))

    def _beside(self, option: str | None, step: int) -> str | None:
        """The option `step` ranks on, round the ends."""
        ids = [o.id for o in self._state.report.options] if self._state and self._state.report else []
        return ids[(ids.index(option) + step) % len(ids)] if option in ids and option else None
