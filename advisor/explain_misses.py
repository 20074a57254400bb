"""Near misses: why an option is out, what would admit it, and which excluded ones come closest.

Reads the gates that the constraints found; never decides one.
"""

from collections.abc import Collection, Iterable, Sequence

from advisor.explain_words import admitted
from advisor.report import Excluded

HARD = {"price-unknown": 3, "size-unknown": 3, "suspect-price": 3, "retired": 3, "route": 2, "user": 2}
"""Gates that say nothing about a near miss: facts that are missing, or choices the user made."""


def nearest(excluded: Iterable[tuple[Excluded, float | None]], limit: int | None = 20) -> tuple[Excluded, ...]:
    """The excluded options nearest to being admitted, first; all of them without a limit.

    Each comes with its net benefit in USD per 1,000 calls, None where it cannot be computed. Nearest: fewest gates,
    gates that a requirement can move before missing facts, then the highest net benefit, then by id.
    """
    ordered = sorted(excluded, key=_distance)
    return tuple(miss for miss, _ in (ordered if limit is None else ordered[:limit]))


def _distance(entry: tuple[Excluded, float | None]) -> tuple[tuple[int, int, bool, float], str]:
    miss, net_benefit = entry
    return distance(miss.gates, net_benefit), miss.id


def distance(gates: Collection[str], net_benefit: float | None) -> tuple[int, int, bool, float]:
    """How far an option excluded by these different gates is from being admitted; smaller is nearer."""
    hardest = 0
    for gate in gates:
        hard = HARD.get(gate)
        if hard is not None and hard > hardest:
            hardest = hard
    return len(gates), hardest, net_benefit is None, -(net_benefit or 0.0)


def miss_sentence(miss: Excluded) -> str:
    """One excluded option with its first gate and the smallest change that admits it."""
    more = len(set(miss.gates)) - 1
    others = f" and {more} more gate{'s' if more > 1 else ''}" if more else ""
    return f"{miss.id}: {miss.gate} {admitted(f'({miss.reason}){others}', miss.would_admit)}"


def none_left(excluded: Sequence[Excluded]) -> str:
    """What to say when nothing satisfies the constraints."""
    if not excluded:
        return "No option satisfies the constraints, and no excluded one is near."
    return f"No option satisfies the constraints. The nearest is {miss_sentence(excluded[0])}"
