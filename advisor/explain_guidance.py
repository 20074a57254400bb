"""What to do next in this case: the practitioner's advice made concrete from the ranking's own figures.

Says what to benchmark first and on how many items, whether to plan self-hosting, which open and closed options to try
side by side, which review is needed, and what sparser models would change. Never adds a figure of its own.
"""

from collections.abc import Iterable, Sequence
from math import ceil, sqrt

from advisor.catalog import Model, Workload
from advisor.decision.flips import Landscape, price_flip, quality_flip
from advisor.decision.robustness import Draws, value_of_comparing
from advisor.explain_answer import small_bill
from advisor.explain_review import not_known, review, review_reasons, settle
from advisor.explain_words import Money, admitted, figure, listed, place
from advisor.option import Scored
from advisor.quantities import DAYS_PER_MONTH
from advisor.report import Excluded, Flip, Note, RankedOption
from advisor.tuples import NamedTuple

POWER = (1.96 + 0.84) ** 2
"""Two-sided 5 % test with 80 % power."""

SMALLEST_GAP, LARGEST_GAP = 0.005, 0.10
"""Differences in success that a test is sized for."""

FIRST_SET = 200
"""Items of a first test: what a day of labelling gives, and where the value of more flattens."""


class Case(NamedTuple):
    """Everything the guidance reads; `options` are the rows shown and `scored` the same rows before rounding."""

    options: Sequence[RankedOption]
    scored: Sequence[Scored]
    draws: Draws
    field: Landscape
    excluded: Sequence[Excluded]
    calls_per_day: float
    volume_flip: Flip | None
    """Of the best self-hosted option, where volume was scanned."""
    money: Money


def paired_items(p_success: float, difference: float, correlation: float = 0.5) -> int:
    """Items on which both options must be judged to tell `difference` apart: z^2 (D - d^2) / d^2.

    D = 2 p (1 - p) (1 - rho) is the share of items on which they disagree (paired binary outcomes).
    """
    gap = min(max(abs(difference), SMALLEST_GAP), LARGEST_GAP)
    disagree = max(2 * p_success * (1 - p_success) * (1 - correlation), gap)
    return ceil(POWER * (disagree - gap * gap) / (gap * gap))


def guidance(case: Case) -> tuple[Note, ...]:
    """Notes on the whole decision, in the order to act on them; none when no row is left."""
    if not case.options:
        return ()
    settling = (review(case.options), not_known(case.options))
    if small_bill(case.options[0]):
        notes: tuple[Note | None, ...] = (_small_bill(case), *settling)
    else:
        notes = (_benchmark(case), *settling, _side_by_side(case), _hosting(case), _sparser(case))
    return tuple(note for note in notes if note is not None)


def worth_assumed(workload: Workload, write: Money) -> tuple[Note, ...]:
    """What a right answer was taken to be worth where nobody said it, and what others find it worth."""
    others = [f"{write(usd)} ({label})" for label, usd in workload.worth_presets if usd != workload.worth]
    if not others:
        return ()
    text = (
        f"One more right answer is taken to be worth {write(workload.worth)}: {workload.worth_means}. "
        f"Say with --worth if yours is nearer to {' or '.join(others)}."
    )
    return (Note("worth-assumed", text, (workload.id,)),)


def _small_bill(case: Case) -> Note:
    first = case.options[0]
    text = (
        f"At this volume the whole bill is {case.money(first.cost.usd_per_month)} a month: choose by quality. Knowing "
        f"which option is best would be worth {case.money(_evpi_a_month(case))} a month, less than any test costs."
    )
    return Note("small-bill", text, (first.id,))


def _evpi_a_month(case: Case) -> float:
    return case.draws.evpi * case.calls_per_day * DAYS_PER_MONTH / 1000


def _benchmark(case: Case) -> Note | None:
    """The leader and the challengers whose comparison is worth most, on the same items."""
    leader = case.options[0].id
    worths = {
        option.id: value_of_comparing(case.draws, leader, option.id)
        for option in case.options[1:]
        if option.id in case.draws.p_best
    }
    ranked = sorted((key for key, worth in worths.items() if worth > 0), key=lambda key: (-worths[key], key))
    if not ranked:
        return None
    by_id = {option.id: option for option in case.options}
    names = listed([place(by_id[key]) for key in (leader, *ranked[:2])])
    text = (
        f"Benchmark {names} first, on the same items of your own: {_size(case, ranked[0])} "
        f"Knowing which option is best would be worth up to {case.money(_evpi_a_month(case))} a month."
    )
    return Note("benchmark-first", text, (leader, *ranked[:2]))


def _size(case: Case, challenger: str) -> str:
    """How many items, and what they can show."""
    gap = gap_that_matters(case, challenger)
    p_success = _scored(case, challenger).belief.p_mean
    items = paired_items(p_success, gap)
    if items <= FIRST_SET:
        return f"{items} items are enough to see the {gap * 100:.0f} points that would change the order."
    shown = resolved(p_success, FIRST_SET) * 100
    return (
        f"{FIRST_SET} items show a difference of {shown:.0f} points or more. {gap * 100:.1f} points would change the "
        f"order, which takes about {_two_digits(items):,} items: if {FIRST_SET} show no difference, decide by cost "
        "or risk."
    )


def _two_digits(count: int) -> int:
    return int(float(f"{count:.1e}"))


def gap_that_matters(case: Case, challenger: str) -> float:
    """How much better than expected `challenger` must be to come first, as a difference in success."""
    scored = _scored(case, challenger)
    needed = quality_flip(scored, case.field)
    gap = LARGEST_GAP if needed is None else needed.to - scored.belief.p_mean
    return min(max(gap, SMALLEST_GAP), LARGEST_GAP)


