"""Token multipliers of reasoning efforts, from runs of one model at several efforts. Maintainers only."""

from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any

from advisor.evidence.types import EFFORTS

JUDGED = {"none": 0.0, "low": 0.4, "medium": 1.0, "high": 3.0, "max": 6.0}
PSEUDO_RUNS = 3.0
"""Weight of the judged multiple, in runs."""


def token_multipliers(runs: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Effort -> {multiple of medium's reasoning tokens, runs it rests on}; judged where runs are few, never falling.

    Runs state reasoning tokens, or output tokens or cost of the same task, whose ratio is a floor of it.
    """
    tasks: dict[tuple[str, str], dict[str, float]] = {}
    for run in runs:
        amount = run.get("reasoning_tokens") or run.get("output_tokens") or run.get("cost_usd")
        if amount:
            tasks.setdefault((run["model"], run["benchmark"]), {})[run["effort"]] = float(amount)
    found: dict[str, dict[str, float]] = {}
    least = 0.0
    for effort in EFFORTS:
        ratios = [task[effort] / task["medium"] for task in tasks.values() if effort in task and "medium" in task]
        multiple = JUDGED[effort]
        if ratios:
            multiple = (median(ratios) * len(ratios) + multiple * PSEUDO_RUNS) / (len(ratios) + PSEUDO_RUNS)
        least = max(least, multiple)
        found[effort] = {"multiple": least, "runs": float(len(ratios))}
    return found
