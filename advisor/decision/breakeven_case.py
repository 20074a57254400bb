"""Break-even of one model on one rig against one hosted offer: the facts gathered, the arithmetic done, once.

Gathers prices, capacity and constants, asks `breakeven` and `price_paths`, and returns everything that is shown. It
never picks the model, the rig or the offer.
"""

from collections.abc import Sequence
from typing import NamedTuple

from advisor.candidates.capability import own_measures
from advisor.candidates.case import offered_efforts
from advisor.candidates.evaluated import offer_place
from advisor.candidates.serving import sized_for_peak, sizing_rate, token_shape
from advisor.catalog import Catalog, Model, Offer, Quantization
from advisor.decision.breakeven import Case, hosted_month
from advisor.decision.breakeven_rules import Rules, cheapest_allowed, rents_of
from advisor.decision.breakeven_side import Setting, Side, side_of, volumes
from advisor.decision.price_paths import Plans, PricePath, Stakes, paths_of, plans
from advisor.errors import bad_input
from advisor.estimates.capacity import Capacity, capacity
from advisor.estimates.constants import Constants, read
from advisor.estimates.cost import hosted_usd_per_1k
from advisor.estimates.deployment import deploy
from advisor.estimates.hosting import (
    Hosting,
    checked_horizon,
    hosting_of,
    owned_month,
    purchase_usd,
    rented_month,
    rigs_per_call_a_day,
    running_share,
    set_up_usd,
)
from advisor.estimates.load import Load, load_of
from advisor.estimates.price_end import OverHorizon, over_horizon, price_end
from advisor.estimates.rigs import Rig, parse_rigs
from advisor.estimates.risk import days_between
from advisor.quantities import DAYS_PER_MONTH
from advisor.report import Note, Range
from advisor.requirements import Requirements

FAITHFUL_BITS = 7.5
"""Formats of at least this many bits answer as the released weights do, within noise."""
USABLE_BITS = 4.0


class Question(NamedTuple):
    model: Model
    quantization: str | None
    """None = the fastest format that answers as the released weights do."""
    rig: Rig
    against: str
    """Option id of the offer and effort."""
    offer: Offer
    effort: str


class BreakEven(NamedTuple):
    question: Question
    quantization: str
    load: Load
    peak: bool
    capacity: Range
    calls_per_day_per_rig: float
    hosted_usd_per_1k_calls: float
    hosted_usd_per_month: float
    hosted_curve: tuple[tuple[float, float], ...]
    sides: tuple[Side, ...]
    plans: Plans | None
    """Buying, renting and waiting under falling prices; None when there is nothing to buy."""
    horizon_months: float
    notes: tuple[Note, ...]
    hosted_over_horizon: OverHorizon | None
    """At the prices announced for the horizon; None where the price does not change or what follows is not known."""


