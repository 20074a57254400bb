"""Figures inside sentences. Never computes anything but a change of unit for reading."""

from collections.abc import Callable, Sequence

from advisor.report import Flip, RankedOption
from advisor.rounding import rounded_parts

PLURAL = ("calls_per_day", "input_tokens", "output_tokens")
RULE_SAYS = ("would pass ", "rests on ", "applies to ")
"""How a rule's words on what would change it begin."""

Money = Callable[[float], str]
"""USD to text in the reader's currency."""


def money(currency: tuple[str, float] | None) -> Money:
    """A writer of USD amounts, in another currency when `currency` is (code, USD per unit)."""
    sign, rate = _sign(currency)

    def write(usd: float) -> str:
        amount = usd / rate
        return f"{'-' if amount < 0 else ''}{sign}{figure(abs(amount))}"

    return write


def _sign(currency: tuple[str, float] | None) -> tuple[str, float]:
    """What stands before an amount, and USD per unit."""
    code, rate = currency or ("USD", 1.0)
    return {"USD": "$", "EUR": "€", "GBP": "£"}.get(code, f"{code} "), rate


def column(usd: Sequence[float], digits: int, currency: tuple[str, float] | None) -> tuple[str, ...]:
    """Amounts with so many decimals and, last, their total: what is printed adds up as printed."""
    sign, rate = _sign(currency)
    parts, total = rounded_parts([amount / rate for amount in usd], digits)
    return tuple(f"{'-' if amount < 0 else ''}{sign}{abs(amount):,.{digits}f}" for amount in (*parts, total))


def terms(usd: Sequence[float], digits: int, currency: tuple[str, float] | None) -> tuple[str, ...]:
    """As `column`, each with its sign and without the currency's: `+44.7699`, `−0.6158`, `0`."""
    _, rate = _sign(currency)
    parts, total = rounded_parts([amount / rate for amount in usd], digits)
    return tuple(f"{amount:+,.{digits}f}".replace("-", "−") if amount else "0" for amount in (*parts, total))


def figure(value: float) -> str:
    """Two decimals between 0.1 and 100, whole numbers above, two digits below: `0.0042`, `4.16`, `1,870`."""
    if value >= 99.5:
        return f"{value:,.0f}"
    if value >= 0.1:
        return f"{value:.2f}"
    return f"{value:.2g}" if value >= 1e-4 or value == 0 else f"{value:.1e}"


def flip_sentence(
    found: Flip, option: str, currency: tuple[str, float] | None = None, *, every_machine: bool = False
) -> str:
    """One flip in words, for the row `option`: what would put it first, or what would put another before it.

    `every_machine`: other volumes were asked for the machines that are cheapest there, as `advisor why` does.
    """
    subject = f"{found.then} comes first" if found.then != option else "It comes first"
    return f"{subject} {_condition(found, option, money(currency), every_machine)}."


def _condition(found: Flip, option: str, write: Money, every_machine: bool) -> str:
    verb = "rises above" if found.to > found.from_ else "falls below"
    if found.lever == "worth":
        side = "more" if found.to > found.from_ else "less"
        return f"when a right answer is worth {side} than {write(found.to)} (now {write(found.from_)})"
    if found.lever == "price" and found.to == found.from_:
        change = "falls" if found.then == option else "rises"
        return f"when the serving cost of {option} {change} at all: both are worth the same now"
    if found.lever == "price":
        percent = f" ({(found.to / found.from_ - 1) * 100:+.0f} %)" if found.from_ else ""
        ends = f"{write(found.to)} per 1,000 calls{percent}, now {write(found.from_)}"
        return f"when the serving cost of {option} {verb} {ends}"
    if found.lever == "quality":
        ends = f"{found.to * 100:.1f} of 100 right, now {found.from_ * 100:.1f}"
        return f"when {option} {verb} {ends}"
    name = found.lever.replace("_", " ")
    if found.lever in PLURAL:
        verb = verb.replace("s ", " ")
    if found.lever == "migration_cost":
        return f"when {name} {verb} {write(found.to)} (now {write(found.from_)})"
    of = "" if every_machine or found.lever != "calls_per_day" else ", on the machines weighed for it"
    return f"when {name} {verb} {figure(found.to)} {found.unit} (now {figure(found.from_)}{of})"


def of_100(share: float) -> str:
    """A probability as so many of 100: `91`, `99.3` near the ends."""
    return f"{share * 100:.1f}" if share > 0.985 or share < 0.015 else f"{share * 100:.0f}"


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def place(option: RankedOption) -> str:
    """An option as people say it: `GLM-5 on deepinfra`, `GLM-5 on rented 8x nvidia-h200`."""
    if option.hardware is None:
        return f"{option.name} on {option.provider}"
    devices = " + ".join(f"{device.count_}x {device.accelerator}" for device in option.hardware.devices)
    return f"{option.name} on {'rented' if option.route == 'rented' else 'your own'} {devices}"


def admitted(reason: str, change: str | None) -> str:
    """Why an option is out and what would admit it, with a stop; a rule's own words make a sentence of their own."""
    text = reason.rstrip(".")
    if not change:
        return f"{text}."
    return f"{text}. It {change}." if change.startswith(RULE_SAYS) else f"{text}; to admit it: {change}."
