"""The load of a workload at one effort: what every price is multiplied with. It knows no price and no hardware."""

from advisor.requirements import Requirements
from advisor.tuples import NamedTuple

SECONDS_PER_DAY = 86400


class Load(NamedTuple):
    """Tokens are per call, turns summed; shares 0..1; retries is the share of calls that are sent again."""

    calls_per_day: float
    input_tokens: float
    """Cached ones included."""
    output_tokens: float
    """The answer, without reasoning."""
    reasoning_tokens: float
    """At this effort, on top of output_tokens, billed as output."""
    cached_share: float
    batch_share: float
    retries: float
    turns: float
    peak_to_mean: float
    flex_share: float = 0.0
    """Part of the calls that can wait minutes; those of batch_share can wait a day."""


def load_of(requirements: Requirements, effort: str) -> Load:
    """The load at `effort`; KeyError for an effort the workload gives no reasoning multiplier for."""
    workload = requirements.workload
    return Load(
        calls_per_day=requirements.calls_per_day,
        input_tokens=requirements.input_tokens,
        output_tokens=requirements.output_tokens,
        reasoning_tokens=workload.reasoning_tokens * workload.reasoning_multiplier[effort],
        cached_share=requirements.cached_share,
        batch_share=requirements.batch_share,
        retries=requirements.retries,
        turns=requirements.turns,
        peak_to_mean=requirements.peak_to_mean,
        flex_share=requirements.flex_share,
    )
