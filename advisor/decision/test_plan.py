"""Which options to test next on one's own data, on how many items, at what cost, and when to stop.

Picks by value of information in USD a day (method section 5.2). Takes ranked options; never runs a test.
"""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, NamedTuple

from advisor.decision.sample_size import Errors, paired_items, unpaired_items
from advisor.decision.value_of_information import Prior, expected_gain, perfect_gain
from advisor.option import Scored

CONTENDERS = 24
DIFFERENCES = (0.01, 0.02, 0.03, 0.05, 0.08)
DAYS_PER_MONTH = 365 / 12


class PlanConstants(NamedTuple):
    """The catalog's judged constants of a test (`catalog/decision.toml`)."""

    false_alarm: float
    power: float
    agreement: float
    """Correlation of right answers of two models on the same items."""
    agreement_low: float
    first_batch: float
    last_batch: float
    """Batches double from the first to the last."""
    shortlist: float
    """Models tested together at most."""
    drop_below: float
    """P(beats the leader) under which a model is dropped on the way."""


def plan_constants(constants: Mapping[str, Any]) -> PlanConstants:
    table = constants["decision"]["testing"]
    return PlanConstants(*(float(table[name]["value"]) for name in PlanConstants._fields))


class Asked(NamedTuple):
    calls_per_day: float
    worth: float
    """USD per right answer."""
    horizon_months: float
    """How long the decision will run: a batch that costs more than it brings by then is not worth it."""
    difficulty_sd: float
    seed: int
    first: str | None
    """Model somebody proposes to test first."""


class Choice(NamedTuple):
    """One option and what testing it alone, on the largest planned batch but one, would bring."""

    option: str
    model: str
    rank: int
    p_success: float
    logit_sd: float
    usd_per_day: float
    run_usd: float
    """Of the items, by its bill; renting starts with one hour of an instance."""
    chosen: bool
    reason: str
    """"chosen", "cannot-win" (no result makes it first), "costs-more" than it brings, "shortlist-full"."""


class Stage(NamedTuple):
    """Every option of the shortlist has answered `items` in all after this batch."""

    items: int
    usd_per_day: float
    """Value of the test up to here."""
    gain_usd_per_day: float
    """Of this batch over the one before."""
    batch_usd: float
    """At most: with nobody dropped."""
    worth_it: bool
    """Whether the gain over the horizon exceeds the batch's cost."""


class SampleSize(NamedTuple):
    """Items to find a difference of success rates with the usual error rates."""

    difference: float
    paired: int
    paired_low_agreement: int
    unpaired_per_model: int
    usd_per_day: float
    """What that difference is worth."""


class First(NamedTuple):
    """The advice to test one model first, checked."""

    model: str
    verdict: str
    """"holds", "partly" (on the shortlist, not its first) or "does-not-hold"."""
    place: int | None
    """By value of testing, from 1; None when no option of it is left."""
    usd_per_day: float | None


class Plan(NamedTuple):
    choices: tuple[Choice, ...]
    """Highest value first."""
    stages: tuple[Stage, ...]
    items: int
    """Per option, up to the last batch that is worth it; 0 = decide without a test."""
    run_usd: float
    """Of those items with nobody dropped."""
    perfect_usd_per_day: float
    """Knowing every option's chance of being right, at the stated worth."""
    sizes: tuple[SampleSize, ...]
    p: float
    """Success rate the sizes are for: the leader's."""
    drop_below: float
    first: First | None


def plan_of(rows: Sequence[Scored], asked: Asked, constants: PlanConstants) -> Plan:
    """The plan for options in rank order, one per model; ValueError without any."""
    if not rows:
        raise ValueError("no option to test")
    ranks = _considered(rows, asked.first)
    prior = Prior([rows[rank - 1] for rank in ranks], asked.difficulty_sd, asked.seed)
    items = batches(constants)
    choices = _choices(prior, ranks, items[-2] if len(items) > 1 else items[-1], asked, int(constants.shortlist))
    stages = _stages(prior, [choice.option for choice in choices if choice.chosen], items, asked)
    done = [stage for stage in stages if stage.worth_it]
    p = rows[0].belief.p_mean
    return Plan(
        choices=choices,
        stages=stages,
        items=done[-1].items if done else 0,
        run_usd=sum(stage.batch_usd for stage in done),
        perfect_usd_per_day=per_day(perfect_gain(prior), asked),
        sizes=tuple(_size(difference, p, asked, constants) for difference in DIFFERENCES),
        p=p,
        drop_below=constants.drop_below,
        first=_first(asked.first, choices),
    )