def break_even(catalog: Catalog, requirements: Requirements, question: Question) -> BreakEven:
    """AdvisorError where the offer has no price, the weights are closed or the rig cannot run the model."""
    hosting, hardware = hosting_of(catalog.constants["hosting"]), read(catalog.constants["hardware"])
    load, theirs, paid = _carried_and_bought(catalog, requirements, question)
    offer, least = question.offer, question.offer.minimum_per_month or 0.0
    hosted = hosted_usd_per_1k(offer, theirs)
    metered = hosted_usd_per_1k(offer._replace(minimum_per_month=None), theirs)
    if not hosted or not metered:
        raise bad_input(f"{question.against} has no known price", "compare with an offer that has one")
    quantization, carried = _capacity(catalog, requirements, question, load, hardware)
    peak = sized_for_peak(requirements)
    rate, sized = carried.calls_per_s, sizing_rate(carried)
    need = rigs_per_call_a_day(load, sized, peak, hosting)
    months = checked_horizon(requirements.horizon)
    base = Case(
        requirements.calls_per_day, metered * paid / 1000, need, int(hosting.spare_nodes), 0.0, 0.0,
        hosting.value_kept_per_year, set_up_usd(question.rig, hosting), months,
        hosted_minimum_usd_per_month=least,
    )  # fmt: skip
    later = over_horizon(offer, catalog.offers, theirs, requirements.as_of, months, paid)
    paths = paths_of(catalog.constants["hosting"])
    setting = Setting(base, paths, (rate.low / sized, rate.high / sized), _announced(later))
    rules = Rules(catalog, requirements, question.model, question.rig)
    owned, notes = _owned(catalog, requirements, question, setting, hosting)
    rented, more = _rented(catalog, requirements, question, setting, hosting, rules)
    ending = price_end(offer, catalog.offers, requirements.as_of, months)
    return BreakEven(
        question=question,
        quantization=quantization,
        load=load,
        peak=peak,
        capacity=carried.calls_per_s,
        calls_per_day_per_rig=1 / need,
        hosted_usd_per_1k_calls=hosted_month(base, base.calls_per_day) / DAYS_PER_MONTH / base.calls_per_day * 1000,
        hosted_usd_per_month=hosted_month(base, base.calls_per_day),
        hosted_curve=tuple((volume, hosted_month(base, volume)) for volume in volumes(base.calls_per_day)),
        sides=tuple(side for side in (owned, rented) if side is not None),
        plans=_plans(base, owned, rented, hosting, paths),
        horizon_months=months,
        notes=(*_compared(question, load), *rules.owned_notes(), *notes, *more, *((ending,) if ending else ())),
        hosted_over_horizon=later,
    )


def _carried_and_bought(catalog: Catalog, requirements: Requirements, question: Question) -> tuple[Load, Load, float]:
    """(load of the own model, load of the offer, what was paid over its prices), with what own tests measured."""
    assumed, offer = load_of(requirements, question.effort), question.offer
    own = own_measures(catalog, requirements)
    if own is None:
        return assumed, assumed, 1.0
    endpoint = own.endpoints.get((offer.model, question.effort, offer.quantization, offer_place(offer)))
    paid = endpoint.price_ratio if endpoint else 1.0
    mine = own.load(assumed, question.model.id, question.effort)
    return mine, own.load(assumed, offer.model, question.effort), paid


def _announced(later: OverHorizon | None) -> tuple[tuple[float, float], ...]:
    """The announced prices as (days it holds, USD a call)."""
    prices = later.prices if later else ()
    return tuple((days_between(span.starts, span.ends), span.usd_per_1k_calls / 1000) for span in prices)


def _compared(question: Question, load: Load) -> tuple[Note, ...]:
    """What the comparison leaves out: quality, and that the model's own efforts may be others than the offer's."""
    theirs = question.against.partition("@")[0]
    text = f"this compares costs only; `advisor compare {question.model.id} {theirs}` weighs right answers too"
    notes = () if question.model.id == question.offer.model else (Note("cost-only", text),)
    efforts = offered_efforts(question.model)
    if question.effort in efforts:
        return notes
    tokens = f"{load.output_tokens + load.reasoning_tokens:,.0f} output tokens a call"
    text = f"both sides are counted with {tokens}; {question.model.id} has no {question.effort} effort"
    return (*notes, Note("same-tokens", f"{text}, it has {', '.join(efforts)}"))


def _capacity(
    catalog: Catalog, requirements: Requirements, question: Question, load: Load, hardware: Constants
) -> tuple[str, Capacity]:
    """The format and what the rig carries with it."""
    if question.model.open_weights is False:
        raise bad_input(f"the weights of {question.model.id} are not published", "choose an open-weight model")
    shape = token_shape(load, requirements)
    found: list[tuple[Quantization, Capacity]] = []
    for quantization in _formats(catalog, question):
        deployment = deploy(question.model, quantization, question.rig, hardware)
        carried = deployment and capacity(deployment, shape, hardware, requirements.tokens_per_second)
        if carried is not None:
            found.append((quantization, carried))
    faithful = [pair for pair in found if pair[0].bits_per_weight >= FAITHFUL_BITS]
    chosen = max(faithful or found, key=lambda pair: pair[1].calls_per_s.typical, default=None)
    if chosen is None:
        raise bad_input(
            f"{question.model.id} cannot be served on {question.rig.label} at this shape, or its size is not known",
            f'see `advisor fit {question.model.id} --on "{question.rig.label}"` for what would make it fit',
        )
    return chosen[0].id, chosen[1]


