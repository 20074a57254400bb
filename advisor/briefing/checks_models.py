"""Checks of what is said of models: release dates, sizes, features, ratios and licences."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from advisor.briefing.finding import Finding, Part, cited, compared, near, unknown
from advisor.briefing.view import Row, View
from advisor.catalog import Model


def released_within(view: View, claim: Row) -> Finding:
    """Each model came out between two days."""
    start, end = claim["said"]["from"], claim["said"]["to"]
    parts = []
    for name in claim["models"]:
        day = view.models[name].released if name in view.models else None
        parts.append(Part(name, day, start <= day <= end) if day else unknown(name, f"release of {name}"))
    return Finding(tuple(parts), {}, field_sources(view, claim["models"], "released"))


def released_in_season(view: View, claim: Row) -> Finding:
    """Each release lies within some days of the same day of its year."""
    days = claim["said"]["days"]
    opened = view.fact(claim["opened"])
    parts, sources = [], list(opened["sources"] if opened else ())
    for name, fact_id in claim["releases"].items():
        fact = view.fact(fact_id)
        if fact is None or opened is None:
            parts.append(unknown(name, fact_id if fact is None else claim["opened"]))
            continue
        parts.append(Part(name, fact["value"], _days_off(fact["value"], opened["value"]) <= days))
        sources += fact["sources"]
    return Finding(tuple(parts), {"days": days}, cited(sources))


def _days_off(day: str, opening: str) -> int:
    at, anchor = date.fromisoformat(day), date.fromisoformat(opening)
    return min(abs((at - anchor.replace(year=year)).days) for year in (at.year - 1, at.year, at.year + 1))


def sizes(view: View, claim: Row) -> Finding:
    """Total and active parameters and their ratio, of whichever named model agrees most."""
    known = [view.models[name] for name in claim["models"] if name in view.models]
    found = [parts for model in known if (parts := _size_parts(model, claim))]
    if not found:
        missing = f"parameters of {', '.join(claim['models'])}"
        return Finding(tuple(unknown(name, missing) for name in claim["said"]), {}, ())
    best = max(found, key=lambda parts: sum(part.agrees is True for part in parts))
    fields = ("params_total_b", "params_active_b")
    return Finding(best, {}, cited(*(field_sources(view, claim["models"], field) for field in fields)))


def _size_parts(model: Model, claim: Row) -> tuple[Part, ...]:
    if model.params_total is None or model.params_active is None:
        return ()
    found = {"total_b": model.params_total, "active_b": model.params_active, "ratio": activation(model)}
    return compared(found, claim["said"], claim["tolerance"])


def activation(model: Model) -> float:
    """Share of the parameters an output token uses; 0 is never returned for an unknown size."""
    if model.params_total is None or model.params_active is None:
        raise ValueError(f"size of {model.id} is not known")
    return round(model.params_active / model.params_total, 6)


def facts(view: View, claim: Row) -> Finding:
    """Facts of the briefing against the figures said; accounts that disagree settle nothing."""
    parts, sources = [], []
    for name, fact_ids in claim["facts"].items():
        part, used = _fact_part(view, name, fact_ids, claim)
        parts.append(part)
        sources += used
    beside: dict[str, Any] = dict.fromkeys(claim.get("unchecked", ()))
    for name, fact_ids in claim.get("beside", {}).items():
        fact = view.fact(fact_ids[0])
        beside[name] = fact["value"] if fact else None
        sources += fact["sources"] if fact else ()
    beside |= _first_with(view, claim) | _chips(view, claim)
    return Finding(tuple(parts), beside, cited(sources))


def _fact_part(view: View, name: str, fact_ids: Iterable[str], claim: Row) -> tuple[Part, list[str]]:
    known = {fact_id: fact for fact_id in fact_ids if (fact := view.fact(fact_id))}
    lacking = [fact_id for fact_id in fact_ids if fact_id not in known]
    sources = [source for fact in known.values() for source in fact["sources"]]
    if lacking:
        return unknown(name, f"fact {', '.join(lacking)}"), sources
    values = [fact["value"] for fact in known.values()]
    if any(value != values[0] for value in values):
        return Part(name, values, None, f"accounts disagree: {', '.join(known)}"), sources
    return Part(name, values[0], _same(values[0], claim["said"][name], claim.get("tolerance", 0.0))), sources


def _same(found: Any, said: Any, tolerance: float) -> bool:
    if isinstance(found, (bool, str)):
        return bool(found == said)
    return near(found, said, tolerance)


def _first_with(view: View, claim: Row) -> dict[str, Any]:
    """The first model known whose configuration has a feature."""
    key = claim.get("later")
    if key is None:
        return {}
    full = view.catalog.cold("models")
    having = [
        model
        for model in view.models.values()
        if full.get(model.id, {}).get("architecture", {}).get(key) is True and model.released
    ]
    first = min(having, key=lambda model: (model.released, model.id), default=None)
    return {"first_with": first.id if first else None, "first_with_on": first.released if first else None}


def _chips(view: View, claim: Row) -> dict[str, Any]:
    """One chip's bandwidth and compute as shares of another's."""
    pair = claim.get("chips")
    if pair is None:
        return {}
    chip, other = view.accelerator(pair["of"]), view.accelerator(pair["against"])
    shares: dict[str, Any] = {"bandwidth_share": None, "compute_share": None}
    if chip and other:
        shares["bandwidth_share"] = _share(chip.bandwidth_gbs, other.bandwidth_gbs)
        shares["compute_share"] = _share(chip.fp16_tflops, other.fp16_tflops)
    return shares


def _share(value: float | None, of: float | None) -> float | None:
    return round(value / of, 3) if value and of else None


def order(view: View, claim: Row) -> Finding:
    """Figures of one later source keep an order, highest first."""
    found = {name: view.fact(ids[0]) for name, ids in claim["facts"].items()}
    lacking = [ids[0] for name, ids in claim["facts"].items() if found[name] is None]
    if lacking:
        return Finding((unknown("order", f"fact {', '.join(lacking)}"),), {}, ())
    values = {name: fact["value"] for name, fact in found.items() if fact}
    ranked = sorted(values, key=lambda name: -values[name])
    sources = cited(*(fact["sources"] for fact in found.values() if fact))
    return Finding((Part("order", ranked, ranked == claim["said"]["order"]),), values, sources)


def activation_falls(view: View, claim: Row) -> Finding:
    """Stated activation ratios of one model, and the falls from it to later ones."""
    names = [claim["base"], *claim["falls"].values()]
    ratios = {name: activation(model) for name in names if (model := _sized(view, name))}
    parts = []
    for name, said in claim["said"].items():
        later = claim["falls"].get(name)
        lacking = [model for model in (claim["base"], later) if model and model not in ratios]
        if lacking:
            parts.append(unknown(name, f"parameters of {', '.join(lacking)}"))
            continue
        base = ratios[claim["base"]]
        found = base if later is None else round(1 - ratios[later] / base, 4)
        parts.append(Part(name, found, near(found, said, claim["tolerance"])))
    return Finding(tuple(parts), {}, field_sources(view, names, "params_active_b"))


def _sized(view: View, name: str) -> Model | None:
    model = view.models.get(name)
    return model if model and model.params_total and model.params_active else None


def licences(view: View, claim: Row) -> Finding:
    """Whether the open-weight models of one origin share terms, and how many have terms without thresholds."""
    texts = view.catalog.cold("licenses")
    models = [m for m in view.models.values() if m.open_weights and m.origin == claim["origin"]]
    stated = [model.license for model in models if model.license is not None and model.license in texts]
    if not stated:
        return Finding(tuple(unknown(name, "licences of open-weight models") for name in claim["said"]), {}, ())
    free = [name for name in stated if permissive(texts[name])]
    share = round(len(free) / len(stated), 3)
    parts = (
        Part("kinds_of_terms", len(set(stated)), len(set(stated)) <= claim["said"]["kinds_of_terms"]),
        Part("permissive_share", share, share >= claim["said"]["permissive_share"] / 2),
    )
    unstated = len(models) - len(stated)
    beside = {"models": len(models), "licence_known": len(stated), "licence_not_known": unstated}
    return Finding(parts, beside, field_sources(view, [model.id for model in models], "license"))


def permissive(licence: Mapping[str, Any]) -> bool:
    """Commercial use without conditions or thresholds."""
    return licence.get("commercial") == "yes" and not licence.get("thresholds")


def field_sources(view: View, models: Iterable[str], field: str) -> tuple[str, ...]:
    """Source ids of one field of the models known."""
    return cited(*(view.catalog.sources_of(name, field) for name in models if name in view.models))
