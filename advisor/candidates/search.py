"""The cheapest machine to rent or buy for each open model, precision and effort, with exact pruning.

One node of the cheapest machine that holds the weights is the least any option of a model and precision can cost, so a
pair whose best case is below what is already found for its model and for its route is only counted.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from advisor.candidates.beliefs import Beliefs
from advisor.candidates.case import Case, efforts_of
from advisor.candidates.evaluated import Evaluated
from advisor.candidates.machines import Machine
from advisor.candidates.selfhosted import Tables, Verdicts, Weights, deployment_on, holds, place_on, placeable
from advisor.candidates.serving import carry_bound
from advisor.constraints.technical import Gate
from advisor.quantities import DAYS_PER_MONTH

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
        "user",
        "route",
    }
)
"""Gates that no other machine of the route would open."""


class Pair(NamedTuple):
    """A model at a precision, the first machine large enough for it, and the most it could be worth."""

    weights: Weights
    first: int
    bound: float


class Found(NamedTuple):
    options: tuple[Evaluated, ...]
    bounded_out: int
    """Options considered that could not lead their model or route."""


def search(
    case: Case, beliefs: Beliefs, machines: Sequence[Machine], tables: Tables, to_beat: Mapping[str, float]
) -> Found:
    """`machines` cheapest first; `to_beat`: the best net benefit already found for a model by another route."""
    pairs = sorted(_pairs(case, beliefs, machines, tables), key=lambda pair: (-pair.bound, pair.weights.model.id))
    verdicts = Verdicts(case)
    options: list[Evaluated] = []
    skipped = 0
    leader = float("-inf")
    for pair in pairs:
        model = pair.weights.model
        if pair.bound < leader and pair.bound < to_beat.get(model.id, float("-inf")):
            skipped += len(efforts_of(model, case.requirements))
            continue
        for option in _cheapest(case, beliefs, pair, machines, tables, verdicts):
            options.append(option)
            if not option.gates and option.net_benefit is not None:
                leader = max(leader, option.net_benefit)
    return Found(tuple(options), skipped)


def _pairs(case: Case, beliefs: Beliefs, machines: Sequence[Machine], tables: Tables) -> Iterator[Pair]:
    """Pairs that some machine is large enough for; the largest memory among the cheapest k machines rises with k."""
    wanted = case.requirements
    per_month = wanted.calls_per_day * DAYS_PER_MONTH / 1000
    largest: list[float] = []
    for machine in machines:
        largest.append(max(machine.pool.memory_gb, largest[-1] if largest else 0.0))
    for weights in placeable(case, tables, consumer=False):
        first = bisect_left(largest, weights.need.weights.gb)
        if first == len(machines):
            continue
        best = beliefs.best_self_hosted(weights.model, weights.quantization, efforts_of(weights.model, wanted))
        least = (machines[first].usd_per_month or 0.0) / per_month
        bound = float("inf") if best is None else 1000.0 * wanted.worth * best - least
        yield Pair(weights, first, bound)


def _cheapest(
    case: Case, beliefs: Beliefs, pair: Pair, machines: Sequence[Machine], tables: Tables, verdicts: Verdicts
) -> Iterator[Evaluated]:
    """For each effort the cheapest machine without a failed gate, else the first tried with its gates."""
    wanted, hardware = case.requirements, tables.hardware
    for effort in efforts_of(pair.weights.model, wanted):
        best: Evaluated | None = None
        fallback: Evaluated | None = None
        load = case.loads[effort]
        limit = float("inf")
        for machine in machines[pair.first :]:
            if (machine.usd_per_month or 0.0) >= limit:
                break
            deployment = deployment_on(pair.weights, machine, hardware)
            if deployment is None:
                continue
            needed, there = holds(deployment, hardware)
            if needed > there or carry_bound(deployment, machine, load, wanted, tables.hosting, hardware) >= limit:
                continue
            option = place_on(case, beliefs, pair.weights, machine, deployment, effort, tables, verdicts)
            if option.gates or option.serving is None:
                fallback = fallback or option
                if _no_machine_helps(option.gates):
                    break
            elif best is None or best.serving is None or option.serving < best.serving:
                best = option
                limit = option.serving * load.calls_per_day * DAYS_PER_MONTH / 1000
        chosen = best or fallback
        if chosen is not None:
            yield chosen


def _no_machine_helps(gates: tuple[Gate, ...]) -> bool:
    return any(gate.gate in MODEL_GATES for gate in gates)
