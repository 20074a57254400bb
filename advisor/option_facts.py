"""The facts behind one option's verdict, as a FACTS file for `advisor policy check`.

Puts together what the candidates handed to the rules; decides nothing. What is not known is left out, so that it stays
unknown when the file is read.
"""

import json
from collections.abc import Iterator, Mapping

from advisor.candidates.case import Case, facts_of_model
from advisor.candidates.evaluated import Evaluated
from advisor.constraints.facts import hardware_facts, hosted_route, own_route, rented_route
from advisor.constraints.policy_logic import Facts


def facts_of(case: Case, option: Evaluated) -> dict[str, Facts]:
    """Tables `ctx`, `route`, `model` and, for machines, `hw`."""
    tables = {"ctx": case.company.ctx, "route": _route(case, option), "model": facts_of_model(case, option.model)}
    if option.hosting is not None:
        chips = [(device.id, device.family) for device, _ in option.hosting.rig.devices]
        tables["hw"] = hardware_facts(chips, None)
    return tables


def _route(case: Case, option: Evaluated) -> Facts:
    if option.offer is not None:
        offer = option.offer
        return hosted_route(offer.provider, case.providers, offer.region, offer.infers_in, case.words)
    rent = option.hosting.rent if option.hosting else None
    if rent is None:
        return own_route(case.company.home)
    country = rent.infers_in[0] if rent.infers_in else None
    return rented_route(rent.provider, case.providers, country, case.words)


def facts_text(option: Evaluated, as_of: str, tables: Mapping[str, Facts]) -> str:
    """The tables as TOML."""
    return "\n".join(_lines(option, as_of, tables)) + "\n"


def _lines(option: Evaluated, as_of: str, tables: Mapping[str, Facts]) -> Iterator[str]:
    yield f"# {option.id} on {as_of}: facts for `advisor policy check`. A fact that is not here is not known."
    for table, facts in tables.items():
        yield f"\n[{table}]"
        for name, value in sorted(facts.items()):
            if value is not None:
                plain = sorted(value) if isinstance(value, (set, frozenset)) else value
                yield f"{name} = {json.dumps(plain, ensure_ascii=False)}"
