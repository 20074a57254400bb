"""The cheapest machine to rent or buy for each open model, precision and effort, with exact pruning.

One node of the cheapest machine that holds the weights is the least any option of a model and precision can cost, so a
pair whose best case is below what is already found for its model and for its route is only counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from advisor.candidates.beliefs import Beliefs
from advisor.candidates.case import Case, efforts_of
from advisor.candidates.evaluated import Evaluated
from advisor.candidates.machines import Machine
from advisor.candidates.selfhosted import Tables, Verdicts, Weights, deployment_on, holds, place_on, placeable
from advisor.candidates.serving import carry_bound
from advisor.constraints.technical import Gate
from advisor.estimates.deployment import Deployment
from advisor.quantities import DAYS_PER_MONTH


class Pair(NamedTuple):
    """A model at a precision with the machines that hold it, cheapest first, and the most it could be worth."""

    weights: Weights
    machines: tuple[tuple[Machine, Deployment], ...]
    bound: float


class Found(NamedTuple):
    options: tuple[Evaluated, ...]
    bounded_out: int
    """Options considered that could not lead their model or route."""


def search(
    case: Case, beliefs: Beliefs, machines: Sequence[Machine], tables: Tables, to_beat: Mapping[str, float]
) -> Found:
    """`to_beat`: the best net benefit already found for a model by another route."""
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
        for option in _cheapest(case, beliefs, pair, tables, verdicts):
            options.append(option)
            if not option.gates and option.net_benefit is not None:
                leader = max(leader, option.net_benefit)
    return Found(tuple(options), skipped)


def _pairs(case: Case, beliefs: Beliefs, machines: Sequence[Machine], tables: Tables) -> Iterator[Pair]:
    wanted = case.requirements
    per_month = wanted.calls_per_day * DAYS_PER_MONTH / 1000
    for weights in placeable(case, tables, consumer=False):
        holding = []
        for machine in machines:
            deployment = deployment_on(weights, machine, tables.hardware)
            if deployment is None:
                continue
            needed, there = holds(deployment, tables.hardware)
            if needed <= there:
                holding.append((machine, deployment))
        if not holding:
            continue
        best = beliefs.best_self_hosted(weights.model, weights.quantization, efforts_of(weights.model, wanted))
        least = (holding[0][0].usd_per_month or 0.0) / per_month
        bound = float("inf") if best is None else 1000.0 * wanted.worth * best - least
        yield Pair(weights, tuple(holding), bound)


def _cheapest(case: Case, beliefs: Beliefs, pair: Pair, tables: Tables, verdicts: Verdicts) -> Iterator[Evaluated]:
    """For each effort the cheapest machine without a failed gate, else the first tried with its gates."""
    wanted = case.requirements
    for effort in efforts_of(pair.weights.model, wanted):
        best: Evaluated | None = None
        fallback: Evaluated | None = None
        load = case.loads[effort]
        per_month = load.calls_per_day * DAYS_PER_MONTH / 1000
        for machine, deployment in pair.machines:
            if best is not None and best.serving is not None:
                limit = best.serving * per_month
                if (machine.usd_per_month or 0.0) >= limit:
                    break
                if carry_bound(deployment, machine, load, wanted, tables.hosting, tables.hardware) >= limit:
                    continue
            option = place_on(case, beliefs, pair.weights, machine, deployment, effort, tables, verdicts)
            if option.gates or option.serving is None:
                fallback = fallback or option
                if _for_every_machine(option.gates):
                    break
            elif best is None or best.serving is None or option.serving < best.serving:
                best = option
        chosen = best or fallback
        if chosen is not None:
            yield chosen


MODEL_GATES = frozenset({"retired", "context", "modality", "capability", "licence", "origin", "quality-floor", "user"})


def _for_every_machine(gates: tuple[Gate, ...]) -> bool:
    """Whether a failed gate belongs to the model: no other machine helps."""
    return any(gate.gate in MODEL_GATES for gate in gates)
