"""A test plan in words: who is worth testing and why, when to stop, and what to do in which week. Decides nothing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from advisor.decision.sample_size import bound_without_failure
from advisor.decision.test_plan import Choice, First, Plan
from advisor.explain_words import Money, listed, of_100


class Week(NamedTuple):
    """`from_` and `to` count from 1."""

    from_: int
    to: int
    phase: str
    do: str


REASONS = {
    "chosen": "its result is the likeliest to change the choice, for less than it brings",
    "cannot-win": "no result of a test this long would make it first",
    "costs-more": "the test would cost more than it is expected to bring over the horizon",
    "shortlist-full": "others are worth more to test",
}
FIRST_VERDICTS = {"holds": "holds", "partly": "holds in part", "does-not-hold": "does not hold"}
TRIGGERS = (
    "a price of a tested option changes, or one is announced",
    "a model that would rank above the second is released",
    "the provider announces a new revision or the retirement of a tested model",
    "the prompt, the host, the precision or the reasoning effort changes",
)
LABELS = "It leaves out the labour of labelling the items, which often costs more than the calls."


def plan_sentences(plan: Plan, names: dict[str, str], write: Money) -> tuple[str, ...]:
    """`names` is model id -> name; the first sentence says what to do."""
    chosen = [choice for choice in plan.choices if choice.chosen]
    return (
        _what(plan, chosen, names, write),
        *(_why(choice, names, write) for choice in chosen[:1]),
        *_stop(plan, write),
        *(() if plan.first is None else (_first(plan.first, chosen, names, write),)),
    )


def _what(plan: Plan, chosen: Sequence[Choice], names: dict[str, str], write: Money) -> str:
    known = f"Knowing every model's quality would be worth {write(plan.perfect_usd_per_day)} a day."
    if not chosen or not plan.items:
        return f"Decide without a test: none is expected to pay for itself. {known}"
    who = listed([names[choice.model] for choice in chosen])
    value = next(stage.usd_per_day for stage in plan.stages if stage.items == plan.items)
    return (
        f"Test {who} on the same items, up to {plan.items} of them: worth {write(value)} a day for "
        f"{write(plan.run_usd)} of calls at most. {known} {LABELS}"
    )


def _why(choice: Choice, names: dict[str, str], write: Money) -> str:
    return (
        f"Start with {names[choice.model]}: alone it is worth {write(choice.usd_per_day)} a day, because it may get "
        f"{of_100(choice.p_success)} of 100 right but that is known only to {choice.logit_sd:.2f} logits."
    )


def _stop(plan: Plan, write: Money) -> Iterator[str]:
    if plan.items:
        last = plan.stages[-1]
        yield (
            "Stop before a batch that brings less over the horizon than it costs"
            + ("" if last.worth_it else f", here the one up to {plan.items * 2} items")
            + ", or as soon as the first is clear (P of beating the second at least 0.9)."
        )
        bound = of_100(bound_without_failure(plan.items))
        yield f"Even without a failure in {plan.items} items a model may still fail on up to {bound} of 100 (95 %)."
        yield f"Drop a model on the way when its P of beating the leader falls below {plan.drop_below:g}."


def _first(first: First, chosen: Sequence[Choice], names: dict[str, str], write: Money) -> str:
    name = names.get(first.model, first.model)
    claim = f'"Benchmark {name} first" {FIRST_VERDICTS[first.verdict]}:'
    if first.place is None:
        return f"{claim} no option of it is left under these requirements."
    value = f"testing it is worth {write(first.usd_per_day or 0.0)} a day"
    if first.verdict == "holds":
        return f"{claim} {value}, more than any other."
    place = f"{claim} {value}, place {first.place} by that"
    return f"{place}; {names[chosen[0].model]} comes first." if chosen else f"{place}; no test pays here."


def calendar(plan: Plan, weeks: int) -> tuple[Week, ...]:
    """The plan over a window of `weeks` >= 3: items take hours, weeks are for labels, traffic and compliance."""
    shadow_ends = max(2, weeks // 2)
    offline = f"draw and label the items, run the shortlist on {plan.items} of them, drop who cannot win"
    if not plan.items:
        offline = "no test pays for itself: label a few items all the same, to see that the first two do the work"
    return (
        Week(1, 1, "offline", offline),
        Week(2, shadow_ends, "shadow", "send live calls to the two best beside what runs now; compare, show nobody"),
        Week(shadow_ends + 1, weeks, "canary", "serve a small share by the winner; widen while its errors stay rare"),
    )
