"""Hosted options by what own tests measured of them: tokens and costs in the bill, seconds against the targets."""

from collections.abc import Iterable

from advisor.candidates.case import Case
from advisor.candidates.evaluated import Evaluated
from advisor.candidates.limits import limit_gates
from advisor.candidates.serving import lateness
from advisor.constraints.technical import Gate, Unknown
from advisor.estimates.cost import hosted_usd_per_1k
from advisor.estimates.measured import Endpoint, Own
from advisor.requirements import Requirements

LIMITS = ("quality-floor", "budget")


def with_measures(case: Case, own: Own, options: Iterable[Evaluated]) -> list[Evaluated]:
    """The options in their order; those that no test measured are the same."""
    return [_measured(case, own, option) for option in options]


def _measured(case: Case, own: Own, option: Evaluated) -> Evaluated:
    model, offer, wanted = option.model.id, option.offer, case.requirements
    endpoint = own.endpoints.get((model, option.effort, option.quantization, option.place))
    if offer is None or (endpoint is None and (model, option.effort) not in own.tokens):
        return option
    paid = 1.0 if endpoint is None else endpoint.price_ratio
    serving = hosted_usd_per_1k(offer, own.load(case.loads[option.effort], model, option.effort), paid)
    latency, gates, unknown = 0.0, option.gates, option.unknown
    if endpoint is not None:
        latency, late, open_ = against_targets(endpoint, wanted)
        gates += late
        unknown = (*(one for one in unknown if one.fact != "latency"), *open_)
    net_benefit = None
    if option.belief is not None and serving is not None:
        net_benefit = 1000.0 * wanted.worth * option.belief.p_mean - serving - latency - option.risk
        gates = tuple(gate for gate in gates if gate.gate not in LIMITS)
        gates += limit_gates(wanted, option.belief.p_mean, serving)
    return option._replace(
        serving=serving, latency=latency, net_benefit=net_benefit, gates=gates, unknown=unknown
    )  # fmt: skip


def against_targets(
    endpoint: Endpoint, wanted: Requirements
) -> tuple[float, tuple[Gate, ...], tuple[Unknown, ...]]:  # fmt: skip
    """(USD per 1,000 calls of lateness, what is too slow, what the tests do not say)."""
    checks = []
    unknown = []
    first = endpoint.first_s.typical if endpoint.first_s else None
    if wanted.ttft:
        if first is not None:
            checks.append(("time to first token", "--ttft", first, wanted.ttft))
        elif endpoint.p95_s is None or endpoint.p95_s > wanted.ttft:
            unknown.append(_open("your tests did not time the first token", "ttft_s in the results"))
    if wanted.p95:
        if endpoint.p95_s is None:
            unknown.append(_open("your tests timed too few whole calls", "latency_s of 20 calls"))
        else:
            checks.append(("95th percentile of a call", "--p95", endpoint.p95_s, wanted.p95))
    usd, gates = lateness(checks, wanted)
    rate, asked = endpoint.tokens_per_s, wanted.tokens_per_second
    if asked and (rate is None or rate < asked):
        if rate is None or endpoint.first_s is None:
            shown = "your tests timed no output tokens" if rate is None else f"whole calls gave {rate:.3g} tokens/s"
            unknown.append(_open(f"{shown}, the first token's wait included", "latency_s and ttft_s in the results"))
        else:
            text = f"one stream gave {rate:.3g} tokens/s; {asked:g} are asked"
            gates += (Gate("latency", text, f"--tokens-per-second {rate:.3g}"),)
    return usd, gates, tuple(unknown)


def _open(explain: str, would_change: str) -> Unknown:
    return Unknown("latency", f"latency not known: {explain}", would_change)
