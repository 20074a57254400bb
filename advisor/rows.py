"""Rows of the report: one shown option with bill, speed, memory, verdict, robustness and flips, each with sources."""

from advisor.candidates.case import Case, load_at
from advisor.candidates.evaluated import Evaluated, Hosting, own_endpoint, price_ratio
from advisor.candidates.serving import sized_for_peak, token_shape
from advisor.constraints.policy_text import label
from advisor.constraints.technical import Unknown
from advisor.decide import Working
from advisor.decision.scans import Scan
from advisor.estimates.hosted_bill import hosted_bill
from advisor.estimates.hosting_bill import owned_bill, rented_bill
from advisor.estimates.memory import memory
from advisor.estimates.speed import decode, ttft
from advisor.explain import flips, robustness, waterfall
from advisor.notes import option_warnings
from advisor.option import Scored
from advisor.report import (
    Cost,
    Device,
    Evidence,
    Hardware,
    Measured,
    MemoryParts,
    Note,
    Probability,
    Quality,
    Range,
    RankedOption,
    Reason,
    Speed,
    UnknownFact,
    Variant,
    Verdict,
)
from advisor.reprice import price_flip
from advisor.rounding import rounded

VARIANTS = 5
NO_SPEED = Speed(None, None, None)


def row(working: Working, one: Scored, rank: int, tie_group: int, scans: tuple[Scan, ...]) -> RankedOption:
    """The row of an option that was drawn."""
    option = working.options[one.candidate.id]
    case, draws = working.case, working.draws
    model, hosting = option.model, option.hosting
    if draws is None:
        raise ValueError("a row without draws")
    return RankedOption(
        rank=rank,
        tie_group=tie_group,
        id=one.candidate.id,
        model=model.id,
        name=model.name,
        route=option.route,
        provider=_provider(option),
        region=_region(option),
        hardware=_hardware(hosting),
        quantization=option.quantization,
        effort=option.effort,
        variants=_variants(one, working.siblings[model.id]),
        quality=_quality(case, one, option),
        cost=bill(working, option, one.belief.p_mean),
        speed=_speed(working, option),
        memory_gb=_memory(working, option),
        verdict=verdict_of(case, option),
        net_benefit=waterfall(one),
        robustness=robustness(draws, one.candidate.id),
        flips=flips(one, working.field, scans),
        warnings=_warnings(working, option, rank),
        next_steps=(),
        measured=_measured(case, option),
    )


def _warnings(working: Working, option: Evaluated, rank: int) -> tuple[Note, ...]:
    """Those about the option and, of the first, that announced prices will put another there."""
    flipped = price_flip(working) if rank == 1 else None
    return (*option_warnings(working.case, option), *((flipped,) if flipped else ()))


def _provider(option: Evaluated) -> str | None:
    if option.offer is not None:
        return option.offer.provider
    return option.hosting.rent.provider if option.hosting and option.hosting.rent else None


def _region(option: Evaluated) -> str | None:
    if option.offer is not None:
        return option.offer.region
    return option.hosting.rent.region if option.hosting and option.hosting.rent else None


def _hardware(hosting: Hosting | None) -> Hardware | None:
    if hosting is None:
        return None
    devices = tuple(Device(device.id, count * hosting.nodes) for device, count in hosting.rig.devices)
    return Hardware(devices, hosting.rig.hosts * hosting.nodes, hosting.rig.ram_gb)


def _variants(one: Scored, siblings: tuple[Scored, ...]) -> tuple[Variant, ...]:
    others = [other for other in siblings if other.candidate.id != one.candidate.id]
    return tuple(
        Variant(other.candidate.id, rounded(other.net_benefit - one.net_benefit)) for other in others[:VARIANTS]
    )


def _quality(case: Case, one: Scored, option: Evaluated) -> Quality:
    found = case.quality[option.model.id, option.effort]
    belief = one.belief
    chance = Probability(rounded(belief.p_mean), rounded(belief.p_low), rounded(belief.p_high))
    seen = Evidence(
        found.independent, found.vendor, found.own, found.newest, rounded(found.transfer_share), bool(found.prior_only)
    )
    return Quality(chance, seen, tuple(found.sources))


