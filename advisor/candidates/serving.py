"""What it takes to carry the load on machines: capacity, node count, bill, and the gates on capacity and latency."""

from collections.abc import Iterable
from math import ceil

from advisor.candidates.machines import Machine
from advisor.constraints.technical import Gate
from advisor.estimates.capacity import Capacity, Shape, capacity
from advisor.estimates.constants import Constants
from advisor.estimates.deployment import Deployment
from advisor.estimates.hosting import (
    Hosting,
    billed_nodes,
    nodes_needed,
    owned_usd_per_1k,
    rented_usd_per_1k,
    rigs_per_call_a_day,
)
from advisor.estimates.load import Load
from advisor.estimates.speed import ttft
from advisor.hints import TYPE_CHECKING
from advisor.requirements import Requirements
from advisor.tuples import NamedTuple

if TYPE_CHECKING:
    from advisor.estimates.measured import Endpoint

SIZE_UNKNOWN = Gate(
    "size-unknown",
    "its attention kind or active parameters are not known, so neither cache nor capacity can be estimated",
    "a sourced config of the model",
)


class Carried(NamedTuple):
    """How a load is carried; `serving` in USD per 1,000 calls, None when a price or the capacity is not known."""

    capacity: Capacity | None
    nodes: int
    serving: float | None
    gates: tuple[Gate, ...]


def token_shape(load: Load, requirements: Requirements) -> Shape:
    """Tokens of one call as the capacity estimate takes them."""
    answer = load.output_tokens + load.reasoning_tokens
    return Shape(load.input_tokens, load.cached_share, answer, requirements.context, load.turns)


def sized_for_peak(requirements: Requirements) -> bool:
    """The busiest hour counts when a latency target is given, else the mean at the highest use."""
    return any((requirements.ttft, requirements.tokens_per_second, requirements.p95))


def carry(
    deployment: Deployment,
    machine: Machine,
    load: Load,
    requirements: Requirements,
    hosting: Hosting,
    hardware: Constants,
    known: Capacity | None = None,
) -> Carried:
    """Nodes and bill of one deployment, multiplied as often as needed or as there are machines.

    `known`: its capacity for this shape of calls and target, where that was estimated before.
    """
    found = known or capacity(deployment, token_shape(load, requirements), hardware, requirements.tokens_per_second)
    if found is None:
        return _not_carried(deployment, requirements)
    peak = sized_for_peak(requirements)
    rate = sizing_rate(found)
    nodes = nodes_needed(load, rate, peak, hosting)
    gates: tuple[Gate, ...] = ()
    if machine.most is not None:
        needed = load.calls_per_day * rigs_per_call_a_day(load, rate, peak, hosting)
        if needed > machine.most:
            gates = (_too_small(needed, machine, peak),)
        # What cannot be carried is priced on as many rigs as would do, so that its figures stay comparable.
        nodes = max(machine.most, ceil(needed))
    gates += _capex(machine, nodes, requirements)
    return Carried(found, nodes, _usd_per_1k(machine, nodes, load, requirements, hosting), gates)


def sizing_rate(found: Capacity) -> float:
    """Calls per second of one rig that nodes are counted with: the typical figure, or the low one where nobody has
    published a run of its kind."""
    return found.calls_per_s.low if found.calls_per_s.basis == "physics" else found.calls_per_s.typical


def _not_carried(deployment: Deployment, requirements: Requirements) -> Carried:
    if deployment.need.kv is None or deployment.need.shape.active is None:
        return Carried(None, 0, None, (SIZE_UNKNOWN,))
    if requirements.tokens_per_second is not None:
        text = f"not one user gets {requirements.tokens_per_second:g} tokens/s beside a full request in memory"
        return Carried(None, 0, None, (Gate("latency", text, "a lower --tokens-per-second or faster hardware"),))
    text = f"no room for one request of {requirements.context:,.0f} tokens beside the weights"
    return Carried(None, 0, None, (Gate("memory", text, "more memory, fewer bits per weight or shorter requests"),))


def _too_small(needed: float, machine: Machine, peak: bool) -> Gate:
    share = (machine.most or 0) / needed
    against = "the busiest hour" if peak else "the mean load"
    text = f"carries {share * 100:.3g} % of {against}; {ceil(needed):,} such rigs would do"
    return Gate("capacity", text, f"{_rigs(ceil(needed), machine)}, or {share * 100:.3g} % of the calls")


def _capex(machine: Machine, nodes: int, requirements: Requirements) -> tuple[Gate, ...]:
    if not machine.bought or machine.purchase_usd is None or requirements.capex is None:
        return ()
    price = nodes * machine.purchase_usd
    if price <= requirements.capex:
        return ()
    text = f"{_rigs(nodes, machine)} cost{'s' if nodes == 1 else ''} ${price:,.0f}; there is ${requirements.capex:,.0f}"
    return (Gate("capex", text, f"--capex {ceil(price)}"),)


def _rigs(nodes: int, machine: Machine) -> str:
    return machine.rig.label if nodes == 1 else f"{nodes:,} rigs of {machine.rig.label}"


def _usd_per_1k(machine: Machine, nodes: int, load: Load, requirements: Requirements, hosting: Hosting) -> float | None:
    if machine.rent is not None:
        running = billed_nodes(nodes, load, sized_for_peak(requirements), hosting)
        return rented_usd_per_1k(machine.rent.usd_per_hour, running, load, hosting)
    return owned_usd_per_1k(machine.rig, nodes, load, hosting, machine.bought, requirements.horizon)


def latency_of(
    deployment: Deployment,
    carried: Carried,
    load: Load,
    requirements: Requirements,
    hardware: Constants,
    measured: "Endpoint | None" = None,
) -> tuple[float, tuple[Gate, ...]]:
    """(USD per 1,000 calls of lateness, gates) by the estimate, or by what tests of this very option measured. A whole
    call is all its prompts, its reasoning and its answer, `load` being that of the option's effort."""
    found = carried.capacity
    if found is None or not (requirements.ttft or requirements.p95):
        return 0.0, ()
    prompt = load.input_tokens / load.turns * (1 - load.cached_share)
    first = ttft(deployment, found.layout, hardware, prompt, found.batch)
    whole = load.turns * first.high + (load.output_tokens + load.reasoning_tokens) / found.tokens_per_s_user
    typical = first.typical
    if measured is not None:
        typical = measured.first_s.typical if measured.first_s else typical
        whole = measured.p95_s or whole
    checks = (
        ("time to first token", "--ttft", typical, requirements.ttft),
        ("95th percentile of a call", "--p95", whole, requirements.p95),
    )
    return lateness(checks, requirements)


def lateness(
    checks: Iterable[tuple[str, str, float, float | None]], requirements: Requirements
) -> tuple[float, tuple[Gate, ...]]:
    """(USD per 1,000 calls, gates): with a latency price lateness is paid for, else it excludes."""
    late = [(name, flag, value, target) for name, flag, value, target in checks if target and value > target]
    if requirements.latency_price:
        over = max((value - target for _, _, value, target in late), default=0.0)
        return 1000.0 * requirements.latency_price * over, ()
    gates = [
        Gate("latency", f"{name} about {value:.2f} s; {target:g} s are asked", f"{flag} {ceil(value * 100) / 100:g}")
        for name, flag, value, target in late
    ]
    return 0.0, tuple(gates)
