"""Expected net benefit in USD per 1,000 calls and the order it gives (method: MAVT with one price per unit).

Never draws, never filters: an option's score depends on its own terms alone, so adding options reorders nobody.
"""

from collections.abc import Iterable

from advisor.option import Scored


def terms(p_mean: float, worth: float, serving: float, latency: float, risk: float) -> tuple[float, float]:
    """(quality, net benefit) in USD per 1,000 calls; `worth` is USD per right answer, the costs USD per 1,000 calls.

    NB = 1000 w E[p] - serving - latency - risk.
    """
    quality = 1000.0 * worth * p_mean
    return quality, quality - serving - latency - risk


def cost(scored: Scored) -> float:
    """Everything but quality, USD per 1,000 calls."""
    return scored.serving + scored.latency + scored.risk


def rank(scored: Iterable[Scored]) -> tuple[Scored, ...]:
    """By expected net benefit, highest first; equal ones by id, so that the order never depends on the input's."""
    return tuple(sorted(scored, key=_order))


def _order(scored: Scored) -> tuple[float, str]:
    return -scored.net_benefit, scored.candidate.id


def contenders(ranked: Iterable[Scored], limit: int = 24) -> tuple[Scored, ...]:
    """The best option of each model, in rank order, at most `limit`: what the robustness draws run over."""
    best: dict[str, Scored] = {}
    for scored in ranked:
        best.setdefault(scored.candidate.model.id, scored)
        if len(best) == limit:
            break
    return tuple(best.values())
