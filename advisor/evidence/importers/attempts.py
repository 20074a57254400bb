"""What every reader returns: one entry per attempt at an item. Values only."""

from typing import NamedTuple


class Attempt(NamedTuple):
    """One answer of one model to one item, or the failure to get or grade one."""

    model: str
    """As the tool names it."""
    item: str
    """Pairs attempts of different models; the same in every log of the same items."""
    score: float | None
    """0..1; None when missing, which is never a wrong answer."""
    missing: str | None
    """Why there is no score."""
    prompt: str = ""
    """Hash or text that tells prompts apart; empty where the log does not say."""
    cluster: str = ""
    """Items of one cluster share a source, so their results are not independent."""
    effort: str | None = None
    input_tokens: float | None = None
    output_tokens: float | None = None
    """Reasoning included."""
    reasoning_tokens: float | None = None
    latency_s: float | None = None
    cost_usd: float | None = None
    ttft_s: float | None = None
    """Seconds to the first token."""


class Log(NamedTuple):
    """One file, read."""

    tool: str
    """"inspect", "lm-eval", "promptfoo", "csv" or "jsonl"."""
    version: str
    """Of the tool or its format, as the file states it; empty where it does not."""
    task: str
    date: str | None
    """ISO day of the run."""
    attempts: tuple[Attempt, ...]
    notes: tuple[str, ...]
    """What was left out, and why."""
    metrics: tuple[str, ...] = ()
    """Names of the scores that one may choose from; empty where there is only one."""
