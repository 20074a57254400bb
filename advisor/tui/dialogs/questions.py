"""What a log of own results leaves open, one line to answer in each: models, the score that counts, the prompt."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from advisor.tui.engine import HowToRead
from advisor.tui.views import results
from advisor.tui.widgets import paint

if TYPE_CHECKING:
    from advisor.evaluate.preview import Preview, Seen

PLACEHOLDER = "MODEL[/QUANTIZATION][~EFFORT]@PROVIDER"
FEW = 12
"""Models that are asked about; the rest of a larger log has to name itself."""


class Questions(Vertical):
    """Empty until `ask`."""

    def __init__(self, models: Sequence[str]) -> None:
        """`models` are the ids that complete an answer."""
        super().__init__(id="questions")
        self._models = tuple(models)
        self._asked: dict[str, Seen] = {}

    async def ask(self, found: "Preview", how: HowToRead) -> None:
        await self.remove_children()
        self._asked = {f"model-{at}": seen for at, seen in enumerate(found.models[:FEW])}
        several = how.prompt is not None or any(len(seen.prompts) > 1 for seen in found.models)
        await self.mount(
            *(part for key, seen in self._asked.items() for part in self._model(key, seen, how)),
            *self._choice("metric", "score that counts", how.metric, found.metrics if len(found.metrics) > 1 else ()),
            *self._choice("prompt", "prompt that counts", how.prompt, found.prompts if several else ()),
        )
        left = [key for key, seen in self._asked.items() if seen.option is None]
        self.screen.query_one(f"#{left[0]}" if left else "#path").focus()

    def answers(self, how: HowToRead) -> HowToRead:
        """The answers as they stand; a model whose line shows what its name says needs none."""
        names = dict(how.names)
        for key, seen in self._asked.items():
            text = self._text(key)
            if text and text != (seen.option or ""):
                names[seen.name] = text
            elif not text:
                names.pop(seen.name, None)
        return HowToRead(names, self._text("metric") or None, self._text("prompt") or None)

    def _text(self, key: str) -> str:
        return next((field.value.strip() for field in self.query(f"#{key}").results(Input)), "")

    def _model(self, key: str, seen: "Seen", how: HowToRead) -> Iterator[Widget]:
        known = how.names.get(seen.name) or seen.option or ""
        words = [*seen.suggestions, *self._models]
        field = Input(
            known, id=key, placeholder=PLACEHOLDER, compact=True, suggester=SuggestFromList(words, case_sensitive=False)
        )
        field.border_title = paint.text(seen.name or "no name")
        field.border_subtitle = paint.text(results.counts(seen))
        yield field
        yield Static(paint.content(results.standing(seen)), classes="standing", markup=False)

    def _choice(self, key: str, label: str, chosen: str | None, words: Sequence[str]) -> Iterator[Widget]:
        if words:
            field = Input(
                chosen or "", id=key, compact=True, suggester=SuggestFromList(words, case_sensitive=False),
                placeholder="the log's own choice" if key == "metric" else "all",
            )  # fmt: skip
            field.border_title = paint.text(f"{label}: {' · '.join(words)}")
            yield field
