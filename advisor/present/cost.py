"""One option's bill as the JSON document `advisor.cost/1` and as text, every line with its inputs and sources."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from advisor.estimates.price_end import OverHorizon
from advisor.explain_words import Money, column, money
from advisor.present.format import compact
from advisor.present.text import clean
from advisor.present.values import plain, rounded_values
from advisor.report import Cost, Note
from advisor.requirements import Requirements, echo

SCHEMA = "advisor.cost/1"


def document(
    option: str, cost: Cost, later: OverHorizon | None, notes: Sequence[Note], requirements: Requirements
) -> dict[str, Any]:
    """`cost` as in the recommendation; its lines sum to the total. `later`: at the prices announced for the horizon."""
    return {
        "schema": SCHEMA,
        "requirements": echo(requirements),
        "as_of": requirements.as_of,
        "option": option,
        "cost": plain(cost),
        "over_horizon": rounded_values(plain(later)),
        "warnings": plain(tuple(notes)),
    }


def page(
    option: str, cost: Cost, later: OverHorizon | None, notes: Sequence[Note], currency: tuple[str, float] | None
) -> Iterator[str]:
    """Lines that add up as printed, a month and per 1,000 calls."""
    yield clean(option)
    yield f"{'a month':>16}{'per 1,000 calls':>18}  line"
    amounts = [line.usd_per_1k_calls for line in cost.lines]
    share = cost.usd_per_month / cost.usd_per_1k_calls if cost.usd_per_1k_calls else 0.0
    *months, month = column([amount * share for amount in amounts], 2, currency)
    *thousands, thousand = column(amounts, 4, currency)
    for line, in_month, in_thousand in zip(cost.lines, months, thousands, strict=True):
        yield f"{in_month:>16}{in_thousand:>18}  {clean(line.name)}: {_inputs(line.inputs)}"
        yield f"{'':>34}  from {clean(', '.join(line.sources))}"
    right = money(currency)(cost.usd_per_1k_successes)
    yield f"{month:>16}{thousand:>18}  in all; {right} per 1,000 right answers"
    if later is not None:
        yield from over_horizon(later, money(currency))
    for note in notes:
        yield f"note: {clean(note.text)}"


def over_horizon(later: OverHorizon, write: Money) -> Iterator[str]:
    """The mean over the horizon and the prices it is made of, first the one that is billed today."""
    yield (
        f"over the horizon ({later.horizon_months:g} months), at the announced prices: {write(later.usd_per_month)} a "
        f"month, {write(later.usd_per_1k_calls)} per 1,000 calls on average"
    )
    for span in later.prices:
        price = f"{write(span.usd_per_1k_calls)} per 1,000 calls"
        yield f"  from {clean(span.starts)} to before {clean(span.ends)}: {price} ({clean(span.source)})"


def _inputs(inputs: Mapping[str, Any]) -> str:
    return clean(", ".join(f"{name.replace('_', ' ')} {_value(value)}" for name, value in inputs.items()))


def _value(value: object) -> str:
    if isinstance(value, float | int) and not isinstance(value, bool):
        return compact(value) if abs(value) >= 1000 else f"{value:g}"
    return "unknown" if value is None else str(value)
