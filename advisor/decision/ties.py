"""Tie groups and words for how sure: P(A beats B) into bands, without money thresholds (design, rules of the decision).

Never changes the order: it only says where the order means little.
"""

from collections.abc import Sequence

from advisor.decision.robustness import Draws, beats

CLEAR = 0.9
LIKELY = 0.7
TOSS_UP = "toss-up: test"


def band(p_beats: float) -> str:
    """The word for P(A beats B): "clear" from 0.9, "likely" from 0.7, else "toss-up: test"."""
    if p_beats >= CLEAR:
        return "clear"
    return "likely" if p_beats >= LIKELY else TOSS_UP


def groups(draws: Draws, ranked_ids: Sequence[str]) -> tuple[int, ...]:
    """Tie group, from 1, of each option in rank order: it joins when P(the group's first beats it) < 0.70."""
    numbers: list[int] = []
    first = ""
    for key in ranked_ids:
        starts = not numbers or beats(draws, first, key) >= LIKELY
        if starts:
            first = key
        numbers.append((numbers[-1] if numbers else 0) + starts)
    return tuple(numbers)
