"""Hosted options: every price in force of a model, at every effort it offers."""

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
from advisor.option import Belief

UNMEASURED = Unknown(
    "latency", "latency not known: no sourced speed of this endpoint", "measure it: your own results replace this"
)


class Thought(NamedTuple):
    """A model at one effort on one kind of host."""

    effort: str
    billed_output: float
    """Answer and reasoning tokens of one call."""
    belief: Belief | None
    value: float
    """USD per 1,000 calls of the right answers; 0 where nothing is known of the model."""


class Endpoint(NamedTuple):
    """An offer with what holds for each of its efforts."""

    model: Model
    offer: Offer
    finding: Finding
    verdict: Verdict
    parts: tuple[float, float] | None
    risk: float


def hosted_options(case: Case, beliefs: Beliefs) -> list[Evaluated]:
    """Every hosted option, model by model."""
    found: list[Evaluated] = []
    routes: dict[tuple[str, str], Facts] = {}
    for model in case.models.values():
        offers = case.offers[model.id]
        if not offers:
            continue
        about = check_model(model, case.requirements)
        facts = facts_of_model(case, model)
        thoughts: dict[tuple[str | None, bool], list[Thought]] = {}
        for offer in offers:
            kind = (offer.quantization, beliefs.by_maker(model, offer))
            if kind not in thoughts:
                thoughts[kind] = _thoughts(case, beliefs, model, offer)
            finding = join(about, check_offer(offer, case.requirements))
            verdict = hosted_verdict(case, offer, facts, routes)
            _add_efforts(found, case, thoughts[kind], _endpoint(case, model, offer, finding, verdict))
    return found


def _thoughts(case: Case, beliefs: Beliefs, model: Model, offer: Offer) -> list[Thought]:
    wanted = case.requirements
    found = []
    for effort in efforts_of(model, wanted):
        belief = beliefs.hosted(model, offer, effort)
        value = 0.0 if belief is None else 1000.0 * wanted.worth * belief.p_mean
        found.append(Thought(effort, wanted.output_tokens + case.loads[effort].reasoning_tokens, belief, value))
    return found


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


def _add_efforts(found: list[Evaluated], case: Case, thoughts: list[Thought], endpoint: Endpoint) -> None:
    wanted = case.requirements
    model, offer, finding, verdict, parts, risk = endpoint
    gates, unknown = finding
    place = offer_place(offer)
    limited = wanted.quality_floor is not None or wanted.budget is not None
    for effort, billed_output, belief, value in thoughts:
        serving = net_benefit = None
        failed = gates
        if parts is not None:
            serving = parts[0] + parts[1] * billed_output
            if belief is not None:
                net_benefit = value - serving - risk
                if limited:
                    failed = gates + limit_gates(wanted, belief.p_mean, serving)
        found.append(
            Evaluated(
                model, offer.quantization, effort, "hosted", offer, None, place, belief, serving, 0.0, risk,
                net_benefit, failed, unknown, verdict,
            )
        )  # fmt: skip
