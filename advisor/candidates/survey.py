"""The survey: every option of the three routes, evaluated, with what was only counted and how names were understood."""

from collections.abc import Iterable, Mapping
from itertools import chain
from math import inf

from advisor.candidates.beliefs import Beliefs
from advisor.candidates.case import Case
from advisor.candidates.evaluated import Evaluated
from advisor.candidates.hosted import hosted_options
from advisor.candidates.machines import owned_machines, rented_machines
from advisor.candidates.search import Found, Rivals, search
from advisor.candidates.selfhosted import Tables, owned_options
from advisor.candidates.sifting import Sifted, joined, sifted
from advisor.estimates.constants import read
from advisor.estimates.hosting import hosting_of
from advisor.requirements import Requirements
from advisor.timings import stage
from advisor.tuples import NamedTuple

CONTENDERS = 16
"""Models the robustness draws run over, at least."""


class Survey(NamedTuple):
    sifted: Sifted
    bounded_out: int
    """Self-hosted options that provably lead neither their model nor their route."""
    notes: tuple[str, ...]
    """How hardware names were understood."""
    tables: Tables
    owned_given: bool
    """Whether the user named hardware or money to buy it."""

    @property
    def options(self) -> tuple[Evaluated, ...]:
        """All that were evaluated, those that pass first."""
        return (*chain.from_iterable(self.sifted.passing.values()), *self.sifted.out)


def survey(case: Case) -> Survey:
    """Every option that could serve the case, in a fixed order."""
    constants, wanted = case.catalog.constants, case.requirements
    tables = Tables(hosting_of(constants["hosting"]), read(constants["hardware"]))
    beliefs = case.kept.beliefs(case, lambda: Beliefs(case))
    with stage("hosted"):
        hosted = case.kept.hosted(case, lambda: sifted(hosted_options(case, beliefs), wanted))
    with stage("owned"):
        machines, notes = owned_machines(case, tables.hosting, tables.hardware)
        if wanted.gpus:
            found: Iterable[Evaluated] = chain.from_iterable(
                owned_options(case, beliefs, machine, tables) for machine in machines
            )
            bounded = 0
        else:
            bought = search(case, beliefs, machines, tables, rivals_of(wanted, hosted)) if machines else Found((), 0)
            found, bounded = bought.options, bought.bounded_out
        owned = sifted(found, wanted)
    with stage("rented"):
        rentable = rented_machines(case, tables.hosting, tables.hardware)
        rented = search(case, beliefs, rentable, tables, rivals_of(wanted, hosted, owned))
    return Survey(
        sifted=joined((hosted, owned, sifted(rented.options, wanted))),
        bounded_out=bounded + rented.bounded_out,
        notes=notes,
        tables=tables,
        owned_given=bool(machines) or bool(wanted.gpus),
    )


def rivals_of(wanted: Requirements, *routes: Sifted) -> Rivals:
    """What later routes have to beat, from the options that pass: none but the leading ones can be better."""
    best: dict[str, float] = {}
    allowed = -inf
    points: list[tuple[float, float]] = []
    for option in chain.from_iterable(route.leading for route in routes):
        net_benefit, belief = option.net_benefit, option.belief
        if net_benefit is None or belief is None or option.serving is None:
            continue
        if net_benefit > allowed and option.status == "allowed":
            allowed = net_benefit
        model = option.model.id
        if net_benefit > best.get(model, -inf):
            best[model] = net_benefit
        points.append((option.serving + option.latency + option.risk, -belief.p_mean))
    points.sort()
    costs: list[float] = []
    best_p: list[float] = []
    for cost, minus_p in points:
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
