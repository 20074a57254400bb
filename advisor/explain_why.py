"""One option explained in full: its terms, how it stands to another, what would move it, how well it is known.

Arranges what the decision found; never ranks and never prices.
"""

from collections.abc import Sequence
from typing import NamedTuple

from advisor.explain import Contrast, no_flip_sentence
from advisor.explain_words import Money, admitted, flip_sentence, listed, money, of_100, place
from advisor.report import Flip, NetBenefit, Note, RankedOption, Verdict


class FailedGate(NamedTuple):
    gate: str
    reason: str
    would_admit: str | None
    rule: str | None


class Why(NamedTuple):
    """`row` is None for an excluded option; `net_benefit` and `over` are None where a term is not known."""

    option: str
    rank: int | None
    """Among the rows; the rank it would have for an option that another of its model hides. None = excluded."""
    would_rank: int | None
    """Of an excluded option, if its gates fell."""
    gates: tuple[FailedGate, ...]
    net_benefit: NetBenefit | None
    row: RankedOption | None
    over: Contrast | None
    flips: tuple[Flip, ...]
    no_flip: tuple[str, ...]
    """Levers that were tried over their whole range and change nothing."""
    sentences: tuple[str, ...]
    notes: tuple[Note, ...]
    verdict: Verdict
    """Of an excluded option too."""
    rules_checked: int


def evidence_sentence(option: RankedOption) -> str:
    """What its quality rests on, so that one vendor number is visible as such."""
    seen = option.quality.evidence
    right = option.quality.p_success
    span = f"{of_100(right.mean)} of 100 right ({of_100(right.low)} to {of_100(right.high)})"
    if seen.prior_only:
        return f"Its quality, {span}, rests on a prior alone: no score of it is known."
    kinds = (
        _scores(seen.independent, "independent {}"),
        _scores(seen.vendor, "{} by makers"),
        _scores(seen.own, "{} of your own"),
    )
    counts = listed([kind for kind in kinds if kind] or ["no score"]) + (
        "" if seen.independent or seen.own else " and no other"
    )
    newest = f", the newest of {seen.newest}" if seen.newest else ""
    return (
        f"Its quality, {span}, rests on {counts}{newest}; {seen.transfer_share * 100:.0f} % of the uncertainty is how "
        "far scores carry over to this work."
    )


def _scores(count: int, kind: str) -> str:
    return f"{count} {kind.format('score' if count == 1 else 'scores')}" if count else ""


def cost_sentence(option: RankedOption, write: Money) -> str:
    """What it costs, in the three ways people ask."""
    cost = option.cost
    return (
        f"{place(option)} costs {write(cost.usd_per_month)} a month: {write(cost.usd_per_1k_calls)} per 1,000 calls, "
        f"{write(cost.usd_per_1k_successes)} per 1,000 right answers."
    )


def robustness_sentence(option: RankedOption, draws: int, write: Money) -> str:
    """How often it is best, and what choosing it is expected to lose."""
    known = option.robustness
    return (
        f"It is best in {known.p_best * 100:.0f} % of {draws} draws; choosing it is expected to lose "
        f"{write(known.expected_regret_usd_per_1k_calls)} per 1,000 calls against knowing which is best."
    )


def row_sentences(row: RankedOption, draws: int, currency: tuple[str, float] | None) -> tuple[str, ...]:
    """Cost, evidence and robustness of a ranked option."""
    write = money(currency)
    return cost_sentence(row, write), evidence_sentence(row), robustness_sentence(row, draws, write)


def flip_sentences(row: RankedOption, no_flip: Sequence[str], currency: tuple[str, float] | None) -> tuple[str, ...]:
    """Every flip, then the levers that change nothing."""
    found = tuple(flip_sentence(flip, row.id, currency, every_machine=True) for flip in row.flips)
    return (*found, no_flip_sentence(no_flip, row.rank == 1)) if no_flip else found


def gate_sentences(option: str, gates: Sequence[FailedGate], would_rank: int | None) -> tuple[str, ...]:
    """Why an option is out and where it would stand."""
    if not gates:
        return ()
    texts = [f"{option} is excluded by {gate.gate}: {admitted(gate.reason, gate.would_admit)}" for gate in gates]
    if would_rank is not None:
        texts.append(f"Without {'this gate' if len(gates) == 1 else 'these gates'} it would rank {would_rank}.")
    return tuple(texts)
