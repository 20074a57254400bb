"""The survey: every option of the three routes, evaluated, with what was only counted and how names were understood."""

from collections.abc import Iterable, Mapping
from math import inf

from advisor.candidates.beliefs import Beliefs
from advisor.candidates.case import Case
from advisor.candidates.evaluated import Evaluated, passes
from advisor.candidates.hosted import hosted_options
from advisor.candidates.machines import owned_machines, rented_machines
from advisor.candidates.search import Found, Rivals, search
from advisor.candidates.selfhosted import Tables, owned_options
from advisor.estimates.constants import read
from advisor.estimates.hosting import hosting_of
from advisor.requirements import Requirements
from advisor.timings import stage
from advisor.tuples import NamedTuple

CONTENDERS = 16
"""Models the robustness draws run over, at least."""


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
    with stage("owned"):
        machines, notes = owned_machines(case, tables.hosting, tables.hardware)
        if case.requirements.gpus:
            owned = tuple(option for machine in machines for option in owned_options(case, beliefs, machine, tables))
            bounded = 0
        else:
            bought = search(case, beliefs, machines, tables, rivals_of(case, hosted)) if machines else Found((), 0)
            owned, bounded = bought.options, bought.bounded_out
    with stage("rented"):
        rentable = rented_machines(case, tables.hosting, tables.hardware)
        rented = search(case, beliefs, rentable, tables, rivals_of(case, hosted + owned))
    return Survey(
        options=hosted + owned + rented.options,
        bounded_out=bounded + rented.bounded_out,
        notes=notes,
        tables=tables,
        owned_given=bool(machines) or bool(case.requirements.gpus),
    )


def rivals_of(case: Case, options: Iterable[Evaluated]) -> Rivals:
    """What later routes have to beat, from the options without a failed gate."""
    wanted = case.requirements
    best: dict[str, float] = {}
    allowed = -inf
    least: dict[float, float] = {}
    for option in options:
        if option.gates or option.net_benefit is None or option.belief is None or option.serving is None:
            continue
        if not passes(option, wanted):
            continue
        if option.status == "allowed":
            allowed = max(allowed, option.net_benefit)
        model, p_mean = option.model.id, option.belief.p_mean
        if option.net_benefit > best.get(model, -inf):
            best[model] = option.net_benefit
        cost = option.serving + option.latency + option.risk
        if cost < least.get(p_mean, inf):
            least[p_mean] = cost
    costs: list[float] = []
    best_p: list[float] = []
    for cost, minus_p in sorted((cost, -p_mean) for p_mean, cost in least.items()):
        if not best_p or -minus_p > best_p[-1]:
            costs.append(cost)
            best_p.append(-minus_p)
    return Rivals({} if wanted.all_routes else best, _shown(best, wanted), costs, best_p, allowed)


def _shown(best: Mapping[str, float], wanted: Requirements) -> float:
    """Net benefit of the last model that is drawn and may be shown."""
    places = max(CONTENDERS, wanted.top)
    if wanted.all_routes or len(best) < places:
        return -inf
    return sorted(best.values(), reverse=True)[places - 1]
