"""What each constraint costs: best net benefit without it minus the best with it (method section 3.5).

A constraint is a gate. Without gate G an excluded option is admitted when nothing but G keeps it out.
"""

from collections.abc import Iterable, Sequence

from advisor.report import ConstraintPrice


def constraint_prices(
    best: float | None, excluded: Iterable[tuple[Sequence[str], float | None]]
) -> tuple[ConstraintPrice, ...]:
    """Price of every gate met, USD per 1,000 calls, dearest first, >= 0.

    `best`: net benefit of the first option, None when nothing is left. `excluded`: each excluded option's gates, each
    once, and its net benefit, None when it cannot be computed (no price). A price is None when it has nothing to
    compare.
    """
    admitted: dict[str, float | None] = {}
    for gates, net_benefit in excluded:
        for gate in gates:
            if gate not in admitted:
                admitted[gate] = None
        if len(gates) == 1 and net_benefit is not None:
            known = admitted[gates[0]]
            if known is None or net_benefit > known:
                admitted[gates[0]] = net_benefit
    prices = [ConstraintPrice(gate, _price(best, without)) for gate, without in admitted.items()]
    return tuple(sorted(prices, key=_dearest_first))


def _price(best: float | None, without: float | None) -> float | None:
    if best is None or without is None:
        return None
    return max(0.0, without - best)


def _dearest_first(price: ConstraintPrice) -> tuple[float, str]:
    usd = price.usd_per_1k_calls
    return (1.0 if usd is None else -usd), price.constraint
