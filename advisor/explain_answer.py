"""The answer in one paragraph: who comes first, how sure that is, and what to choose by when it is not.

Inside a tie group the advice is cost or risk; when the whole bill is cents a month it is quality. Never re-ranks.
"""

from collections.abc import Sequence

from advisor.decision.flips import Landscape, leader_changes_at
from advisor.decision.robustness import Draws, beats
from advisor.decision.ties import band
from advisor.explain_misses import none_left
from advisor.explain_words import Money, listed, money, of_100, place
from advisor.report import Answer, Excluded, RankedOption
from advisor.rounding import outward, rounded

CENTS_A_MONTH = 1.0
"""Below this whole bill, USD per month, money is no reason to choose."""

NAMED = 3
"""Options of a tie group that the sentence names."""


def answer(
    options: Sequence[RankedOption],
    best_allowed: str | None,
    draws: Draws | None,
    field: Landscape,
    excluded: Sequence[Excluded],
    currency: tuple[str, float] | None = None,
    best_known: str | None = None,
    nothing_known: str | None = None,
) -> Answer:
    """The Answer for rows in rank order; `excluded` nearest first; `draws` None only when no row is left.

    `best_known`: the first of which every fact is known, whatever its verdict. `nothing_known`: what to say where the
    catalog had no option at all.
    """
    if not options or draws is None:
        return Answer(None, None, None, None, None, None, nothing_known or none_left(excluded))
    first, second = options[0].id, options[1].id if len(options) > 1 else None
    chance = None if second is None else beats(draws, first, second)
    changes = leader_changes_at(field)
    return Answer(
        option=first,
        best_allowed=best_allowed,
        band=band(1.0 if chance is None else chance),
        p_first_beats_second=None if chance is None else rounded(chance),
        evpi_usd_per_1k_calls=rounded(max(0.0, draws.evpi)),
        leader_changes_at_worth=None if changes is None else outward(changes, field.worth),
        sentence=sentence(options, best_allowed, chance, money(currency), best_known),
    )


def sentence(
    options: Sequence[RankedOption],
    best_allowed: str | None,
    chance: float | None,
    write: Money,
    best_known: str | None = None,
) -> str:
    """The whole paragraph; `chance`: P(first beats second), None for a single row."""
    group = tie_group(options)
    if small_bill(options[0]):
        lead = _by_quality(options, write)
    elif len(group) > 1:
        lead = _toss_up(group, write)
    else:
        lead = _single(options, chance, write)
    return f"{lead}{_review(options[0], best_allowed, best_known)}"


def tie_group(options: Sequence[RankedOption]) -> list[RankedOption]:
    """The rows that share the first row's tie group."""
    return [option for option in options if option.tie_group == options[0].tie_group]


def small_bill(option: RankedOption) -> bool:
    """Whether its whole bill is cents a month."""
    return option.cost.usd_per_month < CENTS_A_MONTH


def _by_quality(options: Sequence[RankedOption], write: Money) -> str:
    cheap = [option for option in options if small_bill(option)]
    best = max(cheap, key=lambda option: option.quality.p_success.mean)
    right = of_100(best.quality.p_success.mean)
    return (
        f"The whole bill is cents ({write(options[0].cost.usd_per_month)} a month): choose by quality. "
        f"Of the options that cost cents, {place(best)} is expected to get most right: {right} of 100."
    )


def _toss_up(group: Sequence[RankedOption], write: Money) -> str:
    names = [place(option) for option in group[:NAMED]]
    if len(group) > NAMED:
        names.append(f"{len(group) - NAMED} more")
    cheapest = min(group, key=lambda option: (option.cost.usd_per_1k_calls, option.id))
    unmeasured = all(option.quality.evidence.prior_only for option in group)
    priors = " None of them has a score for this work: all rest on priors." if unmeasured else ""
    return (
        f"{listed(names)} are too close to call: choose among them by cost or risk, or test them. "
        f"{place(cheapest)} costs least, {write(cheapest.cost.usd_per_month)} a month.{priors}"
    )


def _single(options: Sequence[RankedOption], chance: float | None, write: Money) -> str:
    first = options[0]
    right, cost = of_100(first.quality.p_success.mean), write(first.cost.usd_per_1k_calls)
    text = f"{place(first)} comes first: {right} of 100 right for {cost} per 1,000 calls"
    if chance is None:
        return f"{text}. It is the only one left."
    ahead = first.net_benefit.usd_per_1k_calls - options[1].net_benefit.usd_per_1k_calls
    return (
        f"{text}, worth {write(ahead)} more per 1,000 calls than {place(options[1])} "
        f"({band(chance)}: better in {_draws(chance)} of 100 draws)."
    )


def _draws(chance: float) -> int:
    """Whole draws of 100; 100 only when it was better in all."""
    return 100 if chance == 1 else min(99, round(chance * 100))


def _review(first: RankedOption, best_allowed: str | None, best_known: str | None) -> str:
    if first.verdict.status == "allowed":
        return ""
    if best_allowed is not None:
        return f" {place(first)} needs a review first; the best option allowed without one is {best_allowed}."
    text = f" {place(first)} needs a review first, and no option is allowed without one."
    if best_known is None:
        return text
    if best_known == first.id:
        return f"{text} Every fact of it is known: only the review is open."
    return f"{text} The best of which every fact is known, so that only the review is open, is {best_known}."