def _considered(rows: Sequence[Scored], first: str | None) -> list[int]:
    """Ranks of the contenders, and that of the model somebody proposes, however far behind."""
    behind = (rank for rank, row in enumerate(rows, 1) if rank > CONTENDERS and row.candidate.model.id == first)
    return [*range(1, min(len(rows), CONTENDERS) + 1), *list(behind)[:1]]


def batches(constants: PlanConstants) -> list[int]:
    """Items in all after each batch: 50, 100, 200, 400."""
    found = [int(constants.first_batch)]
    while found[-1] * 2 <= constants.last_batch:
        found.append(found[-1] * 2)
    return found


def per_day(usd_per_1k_calls: float, asked: Asked) -> float:
    return usd_per_1k_calls * asked.calls_per_day / 1000


def run_usd(option: Scored, items: int) -> float:
    """USD for `items` calls by the option's bill; rented accelerators run for an hour at least."""
    by_bill = option.serving * items / 1000
    rent = option.candidate.rent
    return by_bill if rent is None else max(by_bill, rent.usd_per_hour)


def _choices(prior: Prior, ranks: Sequence[int], items: int, asked: Asked, most: int) -> tuple[Choice, ...]:
    days = asked.horizon_months * DAYS_PER_MONTH
    valued = []
    for index, option in enumerate(prior.options):
        value = per_day(expected_gain(prior, {index: items}), asked)
        valued.append((value, index, run_usd(option, items)))
    valued.sort(key=lambda entry: (-entry[0], entry[1]))
    chosen: list[Choice] = []
    for value, index, cost in valued:
        taken = sum(choice.chosen for choice in chosen)
        reason = _reason(value, value * days, cost, taken < most)
        chosen.append(_choice(prior.options[index], ranks[index], value, cost, reason))
    return tuple(chosen)


def _reason(value: float, over_horizon: float, cost: float, room: bool) -> str:
    if value <= 0:
        return "cannot-win"
    if over_horizon <= cost:
        return "costs-more"
    return "chosen" if room else "shortlist-full"


def _choice(option: Scored, rank: int, value: float, cost: float, reason: str) -> Choice:
    one, belief = option.candidate, option.belief
    return Choice(
        one.id, one.model.id, rank, belief.p_mean, belief.logit_sd, value, cost, reason == "chosen", reason
    )  # fmt: skip


def _stages(prior: Prior, chosen: Sequence[str], items: Sequence[int], asked: Asked) -> tuple[Stage, ...]:
    """The batches of the shortlist; after the first that is not worth it none is."""
    places = [index for index, option in enumerate(prior.options) if option.candidate.id in chosen]
    days = asked.horizon_months * DAYS_PER_MONTH
    stages: list[Stage] = []
    before, value_before, going = 0, 0.0, bool(places)
    for count in items if places else ():
        value = max(value_before, per_day(expected_gain(prior, dict.fromkeys(places, count)), asked))
        cost = sum(run_usd(prior.options[index], count - before) for index in places)
        gain = value - value_before
        going = going and gain * days > cost
        stages.append(Stage(count, value, gain, cost, going))
        before, value_before = count, value
    return tuple(stages)


def _size(difference: float, p: float, asked: Asked, constants: PlanConstants) -> SampleSize:
    errors = Errors(constants.false_alarm, constants.power)
    return SampleSize(
        difference,
        ceil(paired_items(difference, p, constants.agreement, errors)),
        ceil(paired_items(difference, p, constants.agreement_low, errors)),
        ceil(unpaired_items(difference, p, errors)),
        per_day(1000 * asked.worth * difference, asked),
    )


def _first(model: str | None, choices: Sequence[Choice]) -> First | None:
    if model is None:
        return None
    place = next((index for index, choice in enumerate(choices, 1) if choice.model == model), None)
    if place is None:
        return First(model, "does-not-hold", None, None)
    found = choices[place - 1]
    verdict = ("holds" if place == 1 else "partly") if found.chosen else "does-not-hold"
    return First(model, verdict, place, found.usd_per_day)
