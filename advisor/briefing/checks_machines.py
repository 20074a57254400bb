"""Checks of what is said of hardware: does it fit, can it pay back, does sparsity bring it to consumer cards."""

from typing import Any

from advisor.briefing.checks_models import activation, field_sources
from advisor.briefing.finding import Finding, Part, cited, unknown
from advisor.briefing.view import Row, View
from advisor.catalog import Accelerator, Model, Offer
from advisor.estimates.constants import read
from advisor.estimates.fit import Question, default_answer
from advisor.estimates.rigs import parse_rig

BITS = 4
"""The coarsest precision that people serve unasked."""
CONTEXT = 8192


def gb_at_4_bits(params_b: float) -> float:
    """Weights alone, GB: billions of parameters times half a byte."""
    return params_b * BITS / 8


def fits(view: View, claim: Row) -> Finding:
    """Whether a rig runs the model from its own memory, by the estimates of `advisor fit`."""
    model = view.models.get(claim["model"])
    if model is None or model.params_total is None:
        missing = f"size of {claim['model']}"
        return Finding(tuple(unknown(name, missing) for name in claim["said"]), {}, ())
    parts = tuple(_fit_part(view, model, rig) for rig in claim["said"])
    sizes = [have for rig in claim["said"] if (have := memory_of(view, rig))]
    beside: dict[str, Any] = {"need_gb": round(gb_at_4_bits(model.params_total), 1)}
    if sizes:
        have = max(sizes)
        beside |= {
            "have_gb": round(have, 1),
            "bits": round(have * 8 / model.params_total, 2),
            "fits_b": int(have * 8 / BITS),
        }
    return Finding(parts, beside, _fit_sources(view, claim["model"], tuple(claim["said"])))


def _fit_part(view: View, model: Model, rig: str) -> Part:
    """The answer for the default precision: "offload" needs host memory and is not what was said."""
    named = parse_rig(rig, view.catalog.accelerators)
    constants = read(view.catalog.constants["hardware"])
    context = min(CONTEXT, model.context or CONTEXT)
    question = Question(model, named.rig, context, 1, "auto", "f16")
    found = default_answer(question, constants, view.catalog.quantizations).fits
    if found == "unknown":
        return unknown(rig, f"memory of {rig} or size of {model.id}")
    return Part(rig, found, found == "yes")


def memory_of(view: View, rig: str) -> float | None:
    """GB of all devices; None when one is not known."""
    devices = parse_rig(rig, view.catalog.accelerators).rig.devices
    sizes = [device.memory_gb * count for device, count in devices if device.memory_gb is not None]
    return sum(sizes) if len(sizes) == len(devices) else None


def _fit_sources(view: View, model: str, rigs: tuple[str, ...]) -> tuple[str, ...]:
    devices = [device for rig in rigs for device, _ in parse_rig(rig, view.catalog.accelerators).rig.devices]
    return cited(field_sources(view, [model], "params_total_b"), (device.source for device in devices))


def payback_bound(view: View, claim: Row) -> Finding:
    """The soonest the hardware alone can be repaid: price over the whole hosted bill, nothing spent to run it and one
    node carrying everything. Beyond the days said it does not hold; within them nothing is shown yet."""
    model = view.models.get(claim["model"])
    rig = claim["rig"]
    parts = [_fit_part(view, model, rig) if model else unknown(rig, f"release of {claim['model']}")]
    node = view.accelerator(claim["node"]["accelerator"])
    spent = None if node is None or node.price_usd is None else node.price_usd * claim["node"]["count"]
    sources = [node.source] if node else []
    for name, offer_id in claim["against"].items():
        offer = _offer(view, offer_id)
        if offer is None or spent is None:
            parts.append(unknown(name, f"price of {offer_id if spent else claim['node']['accelerator']}"))
            continue
        days = spent / (_usd_per_call(offer, claim) * claim["calls_per_day"])
        late = days > claim["said"]["days_to"]
        missing = None if late else "measured throughput and running cost of the node"
        parts.append(Part(name, round(days, 1), False if late else None, missing))
        sources.append(offer.source)
    daily = None if spent is None else spent / claim["said"]["days_to"]
    beside = {"hosted_usd_per_1k": None if daily is None else round(daily / claim["calls_per_day"] * 1000, 2)}
    return Finding(tuple(parts), beside, cited(sources))


def _offer(view: View, offer_id: str) -> Offer | None:
    """The list price of MODEL@PROVIDER in its default region, else the cheapest it has."""
    model, _, provider = offer_id.partition("@")
    found = [one for one in view.offers if one.model == model and one.provider == provider and one.input is not None]
    return min(found, key=lambda one: (one.region != "default", one.input or 0.0, one.region), default=None)


def _usd_per_call(offer: Offer, claim: Row) -> float:
    tokens = (offer.input or 0.0) * claim["input_tokens"] + (offer.output or 0.0) * claim["output_tokens"]
    return float(tokens) / 1e6


def sparser(view: View, claim: Row) -> Finding:
    """The lowest activation ratio per prompt token of large open models, and whether any model that sparse fits."""
    ratios = {
        model.id: _prefill_ratio(model)
        for model in view.models.values()
        if model.open_weights and model.params_active and (model.params_total or 0) >= claim["from_b"]
    }
    if not ratios:
        return Finding(tuple(unknown(name, "a large open mixture of experts") for name in claim["said"]), {}, ())
    sparsest = min(ratios, key=lambda name: (ratios[name], name))
    said = claim["said"]["ratio"]
    card = view.accelerator(claim["rig"]["accelerator"])
    have = None if card is None or card.memory_gb is None else card.memory_gb * claim["rig"]["count"]
    sparse = [view.models[name] for name, ratio in ratios.items() if ratio <= said]
    parts = (Part("ratio", ratios[sparsest], ratios[sparsest] <= said), _sparse_fit(sparse, have, said))
    beside = {
        "sparsest": sparsest,
        "gb_at_4_bits": gb_at_4_bits(view.models[sparsest].params_total or 0.0),
        "have_gb": None if have is None else round(have, 1),
    }
    sources = field_sources(view, [sparsest], "params_active_b")
    return Finding(parts, beside, cited(sources, _source(card)))


def _prefill_ratio(model: Model) -> float:
    """Share of the parameters a prompt token uses: fewer than an output token where a model says so."""
    stated = model.architecture.extra.get("params_active_prefill_b") if model.architecture else None
    if stated is None or model.params_total is None:
        return activation(model)
    return round(float(stated) / model.params_total, 6)


def _sparse_fit(sparse: list[Model], have: float | None, said: float) -> Part:
    if not sparse or have is None:
        return unknown("fits", f"a large open model that activates at most {said * 100:g} %")
    least = min(gb_at_4_bits(model.params_total or 0.0) for model in sparse)
    return Part("fits", f"{least:g} GB", least <= have)


def _source(card: Accelerator | None) -> tuple[str, ...]:
    return (card.source,) if card else ()
