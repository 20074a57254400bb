"""Hosted options: every price in force of a model, at every effort it offers."""

from collections.abc import Iterator
from typing import NamedTuple

from advisor.candidates.beliefs import Beliefs
from advisor.candidates.case import Case, efforts_of, facts_of_model, hosted_verdict
from advisor.candidates.evaluated import Evaluated, offer_place
from advisor.candidates.limits import limit_gates
from advisor.catalog import Model, Offer
from advisor.constraints.policy_logic import Facts
from advisor.constraints.policy_verdict import Verdict
from advisor.constraints.technical import Finding, Gate, Unknown, check_model, check_offer, join
from advisor.estimates.cost import hosted_parts
from advisor.estimates.risk import risk_usd_per_1k

UNMEASURED = Unknown(
    "latency", "latency not known: no sourced speed of this endpoint", "measure it: your own results replace this"
)


class Endpoint(NamedTuple):
    """An offer with what holds for each of its efforts."""

    model: Model
    offer: Offer
    finding: Finding
    verdict: Verdict
    parts: tuple[float, float] | None
    risk: float


def hosted_options(case: Case, beliefs: Beliefs) -> Iterator[Evaluated]:
    """Every hosted option, model by model."""
    routes: dict[tuple[str, str], Facts] = {}
    for model in case.models.values():
        offers = case.offers[model.id]
        if not offers:
            continue
        about = check_model(model, case.requirements)
        facts = facts_of_model(case, model)
        for offer in offers:
            finding = join(about, check_offer(offer, case.requirements))
            verdict = hosted_verdict(case, offer, facts, routes)
            yield from _efforts(case, beliefs, _endpoint(case, model, offer, finding, verdict))


def _endpoint(case: Case, model: Model, offer: Offer, finding: Finding, verdict: Verdict) -> Endpoint:
    parts = hosted_parts(offer, case.loads["none"])
    risk = risk_usd_per_1k(model, offer, case.requirements, case.catalog.constants)
    if wants_speed(case):
        finding = join(finding, Finding((), (UNMEASURED,)))
    if verdict.status == "blocked":
        finding = join(finding, Finding(policy_gates(verdict), ()))
    return Endpoint(model, offer, finding, verdict, parts, risk)


def wants_speed(case: Case) -> bool:
    """Whether a speed must be met: with a latency price it is paid for instead."""
    wanted = case.requirements
    return wanted.latency_price == 0 and any((wanted.ttft, wanted.tokens_per_second, wanted.p95))


def policy_gates(verdict: Verdict) -> tuple[Gate, ...]:
    """One gate for each blocking reason."""
    return tuple(
        Gate(reason.gate, reason.explain, reason.would_change or None, reason.rule)
        for reason in verdict.reasons
        if reason.effect == "block"
    )


def _efforts(case: Case, beliefs: Beliefs, endpoint: Endpoint) -> Iterator[Evaluated]:
    wanted = case.requirements
    offer, model, finding, parts = endpoint.offer, endpoint.model, endpoint.finding, endpoint.parts
    place = offer_place(offer)
    for effort in efforts_of(model, wanted):
        belief = beliefs.hosted(model, offer, effort)
        serving = net_benefit = None
        gates = finding.gates
        if parts is not None:
            serving = parts[0] + parts[1] * (wanted.output_tokens + case.loads[effort].reasoning_tokens)
        if belief is not None and serving is not None:
            net_benefit = 1000.0 * wanted.worth * belief.p_mean - serving - endpoint.risk
            limits = limit_gates(wanted, belief.p_mean, serving)
            gates = gates + limits if limits else gates
        yield Evaluated(
            model, offer.quantization, effort, "hosted", offer, None, place, belief, serving, 0.0, endpoint.risk,
            net_benefit, gates, finding.unknown, endpoint.verdict,
        )  # fmt: skip