def _scored(case: Case, option: str) -> Scored:
    return next(row for row in case.scored if row.candidate.id == option)


def resolved(p_success: float, items: int, correlation: float = 0.5) -> float:
    """The difference in success that so many paired items tell apart: `paired_items` solved for the difference."""
    disagree = 2 * p_success * (1 - p_success) * (1 - correlation)
    return sqrt(disagree / (items / POWER + 1))


def _side_by_side(case: Case) -> Note | None:
    opened = _first(case.options, case.scored, open_weights=True)
    closed = _first(case.options, case.scored, open_weights=False)
    if opened is None or closed is None:
        return None
    text = (
        f"Run {place(opened)} (open weights) and {place(closed)} (closed) side by side: a week on saved items, "
        "three on shadow traffic, four on a small share of live calls, and again at each price change or model release."
    )
    return Note("side-by-side", text, (opened.id, closed.id))


def _first(options: Sequence[RankedOption], scored: Sequence[Scored], *, open_weights: bool) -> RankedOption | None:
    pairs = zip(options, scored, strict=True)
    return next((option for option, row in pairs if row.candidate.model.open_weights is open_weights), None)


def best_self_hosted(ranked: Iterable[Scored]) -> Scored | None:
    """The first option on rented or own accelerators."""
    return next((scored for scored in ranked if scored.candidate.route != "hosted"), None)


def _hosting(case: Case) -> Note | None:
    best = best_self_hosted(case.field.ranked)
    if best is None:
        return _no_hosting(case.excluded)
    name, leader = best.candidate.id, case.field.ranked[0]
    if best is leader:
        return Note("self-hosting", f"Plan for self-hosting: {name} leads.{_below(case)} {_measure(best)}", (name,))
    behind = case.money(leader.net_benefit - best.net_benefit)
    return Note(
        "self-hosting", f"Self-hosting ({name}) is {behind} per 1,000 calls behind. {_when(case, best)}", (name,)
    )


def _below(case: Case) -> str:
    """The volume under which a hosted option would lead instead."""
    flip = case.volume_flip
    if flip is None or flip.to > flip.from_:
        return ""
    return f" Below about {figure(flip.to)} calls a day {flip.then} leads."


def _measure(best: Scored) -> str:
    if best.candidate.route == "owned":
        return "Measure its speed on your hardware before you rely on it."
    return "Rent one instance and measure its speed before you commit to more."


def _when(case: Case, best: Scored) -> str:
    """What would make self-hosting lead, by volume where that was scanned, else by its cost."""
    if case.volume_flip is not None and case.volume_flip.then == best.candidate.id:
        more = case.volume_flip.to > case.volume_flip.from_
        volume = f"{'from' if more else 'below'} about {figure(case.volume_flip.to)} calls a day"
        return f"It leads {volume}: plan for it if you expect that volume."
    needed = price_flip(best, case.field)
    if needed is None:
        return "No price of its hardware puts it first at this worth: plan for it only where policy asks for it."
    share = (1 - needed.to / needed.from_) * 100
    return f"It leads only if its serving cost falls by {share:.0f} %, to {case.money(needed.to)} per 1,000 calls."


def _no_hosting(excluded: Sequence[Excluded]) -> Note | None:
    """Why there is none, unless the user left self-hosting out; `excluded` are nearest first."""
    miss = next((miss for miss in excluded if "@owned:" in miss.id or "@rented:" in miss.id), None)
    if miss is None or miss.gate in {"route", "user"}:
        return None
    why = admitted(miss.reason, miss.would_admit)
    text = f"No self-hosted option serves this. The nearest, {miss.id}, fails on {miss.gate}: {why}"
    return Note("self-hosting", text, (miss.id,))


def _sparser(case: Case) -> Note | None:
    best = best_self_hosted(case.field.ranked)
    if best is None or not is_sparse(best.candidate.model):
        return None
    model = best.candidate.model
    text = (
        "Sparser models will not shrink the rig: memory follows all parameters, as does bandwidth at high batch; only "
        f"prefill follows the active ones ({model.name} computes with {_share_active(model):.0f} % of its parameters "
        "and holds all). Size memory by the whole model."
    )
    return Note("sparser-models", text, (model.id,))


def is_sparse(model: Model) -> bool:
    """Whether it is known to compute with a part of its parameters only."""
    total, active = model.params_total, model.params_active
    return total is not None and active is not None and active < 0.9 * total


def _share_active(model: Model) -> float:
    return 100 * (model.params_active or 0.0) / (model.params_total or 1.0)


def next_steps(option: RankedOption, case: Case) -> tuple[Note, ...]:
    """What to do before relying on one row, in order."""
    notes = [settle(reason) for reason in review_reasons(option)]
    leader = case.options[0]
    if option.tie_group == leader.tie_group and option.id != leader.id:
        gap = gap_that_matters(case, option.id)
        items = min(FIRST_SET, paired_items(option.quality.p_success.mean, gap))
        notes.append(Note("test", f"Test it against {leader.id} on the same {items} items.", (leader.id,)))
    elif option.quality.evidence.prior_only:
        notes.append(Note("test", "No score for this work is known: test it on 50 of your own items first.", ()))
    if option.route != "hosted":
        speed = option.speed.decode_tok_s
        if speed is None or speed.basis not in {"measured", "own"}:
            machine = "your hardware" if option.route == "owned" else "one rented instance"
            notes.append(Note("measure-speed", f"Its speed is an estimate: measure it on {machine}.", ()))
    return tuple(notes)
