"""What a session hands from one case to the next of the same catalog and day, because a change left it as it was.

Each entry is taken only where everything it was made from is equal, so that an answer is the same without it.
"""

from collections.abc import Callable

from advisor.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from advisor.candidates.case import Case
    from advisor.candidates.sifting import Sifted
    from advisor.estimates.capacity import Capacity, Shape

    Asked = tuple[str, str, str, Shape, float | None]
    """Model, precision, machine, shape of the calls and tokens a second that a user must see."""

MOST = 20_000
"""Capacities that are remembered before a session starts over."""
NOT_FOR_HOSTED = frozenset(
    {
        "calls_per_day", "peak_to_mean", "worth_range", "gpus", "ram", "detect", "capex", "horizon", "strict", "top",
        "excluded", "currency", "seed", "defaulted", "preset",
    }
)  # fmt: skip
"""Requirements that hosted options do not depend on, unless a budget or a minimum charge spreads over the calls."""


class Kept:
    __slots__ = ("_capacities", "_hosted")

    def __init__(self) -> None:
        self._capacities: dict[Asked, Capacity] = {}
        self._hosted: tuple[list[Any], Sifted] | None = None

    def hosted(self, case: "Case", make: "Callable[[], Sifted]") -> "Sifted":
        """The hosted options of the case: those of the one before where they are the same."""
        reads = _read_by_hosted(case)
        if reads is None:
            return make()
        if self._hosted is None or self._hosted[0] != reads:
            self._hosted = reads, make()
        return self._hosted[1]

    def capacity(self, about: "Asked") -> "Capacity | None":
        """None where it was not estimated before."""
        return self._capacities.get(about)

    def remember(self, about: "Asked", found: "Capacity") -> None:
        if len(self._capacities) >= MOST:
            self._capacities.clear()
        self._capacities[about] = found


def _read_by_hosted(case: "Case") -> list[Any] | None:
    """Everything hosted options are made from that can change within a session; None where volume is part of it."""
    wanted = case.requirements
    if case.own is not None or wanted.budget is not None or wanted.migration_cost:
        return None
    if any(offer.minimum_per_month for offers in case.offers.values() for offer in offers):
        return None
    values = zip(wanted._fields, wanted, strict=True)
    return [case.rules, case.quality, *(value for name, value in values if name not in NOT_FOR_HOSTED)]
