"""Sustained calls per second of a rig at a workload's token shape, with or without a target for inter-token speed.

    calls/s = B / (output step(B) + uncached input prefill)  per copy, times copies

B is the most sequences that memory, the engine and the target allow. Estimates only what memory and the roofline say.
"""

from advisor.estimates.constants import Constants
from advisor.estimates.deployment import Deployment, Layout, layouts
from advisor.report import Range
from advisor.tuples import NamedTuple


class Shape(NamedTuple):
    """Tokens of one call, its turns summed; `context` is the most a sequence holds at once."""

    input_tokens: float
    cached_share: float
    output_tokens: float
    context: float
    turns: float = 1.0
    """Requests of one call, which share its tokens evenly: a sequence holds those of one."""

    @property
    def computed_input(self) -> float:
        return self.input_tokens * (1 - self.cached_share)

    @property
    def mean_context(self) -> float:
        return (self.input_tokens + self.output_tokens / 2) / self.turns

    @property
    def held(self) -> float:
        """Tokens of a request that has been answered."""
        return (self.input_tokens + self.output_tokens) / self.turns


class Capacity(NamedTuple):
    """Of the whole rig."""

    calls_per_s: Range
    batch: int
    """Sequences at once in one copy."""
    layout: Layout
    tokens_per_s_user: float
    """Typical speed one user sees at that load."""


def capacity(
    deployment: Deployment, shape: Shape, constants: Constants, min_tokens_per_s: float | None = None
) -> Capacity | None:
    """Best layout of the rig; None when nothing holds the model with one call, the target is out of reach even for one
    user, or a needed fact (active parameters, attention kind) is not known."""
    best: Capacity | None = None
    for layout in layouts(deployment, constants, shape.context, shape.held):
        found = _of_layout(deployment, layout, shape, constants, min_tokens_per_s)
        if found is not None and (best is None or found.calls_per_s.typical > best.calls_per_s.typical):
            best = found
    return best


def _of_layout(
    deployment: Deployment, layout: Layout, shape: Shape, constants: Constants, target: float | None
) -> Capacity | None:
    most = min(layout.slots, constants.engines[deployment.engine].max_batch * layout.stages)
    batch = most if target is None else _largest_batch(layout, shape, most, 1e3 / target)
    if batch < 1:
        return None
    rate = calls_per_second(layout, shape, batch) * layout.copies
    low, high = interval(deployment, constants)
    basis = "physics" if deployment.physics_only else "same-class"
    speed = 1e3 / token_ms(layout, shape, batch)
    return Capacity(Range(rate * low, rate, rate * high, basis), batch, layout, speed)


def calls_per_second(layout: Layout, shape: Shape, batch: float) -> float:
    """Of one copy with `batch` calls in flight; stages work on separate parts of the batch."""
    output = max(1.0, shape.output_tokens)
    return batch * 1e3 / (output * token_ms(layout, shape, batch))


def token_ms(layout: Layout, shape: Shape, batch: float) -> float:
    """Time between two tokens of one user while prompts of others are processed in between."""
    part = max(1.0, batch / layout.stages)
    step = layout.roofline.step_ms(part, shape.mean_context)
    return step + part * layout.roofline.prefill_ms * shape.computed_input / max(1.0, shape.output_tokens)


def interval(deployment: Deployment, constants: Constants) -> tuple[float, float]:
    """Low and high over typical of served throughput."""
    return constants.interval["physics" if deployment.physics_only else "batch"]


def _largest_batch(layout: Layout, shape: Shape, most: int, limit_ms: float) -> int:
    """Largest batch whose inter-token time is within the limit; the time grows with the batch."""
    if token_ms(layout, shape, 1) > limit_ms:
        return 0
    low, high = 1, most
    if token_ms(layout, shape, high) <= limit_ms:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if token_ms(layout, shape, middle) <= limit_ms else (low, middle)
    return low
