"""Hosted options: every price in force of a model, at every effort it offers."""

from advisor.candidates.beliefs import Beliefs
from advisor.candidates.case import Case, Routes, efforts_of, facts_of_model, route_of
from advisor.candidates.evaluated import Evaluated, offer_place
from advisor.candidates.limits import limit_gates
from advisor.catalog import Model, Offer
from advisor.constraints.policy_verdict import Verdict
from advisor.constraints.technical import NOTHING, Finding, Gate, Unknown, check_model, check_offer, join, needs_check
from advisor.estimates.cost import Meter, hosted_parts, meter_of
from advisor.estimates.risk import risk_usd_per_1k
from advisor.option import Belief
from advisor.tuples import NamedTuple

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


def hosted_options(case: Case, beliefs: Beliefs) -> list[Evaluated]:
    """Every hosted option, model by model."""
    wanted = case.requirements
    found: list[Evaluated] = []
    routes: Routes = {}
    meter = meter_of(case.loads["none"])
    late = Finding((), (UNMEASURED,)) if wants_speed(case) else NOTHING
    for model in case.models.values():
        offers = case.offers[model.id]
        if not offers:
            continue
        about = join(check_model(model, wanted), late)
        rules = case.rules.for_model(facts_of_model(case, model))
        thoughts: dict[tuple[str | None, bool], list[Thought]] = {}
        for offer in offers:
            kind = (offer.quantization, beliefs.by_maker(model, offer))
            if kind not in thoughts:
                thoughts[kind] = _thoughts(case, beliefs, model, *kind)
            finding = join(about, check_offer(offer, wanted)) if needs_check(offer, wanted) else about
            verdict = rules.verdict(
                *(routes.get((offer.provider, offer.region, offer.infers_in)) or route_of(case, offer, routes))
            )
            if verdict.status == "blocked":
                finding = join(finding, Finding(policy_gates(verdict), ()))
            _add_efforts(found, case, model, offer, thoughts[kind], finding, verdict, meter)
    if case.own is not None:
        from advisor.candidates.own_hosted import with_measures

        return with_measures(case, case.own, found)
    return found


def _thoughts(case: Case, beliefs: Beliefs, model: Model, precision: str | None, by_maker: bool) -> list[Thought]:
    wanted = case.requirements
    found = []
    for effort in efforts_of(model, wanted):
        belief = beliefs.hosted(model, precision, effort, by_maker=by_maker)
        value = 0.0 if belief is None else 1000.0 * wanted.worth * belief.p_mean
        billed = wanted.output_tokens + case.loads[effort].reasoning_tokens
        found.append(Thought(effort, billed, belief, value))
    return found


def wants_speed(case: Case) -> bool:
    """Whether a speed is asked for; unknown lateness is no free lateness, also where it is priced."""
    wanted = case.requirements
    return any((wanted.ttft, wanted.tokens_per_second, wanted.p95))


def policy_gates(verdict: Verdict) -> tuple[Gate, ...]:
    """One gate for each blocking reason."""
    return tuple(
        Gate(reason.gate, reason.explain, reason.would_change or None, reason.rule)
        for reason in verdict.reasons
        if reason.effect == "block"
    )


def _add_efforts(
    found: list[Evaluated],
    case: Case,
    model: Model,
    offer: Offer,
    thoughts: list[Thought],
    finding: Finding,
    verdict: Verdict,
    meter: Meter,
) -> None:
    wanted = case.requirements
    gates, unknown = finding
    precision, place = offer.quantization, offer_place(offer)
    parts = hosted_parts(offer, meter)
    risk = risk_usd_per_1k(model, offer, wanted, case.catalog.constants) if wanted.migration_cost else 0.0
    limited = wanted.quality_floor is not None or wanted.budget is not None
    for effort, billed_output, belief, value in thoughts:
        serving = net_benefit = None
        failed = gates
        if parts is not None:
            serving = parts[0] + parts[1] * billed_output
            if serving < parts[2]:
                serving = parts[2]
            if belief is not None:
                net_benefit = value - serving - risk
                if limited:
                    failed = gates + limit_gates(wanted, belief.p_mean, serving)
        found.append(
            Evaluated(
                model, precision, effort, "hosted", offer, None, place, belief, serving, 0.0, risk, net_benefit,
                failed, unknown, verdict,
            )
        )  # fmt: skip
