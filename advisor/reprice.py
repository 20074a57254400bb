"""Prices ranked options again: under changed requirements, so that flips by volume or tokens can be scanned, and at
announced prices. It never changes today's ranking."""

from collections.abc import Mapping

from advisor.candidates.case import load_at
from advisor.candidates.evaluated import Evaluated, own_endpoint, price_ratio
from advisor.candidates.limits import usd_per_month
from advisor.candidates.machines import Machine
from advisor.candidates.serving import carry, latency_of, token_shape
from advisor.catalog import Offer
from advisor.decide import Working
from advisor.decision.net_benefit import contenders
from advisor.decision.scans import Reprice, Rival, Scan, scan
from advisor.estimates.cost import hosted_usd_per_1k
from advisor.estimates.hosting import owned_month, purchase_usd, rented_month
from advisor.estimates.load import Load, load_of
from advisor.estimates.price_end import ends_inside, price_on
from advisor.estimates.risk import risk_usd_per_1k
from advisor.option import Candidate, Scored
from advisor.options import ROUTES
from advisor.report import Note
from advisor.requirements import Requirements

RIVALS = 8
"""Options per route that a scan within the budget prices again."""

NONE: Mapping[str, Evaluated] = {}

Later = Mapping[int, Offer | None]
"""Identity of an offer whose price changes -> what it has become; None = nothing is announced for that day."""


def reprice_of(working: Working, others: Mapping[str, Evaluated] = NONE) -> Reprice:
    """A function that gives (serving, latency, risk) of a ranked option under other requirements. `others`: options
    of a survey under other requirements, by id, whose capacity is estimated anew."""
    machines: dict[str, Machine] = {}

    def reprice(candidate: Candidate, requirements: Requirements) -> tuple[float, float, float] | None:
        own = working.options.get(candidate.id)
        option = others[candidate.id] if own is None else own
        if requirements.context > (option.model.context or requirements.context):
            return None
        if option.offer is not None:
            costs = _hosted(working, option, requirements)
        else:
            if option.id not in machines:
                machines[option.id] = _machine(working, option)
            costs = _self_hosted(working, option, machines[option.id], requirements, own is not None)
        return None if costs is None or _over_budget(costs[0], requirements) else costs

    return reprice


def _over_budget(serving: float, requirements: Requirements) -> bool:
    budget = requirements.budget
    return budget is not None and usd_per_month(serving, requirements.calls_per_day) > budget


def _load(working: Working, option: Evaluated, requirements: Requirements) -> Load:
    """Measured tokens stay what they are, whatever is assumed of others."""
    load, own = load_of(requirements, option.effort), working.case.own
    return load if own is None else own.load(load, option.model.id, option.effort)


def _hosted(working: Working, option: Evaluated, requirements: Requirements) -> tuple[float, float, float] | None:
    offer = option.offer
    if offer is None or requirements.context > (offer.context or requirements.context):
        return None
    case = working.case
    serving = hosted_usd_per_1k(offer, _load(working, option, requirements), price_ratio(case, option))
    if serving is None:
        return None
    return (
        serving,
        option.latency,
        risk_usd_per_1k(option.model, offer, requirements, case.catalog.constants),
    )


def _self_hosted(
    working: Working, option: Evaluated, machine: Machine, requirements: Requirements, sized: bool
) -> tuple[float, float, float] | None:
    """`sized`: its capacity is that of the decision's own requirements."""
    hosting = option.hosting
    if hosting is None:
        return None
    tables, before = working.survey.tables, working.case.requirements
    load = _load(working, option, requirements)
    # How many calls one rig carries depends on what they look like and not on how many there are.
    alike = sized and token_shape(load, requirements) == token_shape(_load(working, option, before), before)
    known = hosting.capacity if alike and requirements.tokens_per_second == before.tokens_per_second else None
    carried = carry(hosting.deployment, machine, load, requirements, tables.hosting, tables.hardware, known)
    if carried.serving is None or carried.gates:
        return None
    measured = own_endpoint(working.case, option)
    latency, late = latency_of(hosting.deployment, carried, load, requirements, tables.hardware, measured)
    if late:
        return None
    return carried.serving, latency, risk_usd_per_1k(option.model, None, requirements, working.case.catalog.constants)


