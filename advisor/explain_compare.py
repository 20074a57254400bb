"""Two to six options side by side: differences to the first, and who wins at what worth and volume.

An excluded option may be compared; it is marked with its gates. Never ranks anything outside the options given.
"""

from collections.abc import Sequence
from typing import NamedTuple

from advisor.decision.frontier import frontier
from advisor.decision.robustness import Draws
from advisor.decision.scans import Scan, reigns
from advisor.explain import Contrast, contrast, waterfall
from advisor.explain_words import admitted, figure, money
from advisor.option import Scored
from advisor.quantities import DAYS_PER_MONTH
from advisor.report import NetBenefit
from advisor.rounding import rounded


class Side(NamedTuple):
    """One compared option; None where a term is not known."""

    id: str
    model: str
    name: str
    route: str
    status: str
    """"allowed", "review" or "excluded"."""
    gates: tuple[str, ...]
    reason: str | None
    p_success: float | None
    usd_per_1k_calls: float | None
    usd_per_month: float | None
    net_benefit: NetBenefit | None


class Wins(NamedTuple):
    """One of the options is the best of them between two values; None = no end that way."""

    option: str | None
    from_: float | None
    to: float | None


class Comparison(NamedTuple):
    """The options in the order given; differences are the first's over each other one."""

    options: tuple[Side, ...]
    differences: tuple[Contrast, ...]
    by_worth: tuple[Wins, ...]
    """Over USD per right answer."""
    by_volume: tuple[Wins, ...]
    """Over calls a day."""
    sentences: tuple[str, ...]


class Compared(NamedTuple):
    """What is known of one option: its terms, and the gates that exclude it with the first one's reason."""

    id: str
    model: str
    name: str
    route: str
    scored: Scored | None
    gates: tuple[str, ...]
    reason: str | None


def compare(
    options: Sequence[Compared],
    calls_per_day: float,
    draws: Draws | None,
    volume: Scan | None,
    currency: tuple[str, float] | None = None,
) -> Comparison:
    """`draws` and `volume` cover the options whose terms are known; None where there are fewer than two."""
    known = [option.scored for option in options if option.scored is not None]
    first = options[0].scored
    differences = [contrast(first, other, draws, currency) for other in known if first and other is not first]
    by_worth = tuple(
        Wins(span.scored.candidate.id, rounded(span.wins_from), None if span.wins_to is None else rounded(span.wins_to))
        for span in frontier(known)
    )
    by_volume = () if volume is None else tuple(Wins(*reign) for reign in reigns(volume))
    sentences = (
        *(difference.sentence for difference in differences),
        *_worth_sentences(by_worth, currency),
        *_volume_sentences(by_volume),
        *_gate_sentences(options),
    )
    sides = tuple(_side(option, calls_per_day) for option in options)
    return Comparison(sides, tuple(differences), by_worth, by_volume, sentences)


def _side(option: Compared, calls_per_day: float) -> Side:
    scored = option.scored
    status = "excluded" if option.gates else scored.status if scored else "excluded"
    serving = None if scored is None else rounded(scored.serving)
    return Side(
        option.id,
        option.model,
        option.name,
        option.route,
        status,
        option.gates,
        option.reason,
        None if scored is None else rounded(scored.belief.p_mean),
        serving,
        None if serving is None else rounded(serving * calls_per_day * DAYS_PER_MONTH / 1000),
        None if scored is None else waterfall(scored),
    )


def _worth_sentences(spans: Sequence[Wins], currency: tuple[str, float] | None) -> list[str]:
    write = money(currency)
    if len(spans) == 1:
        return [f"{spans[0].option} wins whatever a right answer is worth."]
    return [
        f"{span.option} wins {_between(write(span.from_ or 0.0) if span.from_ else None, span.to and write(span.to))} "
        "per right answer."
        for span in spans
    ]


def _volume_sentences(spans: Sequence[Wins]) -> list[str]:
    if len(spans) == 1:
        return [f"{spans[0].option} wins at every volume tried."] if spans[0].option else []
    return [
        f"{span.option or 'None of them'} {'wins' if span.option else 'can serve'} "
        f"{_between(span.from_ and figure(span.from_), span.to and figure(span.to))} calls a day."
        for span in spans
    ]


def _between(low: str | float | None, high: str | float | None) -> str:
    if low and high:
        return f"from {low} to {high}"
    return f"from {low}" if low else f"up to {high}"


def _gate_sentences(options: Sequence[Compared]) -> list[str]:
    return [
        f"{option.id} is excluded by {', '.join(option.gates)}: {admitted(option.reason or 'unknown', None)}"
        for option in options
        if option.gates
    ]
