"""The cheapest machine to rent or buy for each open model, precision and effort, with exact pruning.

One node of the cheapest machine that holds the weights is the least any option of a model and precision can cost, so a
pair whose best case is below what is already found for its model and for its route is only counted.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from advisor.candidates.beliefs import Beliefs
from advisor.candidates.case import Case, efforts_of, load_at
from advisor.candidates.evaluated import Evaluated, passes
from advisor.candidates.machines import Machine
from advisor.candidates.selfhosted import Shelf, Tables, Verdicts, Weights, deployment_on, holds, place_on, placeable
from advisor.candidates.serving import token_shape
from advisor.catalog import Model, Quantization
from advisor.constraints.technical import Gate
from advisor.estimates.capacity import rate_per_tflops
from advisor.estimates.deployment import Deployment
from advisor.estimates.load import SECONDS_PER_DAY, Load
from advisor.quantities import DAYS_PER_MONTH
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
"""No file is smaller than this share of parameters x bits, so that a bound needs no memory estimate."""


class Rivals(NamedTuple):
    """What is already found by other routes."""

    by_model: Mapping[str, float]
    """The best net benefit of each model."""
    shown: float
    """Net benefit that an option must reach to be among the models shown."""
    costs: Sequence[float]
    """USD per 1,000 calls of the options that nothing cheaper matches, ascending."""
    best_p: Sequence[float]
    """Their expected shares of right answers."""
    allowed: float
    """The best net benefit of an option that needs no review."""

    def dominates(self, p: float, cost: float) -> bool:
        """Whether some option gets at least as much right for no more: then no worth puts the other first."""
        place = bisect_right(self.costs, cost)
        return place > 0 and self.best_p[place - 1] >= p


class Pair(NamedTuple):
    """A model at a precision, the first machine that may hold it, the most it can be worth and the least it costs."""

    model: Model
    quantization: Quantization
    first: int
    bound: float
    best_p: float
    least: float
    """USD per 1,000 calls."""


class Found(NamedTuple):
    options: tuple[Evaluated, ...]
    bounded_out: int
    """Options considered that could not lead their model, their route or the frontier."""


class Field(NamedTuple):
    """What one search runs over; `machines` cheapest first."""

    case: Case
    beliefs: Beliefs
    machines: Sequence[Machine]
    usd_per_tflops: Sequence[float]
    """Of each machine, a month."""
    tflops_per_b: Mapping[str, float]
    """Effort -> TFLOP/s that no machine carries the load with less than, for each 1e9 active parameters."""
    tables: Tables
    verdicts: Verdicts
    shelf: Shelf


def search(case: Case, beliefs: Beliefs, machines: Sequence[Machine], tables: Tables, rivals: Rivals) -> Found:
    """`machines` cheapest first. What is bounded out is dominated, below the best of its route and not to be shown."""
    costs = [_usd_per_tflops(one) for one in machines]
    work = {effort: _tflops_per_b(load, case, tables) for effort, load in case.loads.items()}
    field = Field(case, beliefs, machines, costs, work, tables, Verdicts(case), Shelf(case, tables))
    pairs = sorted(_pairs(field), key=lambda pair: (-pair.bound, pair.model.id, pair.quantization.id))
    options: list[Evaluated] = []
    skipped = 0
    leader, allowed = float("-inf"), rivals.allowed
    for pair in pairs:
        hidden = pair.bound < rivals.shown or pair.bound < rivals.by_model.get(pair.model.id, float("-inf"))
        if hidden and pair.bound < min(leader, allowed) and rivals.dominates(pair.best_p, pair.least):
            skipped += len(efforts_of(pair.model, case.requirements))
            continue
        for option in _cheapest(field, pair, allowed):
            options.append(option)
            if option.net_benefit is not None and passes(option, case.requirements):
                leader = max(leader, option.net_benefit)
                allowed = max(allowed, option.net_benefit) if option.status == "allowed" else allowed
    return Found(tuple(options), skipped)


def _pairs(field: Field) -> Iterator[Pair]:
    """Pairs that some machine may be large enough for: the largest memory of the cheapest k machines rises with k."""
    case, machines = field.case, field.machines
    wanted = case.requirements
    per_month = wanted.calls_per_day * DAYS_PER_MONTH / 1000
    largest = list(accumulate((machine.pool.memory_gb for machine in machines), max))
    usd_per_tflops = min(field.usd_per_tflops, default=0.0)
    for model, quantization in placeable(case, consumer=False):
        efforts = efforts_of(model, wanted)
        size = model.params_total
        if size is None or not efforts:
            continue
        first = bisect_left(largest, size * quantization.bits_per_weight / 8 * LIGHTEST)
        if first == len(machines):
            continue
        best = field.beliefs.best_as_released(model, efforts)
        work = (model.params_active or 0.0) * min(_tflops(field, model, effort) for effort in efforts)
        least = max(machines[first].usd_per_month or 0.0, work * usd_per_tflops) / per_month
        bound = float("inf") if best is None else 1000.0 * wanted.worth * best - least
        yield Pair(model, quantization, first, bound, 1.0 if best is None else best, least)


def _usd_per_tflops(machine: Machine) -> float:
    """USD a month of one dense TFLOP/s at the machine's fastest precision."""
    pool = machine.pool
    return (machine.usd_per_month or 0.0) / (pool.fp16_tflops * max(pool.peak_gain) * pool.devices * pool.hosts)