def bill(working: Working, option: Evaluated, p_success: float) -> Cost:
    """Every line of what an option costs; ValueError for one whose price is not known."""
    case, tables = working.case, working.survey.tables
    load, hosting = load_at(case, option.model.id, option.effort), option.hosting
    cost: Cost | None = None
    if option.offer is not None:
        cost = hosted_bill(option.offer, load, p_success, price_ratio(case, option))
    elif hosting is not None and hosting.rent is not None:
        peak = sized_for_peak(case.requirements)
        cost = rented_bill(hosting.rent, hosting.nodes, load, tables.hosting, peak, p_success)
    elif hosting is not None:
        horizon = case.requirements.horizon
        cost = owned_bill(hosting.rig, hosting.nodes, load, tables.hosting, hosting.bought, horizon, p_success)
    if cost is None:
        raise ValueError(f"{option.id} has no price")
    if case.own is None:
        return cost
    from advisor.candidates.own_shown import cited

    return cited(case.own, option, cost)


def _measured(case: Case, option: Evaluated) -> Measured | None:
    if case.own is None:
        return None
    from advisor.candidates.own_shown import measured_of

    return measured_of(case.own, option)


def _speed(working: Working, option: Evaluated) -> Speed:
    """Of one user at the load it is sized for; hosted speeds are not known until own tests measure them."""
    timed = own_endpoint(working.case, option)
    own = None if timed is None or timed.first_s is None else _rounded(timed.first_s)
    hosting = option.hosting
    if hosting is None:
        return NO_SPEED if own is None else NO_SPEED._replace(ttft_s=own)
    wanted, hardware = working.case.requirements, working.survey.tables.hardware
    found = hosting.capacity
    prompt = wanted.input_tokens / wanted.turns * (1 - wanted.cached_share)
    first = ttft(hosting.deployment, found.layout, hardware, prompt, found.batch)
    single = decode(hosting.deployment, found.layout, hardware, wanted.context)
    return Speed(own or _rounded(first), _rounded(single), _rounded(found.calls_per_s, hosting.nodes))


def _rounded(value: Range, times: int = 1) -> Range:
    return Range(rounded(value.low * times), rounded(value.typical * times), rounded(value.high * times), value.basis)


def _memory(working: Working, option: Evaluated) -> MemoryParts | None:
    """Of one copy of the model at the batch it is sized for, of sequences as its slots were counted: a paged cache
    holds what they use. Parts sum to the total."""
    hosting = option.hosting
    if hosting is None:
        return None
    found, deployment, case = hosting.capacity, hosting.deployment, working.case
    hardware, tokens = working.survey.tables.hardware, case.requirements.context
    if found.batch > 1 and hardware.engines[deployment.engine].paged:
        tokens = min(token_shape(load_at(case, option.model.id, option.effort), case.requirements).held, tokens)
    held = memory(
        deployment.need,
        deployment.engine,
        deployment.pool,
        hardware,
        int(tokens),
        found.batch,
        found.layout.devices * found.layout.stages,
    )
    parts = (held.weights, held.kv_cache, held.state, held.overhead)
    weights, cache, state, overhead = (None if part is None else rounded(part.typical) for part in parts)
    total = None if cache is None or state is None else rounded(sum((weights or 0.0, cache, state, overhead or 0.0)))
    return MemoryParts(weights, cache, state, overhead, total, rounded(found.layout.available_gb))


def verdict_of(case: Case, option: Evaluated) -> Verdict:
    """The policy verdict with the technical facts that are not known."""
    unknown = [_reason(one) for one in option.unknown]
    reasons = [
        Reason(
            one.rule, one.effect, one.explain, one.citation, one.confidence, one.would_change,
            one.date, one.url, one.badge, one.caveat,
        )
        for one in option.verdict.reasons
    ]  # fmt: skip
    status = "blocked" if option.verdict.status == "blocked" else option.status
    missing = tuple(UnknownFact(name, label(name, case.words.facts)) for name in option.verdict.unknown_facts)
    return Verdict(status, case.company.asked, tuple(unknown + reasons), missing)


def _reason(unknown: Unknown) -> Reason:
    return Reason(f"technical:{unknown.fact}", "review", unknown.explain, "advisor", "unknown", unknown.would_change)
