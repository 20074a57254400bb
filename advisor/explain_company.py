"""What a reader must know of the company's facts: what was assumed of it, and whose law no rule of the set covers.

Words from facts; decides nothing. Read only when something of the company was stated.
"""

from collections.abc import Mapping
from typing import Any

from advisor.constraints.company import Company
from advisor.constraints.policy import policy_data_of
from advisor.constraints.policy_logic import items
from advisor.report import Note
from advisor.tuples import NamedTuple


class _Told(NamedTuple):
    """One fact as a sentence names it."""

    label: str
    value: str


def company_notes(company: Company, document: Mapping[str, Any]) -> tuple[Note, ...]:
    """Warnings on the company's facts, `document` being the catalog's rules."""
    if not company.asked:
        return ()
    data = policy_data_of(document)
    notes = []
    outside = _uncovered(company, {place for rule in data.rules for place in rule["jurisdiction"]}, data.words.sets)
    if outside:
        text = f"no rule of our set is of {' or '.join(outside)}: what the law there asks was not checked"
        notes.append(Note("uncovered-jurisdiction", text))
    if company.implied:
        told = (_told(name, company.ctx[name], data.words.facts) for name in company.implied)
        assumed = "; ".join(f"{one.label}: {one.value}" for one in told)
        notes.append(Note("implied-facts", f"assumed about your company: {assumed}"))
    return tuple(notes)


def _told(name: str, value: object, facts: Mapping[str, Mapping[str, Any]]) -> _Told:
    label = str(facts[f"ctx.{name}"]["label"]).removeprefix("whether ")
    if isinstance(value, bool):
        return _Told(label, "yes" if value else "no")
    if isinstance(value, (int, float)):
        return _Told(label, f"{value:,.0f}")
    return _Told(label, ", ".join(map(str, items(value))) or "none")


def _uncovered(company: Company, ruled: set[str], sets: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The company's countries that no rule names, members of the EEA being covered by the Union's."""
    covered = {place.partition("-")[0] for place in ruled}
    if "EU" in covered:
        covered.update(sets["EEA"])
    return tuple(str(place) for place in items(company.ctx.get("countries") or ()) if place not in covered)
