"""The facts behind one option's verdict, as a FACTS file for `advisor policy check`.

Puts together what the candidates handed to the rules; decides nothing. What is not known is left out, so that it stays
unknown when the file is read.
"""

import json
from collections.abc import Iterator, Mapping

from advisor.candidates.case import Case
from advisor.candidates.evaluated import Evaluated
from advisor.constraints.policy_logic import Facts


def facts_of(case: Case, option: Evaluated) -> dict[str, Facts]:
    """Tables `ctx`, `route`, `model` and, for machines, `hw`."""
    tables = {"ctx": case.company.ctx, "route": _route(case, option), "model": case.sheets.model(option.model)}
    if option.hosting is not None:
        tables["hw"] = case.sheets.chips(tuple([device for device, _ in option.hosting.rig.devices]))
    return tables


def _route(case: Case, option: Evaluated) -> Facts:
    if option.offer is not None:
        return case.sheets.endpoint(option.offer)
    rent = option.hosting.rent if option.hosting else None
    if rent is None:
        return case.sheets.own()
    return case.sheets.rented(rent.provider, rent.infers_in[0] if rent.infers_in else None)


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
