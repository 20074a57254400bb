"""What a session hands from one case to the next of the same catalog and day, because a change left it as it was.

Each entry is taken only where everything it was made from is equal, so that an answer is the same without it. A report
that is given up may still run beside the next: entries are read and put as a whole.
"""

from collections.abc import Callable

from advisor.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from advisor.candidates.beliefs import Beliefs
    from advisor.candidates.case import Case
    from advisor.candidates.sifting import Sifted
    from advisor.estimates.capacity import Capacity, Shape

    Asked = tuple[str, str, tuple[str, float | None], Shape, float | None]
    """Model, precision, machine and its RAM in GB, shape of the calls, tokens a second that a user must see."""

MOST = 20_000
"""Capacities that are remembered before a session starts over."""
NOT_FOR_HOSTED = frozenset(
    {
        "calls_per_day", "peak_to_mean", "worth", "worth_range", "gpus", "ram", "detect", "capex", "horizon", "strict",
        "top", "excluded", "currency", "seed", "defaulted", "preset",
    }
)  # fmt: skip
"""Requirements that hosted options do not depend on but for their net benefit, unless a budget or a minimum charge
spreads over the calls."""


class Kept:
    """Handed on whole; a fresh one knows nothing and changes no answer."""

    __slots__ = ("_beliefs", "_capacities", "_hosted")

    def __init__(self) -> None:
        self._capacities: dict[Asked, Capacity] = {}
        self._beliefs: tuple[list[Any], Beliefs] | None = None
        self._hosted: tuple[list[Any], float, Sifted] | None = None

    def beliefs(self, case: "Case", make: "Callable[[], Beliefs]") -> "Beliefs":
        """Chances of being right: those of the case before where difficulty and evidence are the same."""
        reads, known = [case.requirements.right_of_100, case.quality], self._beliefs
        if known is None or known[0] != reads:
            known = self._beliefs = reads, make()
        return known[1]

    def hosted(self, case: "Case", make: "Callable[[], Sifted]") -> "Sifted":
        """The hosted options of the case: those of the one before where they are the same but for the worth."""
        reads, worth, known = _read_by_hosted(case), case.requirements.worth, self._hosted
        if reads is None:
            return make()
        if known is None or known[0] != reads:
            known = self._hosted = reads, worth, make()
        elif known[1] != worth:
            from advisor.candidates.sifting import revalued

            known = self._hosted = reads, worth, revalued(known[2], worth)
        return known[2]

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