def _formats(catalog: Catalog, question: Question) -> list[Quantization]:
    """The format asked for, or every usable one no larger than the released weights."""
    if question.quantization is not None:
        named = catalog.quantizations.get(question.quantization)
        if named is None:
            known = ", ".join(catalog.quantizations)
            raise bad_input(f"unknown quantization {question.quantization!r}", f"one of: {known}")
        return [named]
    native = catalog.quantizations.get(question.model.native or "")
    most = native.bits_per_weight * 1.1 if native else 16.5
    return [one for one in catalog.quantizations.values() if USABLE_BITS <= one.bits_per_weight <= most]


def _owned(
    catalog: Catalog, requirements: Requirements, question: Question, setting: Setting, hosting: Hosting
) -> tuple[Side | None, tuple[Note, ...]]:
    """Bought, unless --gpus says the user has this rig: then its price is sunk."""
    had = has(catalog, requirements, question.rig)
    month = owned_month(question.rig, 1, hosting, not had, setting.case.horizon_months)
    price = purchase_usd(question.rig, hosting)
    if month is None or price is None:
        text = f"the price or power draw of {question.rig.label} is not known: no pay-back for buying it"
        return None, (Note("price-unknown", text),)
    running = month.power + month.colocation + month.staff + month.lost_resale_value
    case = setting.case._replace(rig_usd_per_month=running, rig_price_usd=0.0 if had else price)
    sources = tuple(dict.fromkeys(device.source for device, _ in question.rig.devices))
    side = side_of("owned", None, not had, case, setting, sources)
    if had and side.rigs > 1:
        text = f"the load takes {side.rigs} rigs such as {question.rig.label}; all are counted as hardware you have"
        return side, (Note("rigs-had", text),)
    return side, ()


def has(catalog: Catalog, requirements: Requirements, rig: Rig) -> bool:
    """Whether --gpus names exactly this rig."""
    if not requirements.gpus:
        return False
    return parse_rigs(requirements.gpus, catalog.accelerators, requirements.ram).rig.devices == rig.devices


def _rented(
    catalog: Catalog,
    requirements: Requirements,
    question: Question,
    setting: Setting,
    hosting: Hosting,
    rules: Rules,
) -> tuple[Side | None, tuple[Note, ...]]:
    rents = rents_of(catalog, requirements, question.rig)
    if not rents:
        text = f"no list price is known for renting {question.rig.label}"
        return None, (Note("rent-unknown", text),)
    rent, barred = cheapest_allowed(rents, rules)
    if rent is None:
        return None, barred
    month = sum(rented_month(rent.usd_per_hour, question.rig.hosts, hosting))
    load = load_of(requirements, question.effort)
    case = setting.case._replace(
        rig_usd_per_month=month,
        running_share=running_share(load, sized_for_peak(requirements), hosting),
        always_on=hosting.rented_nodes_always_on,
    )
    return side_of("rented", rent, False, case, setting, (rent.source,)), ()


def _plans(
    base: Case, owned: Side | None, rented: Side | None, hosting: Hosting, paths: Sequence[PricePath]
) -> Plans | None:
    """None for hardware one has or cannot price: there is no purchase to wait with."""
    if owned is None or not owned.bought:
        return None
    stakes = Stakes(
        hosted_per_day=hosted_month(base, base.calls_per_day) / DAYS_PER_MONTH,
        own_per_day=owned.running_usd_per_month / DAYS_PER_MONTH,
        rent_per_day=None if rented is None else rented.running_usd_per_month / DAYS_PER_MONTH,
        hardware=owned.spent_usd - base.set_up_usd,
        set_up=base.set_up_usd,
        value_kept_per_year=base.value_kept_per_year,
        horizon=base.horizon_months / 12,
        wait=min(hosting.wait_months, base.horizon_months) / 12,
        discount_per_year=hosting.discount_per_year,
    )
    return plans(stakes, paths)
