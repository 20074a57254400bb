"""Self-hosted options: an open model at a precision and an effort on a machine, with capacity, bill and gates."""

from collections.abc import Iterator

from advisor.candidates.beliefs import Beliefs
from advisor.candidates.case import Case, efforts_of, load_at
from advisor.candidates.evaluated import Evaluated, Hosting, rig_place
from advisor.candidates.hosted import policy_gates
from advisor.candidates.limits import limit_gates
from advisor.candidates.machines import Machine
from advisor.candidates.precisions import precisions
from advisor.candidates.serving import Carried, carry, latency_of, token_shape
from advisor.catalog import Model, Quantization
from advisor.constraints.policy_logic import Facts
from advisor.constraints.policy_verdict import Verdict
from advisor.constraints.technical import Finding, Gate, check_model, join
from advisor.estimates.constants import Constants
from advisor.estimates.deployment import Deployment, is_physics_only
from advisor.estimates.engines import choose_engine
from advisor.estimates.hosting import Hosting as HostingConstants
from advisor.estimates.memory import Footprint, footprint, overhead_gb, usable_gb
from advisor.estimates.risk import risk_usd_per_1k
from advisor.estimates.shape import Shape, shape_of
from advisor.tuples import NamedTuple

LOWEST_BITS_ELSEWHERE = 8.0


class Weights(NamedTuple):
    """One model at one precision, ready to be placed."""

    model: Model
    quantization: Quantization
    need: Footprint
    facts: Facts
    finding: Finding


class Tables(NamedTuple):
    hosting: HostingConstants
    hardware: Constants


def placeable(case: Case, *, consumer: bool) -> Iterator[tuple[Model, Quantization]]:
    """Every open model at every precision worth considering."""
    for model in case.models.values():
        if model.open_weights:
            for quantization in precisions(model, case.catalog.quantizations, consumer=consumer):
                yield model, quantization


class Shelf:
    """Models ready to be placed: shape, facts and findings are derived once a model."""

    def __init__(self, case: Case, tables: Tables) -> None:
        self._case = case
        self._tables = tables
        self._shapes: dict[str, Shape | None] = {}
        self._known: dict[str, tuple[Facts, Finding]] = {}

    def shape(self, model: Model) -> Shape | None:
        """None when the model's size is not known."""
        if model.id not in self._shapes:
            self._shapes[model.id] = shape_of(model, self._tables.hardware)
        return self._shapes[model.id]

    def weights(self, model: Model, quantization: Quantization) -> Weights | None:
        """None when the model's size is not known."""
        shape = self.shape(model)
        if shape is None:
            return None
        if model.id not in self._known:
            self._known[model.id] = self._case.sheets.model(model), check_model(model, self._case.requirements)
        need = footprint(model, shape, quantization, self._tables.hardware)
        return Weights(model, quantization, need, *self._known[model.id])


def deployment_on(weights: Weights, machine: Machine, hardware: Constants) -> Deployment | None:
    """None when no engine of the machine's vendor runs the format.

    Formats below 8 bits have kernels for the vendors that people publish runs of; elsewhere they are not assumed.
    """
    if machine.pool.vendor == "other" and weights.quantization.bits_per_weight < LOWEST_BITS_ELSEWHERE:
        return None
    engine = choose_engine("auto", weights.quantization, machine.pool.vendor, hardware)
    if engine is None:
        return None
    physics = is_physics_only(engine, weights.need, machine.pool, hardware)
    return Deployment(weights.model, weights.quantization, machine.rig, engine, machine.pool, weights.need, physics)


def holds(deployment: Deployment, hardware: Constants) -> tuple[float, float]:
    """(GB needed before any sequence, GB there are) on all hosts of one node."""
    pool, engine = deployment.pool, deployment.engine
    overhead = overhead_gb(deployment.need, engine, hardware, pool.devices * pool.hosts).typical
    return deployment.need.weights.gb + overhead, usable_gb(pool, engine, hardware, pool.devices) * pool.hosts