def _tflops(field: Field, model: Model, effort: str) -> float:
    """What no machine carries the load with less than, for each 1e9 active parameters: by measured tokens where any."""
    case = field.case
    if case.own is None or (model.id, effort) not in case.own.tokens:
        return field.tflops_per_b[effort]
    return _tflops_per_b(load_at(case, model.id, effort), case, field.tables)


def _tflops_per_b(load: Load, case: Case, tables: Tables) -> float:
    rate = rate_per_tflops(1.0, token_shape(load, case.requirements), tables.hardware)
    return load.calls_per_day * (1 + load.retries) / SECONDS_PER_DAY / rate


def _cheapest(field: Field, pair: Pair, allowed: float) -> Iterator[Evaluated]:
    """For each effort the cheapest machine that passes, else the first tried with its gates.

    Where that one needs a review, also the cheapest that needs none, if it can beat `allowed`.
    """
    weights = field.shelf.weights(pair.model, pair.quantization)
    if weights is None:
        return
    wanted = field.case.requirements
    for effort in efforts_of(pair.model, wanted):
        chosen = _cheapest_at(field, weights, pair.first, effort, wanted.allowed_only)
        if chosen is None:
            continue
        yield chosen
        if chosen.status == "review" and pair.bound > allowed and not (wanted.allowed_only or weights.finding.unknown):
            other = _cheapest_at(field, weights, pair.first, effort, True)
            if other is not None and other.status == "allowed" and passes(other, wanted):
                yield other


def _cheapest_at(field: Field, weights: Weights, first: int, effort: str, allowed: bool) -> Evaluated | None:
    """Machines in the order of the least they can cost, until the next cannot beat the best."""
    case, tables = field.case, field.tables
    load = case.loads[effort]
    work = (weights.model.params_active or 0.0) * _tflops(field, weights.model, effort)
    best: Evaluated | None = None
    fallback: Evaluated | None = None
    limit = float("inf")
    for least, place in sorted(_least(field, place, work) for place in range(first, len(field.machines))):
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
        elif best is None or best.serving is None or option.serving < best.serving:
            best = option
            limit = option.serving * load.calls_per_day * DAYS_PER_MONTH / 1000
    return best or fallback


def _is_out(field: Field, weights: Weights, machine: Machine, allowed: bool) -> bool:
    """Whether a machine is left out by its provider or the rules, whatever it costs."""
    chosen = field.case.requirements.only_provider
    if chosen and machine.rent is not None and machine.rent.provider not in chosen:
        return True
    status = field.verdicts.of(machine, weights).status
    return status == "blocked" or (allowed and status == "review")


def _least(field: Field, place: int, work: float) -> tuple[float, int]:
    """The least a machine can cost a month for this many TFLOP/s: one node, or its arithmetic; and its place."""
    return max(field.machines[place].usd_per_month or 0.0, work * field.usd_per_tflops[place]), place


def _holds(deployment: Deployment, tables: Tables) -> bool:
    needed, there = holds(deployment, tables.hardware)
    return needed <= there


def _no_machine_helps(gates: tuple[Gate, ...]) -> bool:
    return any(gate.gate in MODEL_GATES for gate in gates)
