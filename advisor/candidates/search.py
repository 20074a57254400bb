"""The cheapest machine to rent or buy for each open model, precision and effort, with exact pruning.

One node of the cheapest machine that holds the weights is the least any option of a model and precision can cost, so a
pair whose best case is below what is already found for its model and for its route is only counted.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from advisor.candidates.beliefs import Beliefs
from advisor.candidates.case import Case, efforts_of, load_at
from advisor.candidates.evaluated import Evaluated, passes
from advisor.candidates.floors import Floor, Traffic, Work, by_accelerator, floors_of, traffic_of, work_of
from advisor.candidates.limits import usd_per_month
from advisor.candidates.machines import Machine
from advisor.candidates.selfhosted import Shelf, Tables, Verdicts, Weights, deployment_on, holds, place_on, placeable
from advisor.catalog import Model, Quantization
from advisor.constraints.technical import Gate
from advisor.estimates.deployment import Deployment
from advisor.tuples import NamedTuple

MODEL_GATES = frozenset(
    {
        "size-unknown",
        "retired",
        "context",
        "modality",
        "capability",
        "licence",
        "origin",
        "quality-floor",
        "route",
    }
)
"""Gates that no other machine of the route would open."""


LIGHTEST = 0.8
"""No file is smaller than this share of parameters x bits, so that a first bound needs no memory estimate."""


class Rivals(NamedTuple):
    """What is already found; the frontier grows with the search."""

    by_model: Mapping[str, float]
    """The best net benefit of each model."""
    shown: float
    """Net benefit that an option must reach to be among the models shown."""
    costs: list[float]
    """USD per 1,000 calls of the options that nothing cheaper matches, ascending."""
    best_p: list[float]
    """Their expected shares of right answers."""
    allowed: float
    """The best net benefit of an option that needs no review."""

    def dominates(self, p: float, cost: float) -> bool:
        """Whether some option gets at least as much right for no more: then no worth puts the other first."""
        place = bisect_right(self.costs, cost)
        return place > 0 and self.best_p[place - 1] >= p

    def add(self, p: float, cost: float) -> None:
        """Another option that passes: what it dominates leaves the frontier."""
        if self.dominates(p, cost):
            return
        start = end = bisect_left(self.costs, cost)
        while end < len(self.costs) and self.best_p[end] <= p:
            end += 1
        self.costs[start:end] = [cost]
        self.best_p[start:end] = [p]


class Pair(NamedTuple):
    """A model at a precision and the first machine that may hold it, of which one node is the least it costs."""

    model: Model
    quantization: Quantization
    efforts: tuple[str, ...]
    first: int
    p_mean: float
    """The best chance of a right answer of its efforts; 1 where nothing is known of it."""
    least: float
    """USD per 1,000 calls."""
    bound: float
    """The most it can be worth, USD per 1,000 calls."""


class Attempt(NamedTuple):
    """A pair at one effort, by the work that it is for any machine; figures as of the pair."""

    effort: str
    traffic: Traffic
    work: Work
    p_mean: float
    least: float
    bound: float


class Found(NamedTuple):
    options: tuple[Evaluated, ...]
    bounded_out: int
    """Options considered that could not lead their model, their route or the frontier."""


class Field(NamedTuple):
    """What one search runs over; `machines` cheapest first."""

    case: Case
    beliefs: Beliefs
    machines: Sequence[Machine]
    floors: Sequence[Floor]
    """Of each machine."""
    kinds: Sequence[Floor]
    """Of each accelerator."""
    traffic: Mapping[str, Traffic]
    """Effort -> what the load asks for."""
    tables: Tables
    verdicts: Verdicts
    shelf: Shelf


def search(case: Case, beliefs: Beliefs, machines: Sequence[Machine], tables: Tables, rivals: Rivals) -> Found:
    """`machines` cheapest first. What is bounded out is dominated, below the best of its route and not to be shown."""
    if not machines:
        return Found((), 0)
    floors = floors_of(machines, case.requirements, tables.hosting, tables.hardware)
    traffic = {effort: traffic_of(load, case.requirements) for effort, load in case.loads.items()}
    kinds = by_accelerator(machines, floors)
    field = Field(case, beliefs, machines, floors, kinds, traffic, tables, Verdicts(case), Shelf(case, tables))
    pairs = sorted(_pairs(field), key=lambda pair: (-pair.bound, pair.model.id, pair.quantization.id))
    options: list[Evaluated] = []
    skipped = 0
    leader, allowed = float("-inf"), rivals.allowed
    for pair in pairs:
        enough = max(rivals.shown, rivals.by_model.get(pair.model.id, float("-inf")))
        lowest = min(enough, leader, allowed)
        if _is_hopeless(pair, rivals, lowest):
            skipped += len(pair.efforts)
            continue
        weights = field.shelf.weights(pair.model, pair.quantization)
        if weights is None:
            continue
        attempts = tuple(_attempts(field, pair, weights))
        if all(_is_hopeless(one, rivals, lowest) for one in attempts):
            skipped += len(pair.efforts)
            continue
        for option in _cheapest(field, pair, weights, attempts, allowed):
            options.append(option)
            if option.net_benefit is not None and passes(option, case.requirements):
                leader = max(leader, option.net_benefit)
                if option.belief is not None and option.serving is not None:
                    rivals.add(option.belief.p_mean, option.serving + option.latency + option.risk)
                allowed = max(allowed, option.net_benefit) if option.status == "allowed" else allowed
    return Found(tuple(options), skipped)


def _is_hopeless(one: Pair | Attempt, rivals: Rivals, lowest: float) -> bool:
    """Whether it can neither be shown, nor lead its model or its route, nor be first at any worth."""
    return one.bound < lowest and rivals.dominates(one.p_mean, one.least)


def _pairs(field: Field) -> Iterator[Pair]:
    """Pairs that some machine may be large enough for: the largest memory of the cheapest k machines rises with k."""
    case, machines = field.case, field.machines
    per_month = usd_per_month(1.0, case.requirements.calls_per_day)
    largest = list(accumulate((machine.pool.memory_gb for machine in machines), max))
    for model, quantization in placeable(case, consumer=False):
        efforts, size = efforts_of(model, case.requirements), model.params_total
        if size is None or not efforts:
            continue
        first = bisect_left(largest, size * quantization.bits_per_weight / 8 * LIGHTEST)
        if first == len(machines):
            continue
        chances = [field.beliefs.as_released(model, effort) for effort in efforts]
        least = field.floors[first].node / per_month
        p_mean, bound = _most(field, max([p for p in chances if p is not None], default=None), least)
        yield Pair(model, quantization, efforts, first, p_mean, least, bound)


def _most(field: Field, p_mean: float | None, least: float) -> tuple[float, float]:
    """(chance, the most it can be worth) for a least cost; where no chance is known nothing is ruled out."""
    if p_mean is None:
        return 1.0, float("inf")
    return p_mean, 1000.0 * field.case.requirements.worth * p_mean - least


def _attempts(field: Field, pair: Pair, weights: Weights) -> Iterator[Attempt]:
    """The efforts of a pair by the floor of each kind of machine."""
    per_month = usd_per_month(1.0, field.case.requirements.calls_per_day)
    for effort in pair.efforts:
        traffic = _traffic(field, pair.model, effort)
        work = work_of(weights.need, traffic, field.tables.hardware)
        month = min([floor.usd(work, traffic) for floor in field.kinds])
        least = max(month, field.floors[pair.first].node) / per_month
        p_mean, bound = _most(field, field.beliefs.as_released(pair.model, effort), least)
        yield Attempt(effort, traffic, work, p_mean, least, bound)


def _traffic(field: Field, model: Model, effort: str) -> Traffic:
    """By the assumed tokens, or by those own tests measured of the model."""
    case = field.case
    if case.own is None:
        return field.traffic[effort]
    return traffic_of(load_at(case, model.id, effort), case.requirements)


def _cheapest(
    field: Field, pair: Pair, weights: Weights, attempts: Iterable[Attempt], allowed: float
) -> Iterator[Evaluated]:
    """For each effort the cheapest machine that passes, else the first tried with its gates.

    Where that one needs a review, also the cheapest that needs none, if it can beat `allowed`.
    """
    wanted = field.case.requirements
    for attempt in attempts:
        chosen = _cheapest_at(field, weights, pair.first, attempt, wanted.allowed_only)
        if chosen is None:
            continue
        yield chosen
        if chosen.status == "review" and pair.bound > allowed and not (wanted.allowed_only or weights.finding.unknown):
            other = _cheapest_at(field, weights, pair.first, attempt, True)
            if other is not None and other.status == "allowed" and passes(other, wanted):
                yield other


def _cheapest_at(field: Field, weights: Weights, first: int, attempt: Attempt, allowed: bool) -> Evaluated | None:
    """Machines in the order of the least they can cost, until the next cannot beat the best, lateness counted."""
    case, tables, effort = field.case, field.tables, attempt.effort
    load = case.loads[effort]
    best: Evaluated | None = None
    fallback: Evaluated | None = None
    limit = float("inf")
    places = range(first, len(field.machines))
    work, traffic = attempt.work, attempt.traffic
    for least, place in sorted([(field.floors[place].usd(work, traffic), place) for place in places]):
        if least >= limit:
            break
        machine = field.machines[place]
        if fallback is not None and _is_out(field, weights, machine, allowed):
            continue
        deployment = deployment_on(weights, machine, tables.hardware)
        if deployment is None or not _holds(deployment, tables):
            continue
        option = place_on(case, field.beliefs, weights, machine, deployment, effort, tables, field.verdicts)
        if not passes(option, case.requirements) or option.serving is None or (allowed and option.status == "review"):
            fallback = fallback or option
            if weights.finding.gates or _no_machine_helps(option.gates):
                break
        elif (month := usd_per_month(option.serving + option.latency, load.calls_per_day)) < limit:
            best, limit = option, month
    return best or fallback


def _is_out(field: Field, weights: Weights, machine: Machine, allowed: bool) -> bool:
    """Whether a machine is left out by its provider, the rules or the price of a single one, whatever it carries."""
    wanted = field.case.requirements
    chosen, capex, price = wanted.only_provider, wanted.capex, machine.purchase_usd
    if chosen and machine.rent is not None and machine.rent.provider not in chosen:
        return True
    if machine.bought and capex is not None and price is not None and price > capex:
        return True
    status = field.verdicts.of(machine, weights).status
    return status == "blocked" or (allowed and status == "review")


def _holds(deployment: Deployment, tables: Tables) -> bool:
    needed, there = holds(deployment, tables.hardware)
    return needed <= there


def _no_machine_helps(gates: tuple[Gate, ...]) -> bool:
    return any(gate.gate in MODEL_GATES for gate in gates)
