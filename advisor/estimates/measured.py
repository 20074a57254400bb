"""What own tests measured of calls, in place of what is assumed. Values and arithmetic; reads no results."""

from collections.abc import Mapping
from typing import NamedTuple

from advisor.estimates.load import Load
from advisor.report import Range


class Tokens(NamedTuple):
    """Mean tokens of the calls of one model at one effort; None = not measured."""

    calls: int
    input_tokens: float | None
    output_tokens: float | None
    """Reasoning included."""
    reasoning_tokens: float | None
    """Part of the output."""
    sources: tuple[str, ...]

    def load(self, assumed: Load, input_too: bool = True) -> Load:
        """The assumed load with what was measured; output without its parts keeps their assumed proportion."""
        load = assumed
        if input_too and self.input_tokens is not None:
            load = load._replace(input_tokens=self.input_tokens)
        output, reasoning = self.output_tokens, self.reasoning_tokens
        if output is None:
            return load
        if reasoning is not None:
            return load._replace(output_tokens=max(output - reasoning, 0.0), reasoning_tokens=reasoning)
        whole = load.output_tokens + load.reasoning_tokens
        thought = output * load.reasoning_tokens / whole if whole else 0.0
        return load._replace(output_tokens=output - thought, reasoning_tokens=thought)


class Endpoint(NamedTuple):
    """Calls of one very option: its model, effort, precision and place; None = not measured."""

    calls: int
    call_s: Range | None
    """Seconds of whole calls."""
    p95_s: float | None
    """95th percentile of the seconds of whole calls."""
    first_s: Range | None
    """Seconds to the first token."""
    tokens_per_s: float | None
    """Median of one stream: after the first token where that was timed, else over the whole call."""
    usd_per_call: float | None
    price_ratio: float
    """What was paid over what dated prices make of the same tokens; 1 where no cost was measured."""
    sources: tuple[str, ...]


class Own(NamedTuple):
    """Everything measured for one workload by one date."""

    tokens: Mapping[tuple[str, str], Tokens]
    """(model, effort) -> its calls on any host."""
    endpoints: Mapping[tuple[str, str, str | None, str], Endpoint]
    """(model, effort, precision, place) -> its own calls."""
    assumed_input: float | None
    """Input tokens of a call that measured ones replace; None where the user states them."""

    def load(self, assumed: Load, model: str, effort: str) -> Load:
        """The load of a model: what comes back as measured; what is sent too, unless the user states or varies it."""
        tokens = self.tokens.get((model, effort))
        return assumed if tokens is None else tokens.load(assumed, assumed.input_tokens == self.assumed_input)
