"""The survey: every option of the three routes, evaluated, with what was only counted and how names were understood."""

from advisor.candidates.beliefs import Beliefs
from advisor.candidates.case import Case
from advisor.candidates.evaluated import Evaluated
from advisor.candidates.hosted import hosted_options
from advisor.candidates.machines import owned_machines, rented_machines
from advisor.candidates.search import search
from advisor.candidates.selfhosted import Tables, owned_options
from advisor.estimates.constants import read
from advisor.estimates.hosting import hosting_of
from advisor.timings import stage
from advisor.tuples import NamedTuple


class Survey(NamedTuple):
    options: tuple[Evaluated, ...]
    bounded_out: int
    """Self-hosted options that provably lead neither their model nor their route."""
    notes: tuple[str, ...]
    """How hardware names were understood."""
    tables: Tables
    owned_given: bool
    """Whether the user named hardware or money to buy it."""


def survey(case: Case) -> Survey:
    """Every option that could serve the case, in a fixed order."""
    constants = case.catalog.constants
    tables = Tables(hosting_of(constants["hosting"]), read(constants["hardware"]))
    beliefs = Beliefs(case)
    with stage("hosted"):
        hosted = tuple(hosted_options(case, beliefs))
    to_beat = best_by_model(hosted)
    with stage("owned"):
        machines, notes = owned_machines(case, tables.hosting, tables.hardware)
        if case.requirements.gpus:
            owned = tuple(option for machine in machines for option in owned_options(case, beliefs, machine, tables))
            bounded = 0
        else:
            bought = search(case, beliefs, machines, tables, to_beat)
            owned, bounded = bought.options, bought.bounded_out
    with stage("rented"):
        rented = search(case, beliefs, rented_machines(case, tables.hosting, tables.hardware), tables, to_beat)
    return Survey(
        options=hosted + owned + rented.options,
        bounded_out=bounded + rented.bounded_out,
        notes=notes,
        tables=tables,
        owned_given=bool(machines) or bool(case.requirements.gpus),
    )


def best_by_model(options: tuple[Evaluated, ...]) -> dict[str, float]:
    """The best net benefit of each model among options without a failed gate."""
    best: dict[str, float] = {}
    for option in options:
        if option.net_benefit is not None and not option.gates:
            model = option.model.id
            if option.net_benefit > best.get(model, float("-inf")):
                best[model] = option.net_benefit
    return best