def _machine(working: Working, option: Evaluated) -> Machine:
    hosting = option.hosting
    if hosting is None:
        raise ValueError(f"{option.id} is not self-hosted")
    constants = working.survey.tables.hosting
    if hosting.rent is not None:
        month: float | None = sum(rented_month(hosting.rent.usd_per_hour, 1, constants))
    else:
        lines = owned_month(hosting.rig, 1, constants, hosting.bought, working.case.requirements.horizon)
        month = sum(lines) if lines is not None else None
    most = 1 if hosting.rent is None and not hosting.bought else None
    price = purchase_usd(hosting.rig, constants) if hosting.bought else None
    return Machine(hosting.rig, hosting.deployment.pool, hosting.rent, hosting.bought, most, month, price, {}, {})


def rivals(working: Working, per_route: int = RIVALS) -> list[Rival]:
    """The best options of each route, one a model, and every precision and effort of the first option's model."""
    found: dict[str, Scored] = {}
    for route in ROUTES:
        of_route = [one for one in working.ranked if one.candidate.route == route]
        found.update((one.candidate.id, one) for one in contenders(of_route, per_route))
    leader = working.ranked[0].candidate.model.id
    found.update((one.candidate.id, one) for one in working.ranked if one.candidate.model.id == leader)
    return [Rival(one.candidate, one.belief.p_mean) for one in found.values()]


def _depends_on_volume(candidate: Candidate) -> bool:
    return candidate.offer is None or candidate.offer.minimum_per_month is not None


def volume_scan(working: Working) -> tuple[Scan, ...]:
    """Who is first by volume, when that depends on it: by machines, offers with a monthly minimum, or a budget."""
    budget = working.case.requirements.budget
    if budget is None and not any(_depends_on_volume(one.candidate) for one in working.ranked):
        return ()
    return (scan("calls_per_day", rivals(working), working.case.requirements, reprice_of(working)),)


def price_flip(working: Working) -> Note | None:
    """The first announced change inside the horizon after which another option is first; None without one."""
    case, wanted = working.case, working.case.requirements
    offers = [offer for own in case.offers.values() for offer in own if offer.valid_to is not None]
    changing = [offer for offer in offers if ends_inside(offer, wanted.as_of, wanted.horizon)]
    models = {offer.model for offer in changing}
    theirs = [offer for offer in case.catalog.offers if offer.model in models]
    first = working.ranked[0].candidate.id
    for day in sorted({offer.valid_to for offer in changing if offer.valid_to is not None}):
        later = {id(offer): price_on(offer, theirs, day, wanted.as_of) for offer in changing}
        then = _leader(working, models, later)
        if then is not None and then != first:
            text = f"from {day} on, at the prices announced for then, {then} would be first"
            return Note("price-flip", text, (then,))
    return None


def _leader(working: Working, models: set[str], later: Later) -> str | None:
    """Id of the best option at later prices. Models whose prices stay keep their best one."""
    ranked = (one for one in working.ranked if one.candidate.model.id not in models)
    best = next(((-one.net_benefit, one.candidate.id) for one in ranked), None)
    for model in models:
        for option in working.passing.get(model, ()):
            rise = _rise(working, option, later)
            if rise is not None and option.net_benefit is not None:
                key = (rise - option.net_benefit, option.id)
                best = key if best is None or key < best else best
    return None if best is None else best[1]


def _rise(working: Working, option: Evaluated, later: Later) -> float | None:
    """USD per 1,000 calls that an option costs more; None where it has no price then."""
    if option.offer is None or id(option.offer) not in later:
        return 0.0
    then, case = later[id(option.offer)], working.case
    if then is None or option.serving is None:
        return None
    usd = hosted_usd_per_1k(then, load_at(case, option.model.id, option.effort), price_ratio(case, option))
    return None if usd is None else usd - option.serving