def owned_options(case: Case, beliefs: Beliefs, machine: Machine, tables: Tables) -> Iterator[Evaluated]:
    """Every open model on the one rig there is, those that do not fit or cannot carry the load with their gate."""
    verdicts, shelf = Verdicts(case), Shelf(case, tables)
    for model, quantization in placeable(case, consumer=True):
        weights = shelf.weights(model, quantization)
        if weights is None:
            continue
        deployment = deployment_on(weights, machine, tables.hardware)
        if deployment is None:
            continue
        needed, there = holds(deployment, tables.hardware)
        if needed > there:
            gate = Gate("memory", f"needs {needed:,.1f} GB before any request; the rig has {there:,.1f} GB",
                        f"{needed - there:,.1f} GB more memory, or fewer bits per weight")  # fmt: skip
            yield _rejected(case, beliefs, weights, machine, gate, verdicts)
            continue
        for effort in efforts_of(weights.model, case.requirements):
            yield place_on(case, beliefs, weights, machine, deployment, effort, tables, verdicts)


class Verdicts:
    """Verdicts by machine facts and model, so that equal ones are asked once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._known: dict[tuple[int, str], Verdict] = {}

    def of(self, machine: Machine, weights: Weights) -> Verdict:
        key = (id(machine), weights.model.id)
        if key not in self._known:
            rules = self._case.rules
            self._known[key] = rules.verdict(machine.route_facts, weights.facts, machine.hardware_facts)
        return self._known[key]


def _finding(case: Case, weights: Weights, machine: Machine, verdict: Verdict) -> Finding:
    finding = weights.finding
    if machine.route not in case.requirements.route:
        gate = Gate("route", f"{machine.route} routes are left out by --route", f"--route {machine.route}")
        finding = join(finding, Finding((gate,), ()))
    if machine.rent is not None and case.requirements.only_provider:
        provider = machine.rent.provider
        if provider not in case.requirements.only_provider:
            gate = Gate("user", "not among --only-provider", f"--only-provider {provider}")
            finding = join(finding, Finding((gate,), ()))
    if verdict.status == "blocked":
        finding = join(finding, Finding(policy_gates(verdict), ()))
    return finding


def _rejected(
    case: Case, beliefs: Beliefs, weights: Weights, machine: Machine, gate: Gate, verdicts: Verdicts
) -> Evaluated:
    """An option that no load reaches: it does not fit."""
    verdict = verdicts.of(machine, weights)
    finding = join(_finding(case, weights, machine, verdict), Finding((gate,), ()))
    effort = (efforts_of(weights.model, case.requirements) or ("none",))[-1]
    belief = beliefs.self_hosted(weights.model, weights.quantization, effort)
    place = rig_place(machine.rig, machine.rent)
    return Evaluated(
        weights.model, weights.quantization.id, effort, machine.route, None, None, place, belief, None, 0.0, 0.0, None,
        finding.gates, finding.unknown, verdict,
    )  # fmt: skip


def place_on(
    case: Case,
    beliefs: Beliefs,
    weights: Weights,
    machine: Machine,
    deployment: Deployment,
    effort: str,
    tables: Tables,
    verdicts: Verdicts,
) -> Evaluated:
    """One option with its capacity, bill and gates."""
    wanted = case.requirements
    verdict = verdicts.of(machine, weights)
    finding = _finding(case, weights, machine, verdict)
    model, precision, place = weights.model.id, weights.quantization.id, rig_place(machine.rig, machine.rent)
    load = load_at(case, model, effort)
    rig = (place, machine.rig.ram_gb)
    about = (model, precision, rig, token_shape(load, wanted), wanted.tokens_per_second)
    known = case.kept.capacity(about)
    carried = carry(deployment, machine, load, wanted, tables.hosting, tables.hardware, known)
    if known is None and carried.capacity is not None:
        case.kept.remember(about, carried.capacity)
    measured = None if case.own is None else case.own.endpoints.get((model, effort, precision, place))
    latency, late = latency_of(deployment, carried, load, wanted, tables.hardware, measured)
    risk = risk_usd_per_1k(weights.model, None, wanted, case.catalog.constants)
    belief = beliefs.self_hosted(weights.model, weights.quantization, effort)
    gates = finding.gates + carried.gates + late
    net_benefit = None
    if belief is not None and carried.serving is not None:
        net_benefit = 1000.0 * wanted.worth * belief.p_mean - carried.serving - latency - risk
        gates += limit_gates(wanted, belief.p_mean, carried.serving)
    return Evaluated(
        weights.model, precision, effort, machine.route, None, _hosting(machine, deployment, carried), place, belief,
        carried.serving, latency, risk, net_benefit, gates,
        finding.unknown, verdict,
    )  # fmt: skip


def _hosting(machine: Machine, deployment: Deployment, carried: Carried) -> Hosting | None:
    if carried.capacity is None:
        return None
    return Hosting(machine.rig, machine.rent, carried.nodes, deployment, carried.capacity, machine.bought)
