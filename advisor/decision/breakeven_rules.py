"""What the rules say of running a model oneself in a break-even: rents they bar are not priced, the rest is a note.

It prices nothing. The question names model and rig, so a rule against them is said and does not stop the arithmetic.
"""

from collections.abc import Sequence
from typing import NamedTuple

from advisor.candidates.case import Case, case_of
from advisor.candidates.machines import RENTED_TIERS
from advisor.catalog import Catalog, Model, Rent
from advisor.constraints.policy_verdict import Verdict
from advisor.estimates.rigs import Rig
from advisor.known import rents_known
from advisor.report import Note
from advisor.requirements import Requirements


class Rents(NamedTuple):
    """The cheapest rent that no rule bars, None where there is none; and what was barred."""

    cheapest: Rent | None
    notes: tuple[Note, ...]


class Rules:
    """Verdicts on one model and rig."""

    def __init__(self, catalog: Catalog, requirements: Requirements, model: Model, rig: Rig) -> None:
        self._case: Case = case_of(catalog, requirements)
        self._model = self._case.sheets.model(model)
        self._chips = self._case.sheets.chips(tuple([device for device, _ in rig.devices]))

    def of_rent(self, rent: Rent) -> Verdict:
        route = self._case.sheets.rented(rent.provider, rent.infers_in[0] if rent.infers_in else None)
        return self._case.rules.verdict(route, self._model, self._chips)

    def owned_notes(self) -> tuple[Note, ...]:
        """Why the rules bar running it on hardware of one's own; empty where they do not."""
        verdict = self._case.rules.verdict(self._case.sheets.own(), self._model, self._chips)
        return _barred("own hardware", verdict)


def rents_of(catalog: Catalog, requirements: Requirements, rig: Rig) -> list[Rent]:
    """List prices of an instance with the accelerators of one host of the rig, cheapest first."""
    if len(rig.devices) != 1:
        return []
    device, count = rig.devices[0]
    fitting = [
        rent
        for rent in rents_known(catalog, requirements.as_of)
        if rent.accelerator == device.id and rent.devices == count // rig.hosts
        if rent.tier in RENTED_TIERS or (rent.volatile is not None and "volatile" in requirements.include)
    ]
    return sorted(fitting, key=lambda rent: (rent.usd_per_hour, rent.provider, rent.instance, rent.region or ""))


def cheapest_allowed(rents: Sequence[Rent], rules: Rules) -> Rents:
    """The first rent that the rules do not bar; where they bar all, what they say of the cheapest."""
    for rent in rents:
        if rules.of_rent(rent).status != "blocked":
            return Rents(rent, ())
    return Rents(None, _barred("renting it", rules.of_rent(rents[0])) if rents else ())


def _barred(what: str, verdict: Verdict) -> tuple[Note, ...]:
    blocking = [reason for reason in verdict.reasons if reason.effect == "block"]
    return tuple(Note(reason.gate, f"{what} is barred: {reason.explain}", (reason.rule,)) for reason in blocking[:1])
