"""Technical gates: what a model or an offer cannot do, and what is not known about it.

A gate that fails excludes; a fact that is not known sends to review and is named. Policy is not decided here.
"""

from advisor.catalog import Model, Offer
from advisor.requirements import Requirements
from advisor.tuples import NamedTuple

GATES = (
    "price-unknown", "size-unknown", "suspect-price", "retired", "context", "modality", "capability", "licence",
    "policy", "residency", "origin", "memory", "capacity", "latency", "quality-floor", "budget", "capex", "route",
    "user",
)  # fmt: skip
"""The contract's order: the first failed one is the one shown."""

ORDER: dict[str, int] = {gate: place for place, gate in enumerate(GATES)}


class Gate(NamedTuple):
    """One failed gate of an option."""

    gate: str
    reason: str
    would_admit: str | None
    rule: str | None = None
    tokens: int | None = None
    """Of a context gate: the largest request it admits."""


class Unknown(NamedTuple):
    """A technical fact that is not known and matters: the option needs a review."""

    fact: str
    explain: str
    would_change: str


class Finding(NamedTuple):
    gates: tuple[Gate, ...]
    unknown: tuple[Unknown, ...]


NOTHING = Finding((), ())


def join(first: Finding, second: Finding) -> Finding:
    """Both findings; the common case of nothing found costs nothing."""
    if second is NOTHING:
        return first
    if first is NOTHING:
        return second
    return Finding(first.gates + second.gates, first.unknown + second.unknown)


def _finding(gates: list[Gate], unknown: list[Unknown]) -> Finding:
    return Finding(tuple(gates), tuple(unknown)) if gates or unknown else NOTHING


def check_model(model: Model, requirements: Requirements) -> Finding:
    """Gates that hold for a model by every route."""
    gates: list[Gate] = []
    unknown: list[Unknown] = []
    _check_context(model.context, requirements.context, f"{model.id} takes", gates, unknown)
    _check_modality(model, requirements, gates, unknown)
    _check_tools(model, requirements, gates, unknown)
    if model.status == "retired" or (model.retires is not None and model.retires <= requirements.as_of):
        when = f" on {model.retires}" if model.retires else ""
        gates.append(Gate("retired", f"{model.id} was retired{when}", None))
    _check_choice(model, requirements, gates)
    return _finding(gates, unknown)


def _check_context(limit: int | None, needed: float, subject: str, gates: list[Gate], unknown: list[Unknown]) -> None:
    if limit is None:
        unknown.append(Unknown("context", "its context limit is not known", "a sourced context limit"))
    elif limit < needed:
        text = f"{subject} {limit:,} tokens a request; {needed:,.0f} are needed"
        gates.append(Gate("context", text, f"requests of at most {limit:,} tokens (--context {limit})", tokens=limit))


def _check_modality(model: Model, requirements: Requirements, gates: list[Gate], unknown: list[Unknown]) -> None:
    wanted = [kind for kind in requirements.modality if kind != "text"]
    if not wanted:
        return
    if model.modalities is None:
        unknown.append(Unknown("modality", "which inputs it accepts is not known", "a sourced list of its inputs"))
    elif missing := [kind for kind in wanted if kind not in model.modalities]:
        gates.append(Gate("modality", f"{model.id} does not accept {' or '.join(missing)} input", None))


def _check_tools(model: Model, requirements: Requirements, gates: list[Gate], unknown: list[Unknown]) -> None:
    if not requirements.workload.needs_tools:
        return
    if model.tool_call is None:
        unknown.append(
            Unknown("tool calling", "whether it calls tools is not known", "a sourced statement or your own test")
        )
    elif not model.tool_call:
        gates.append(
            Gate("capability", f"{model.id} does not call tools, which {requirements.workload.id} needs", None)
        )


def _check_choice(model: Model, requirements: Requirements, gates: list[Gate]) -> None:
    if requirements.only_model and model.id not in requirements.only_model:
        gates.append(Gate("user", "not among --only-model", f"--only-model {model.id}"))
    if model.id in requirements.exclude:
        gates.append(Gate("user", "you left it out with --exclude", "drop it from --exclude"))


def needs_check(offer: Offer, requirements: Requirements) -> bool:
    """False for an offer that `check_offer` would find nothing about: most of them, at a third of its cost."""
    return bool(
        offer.input is None
        or offer.output is None
        or offer.suspect
        or offer.volatile
        or offer.retires
        or offer.status == "retired"
        or (offer.context is not None and offer.context < requirements.context)
        or requirements.only_provider
        or "hosted" not in requirements.route
    )


def check_offer(offer: Offer, requirements: Requirements) -> Finding:
    """Gates of a hosted offer beside those of its model."""
    gates: list[Gate] = []
    unknown: list[Unknown] = []
    if offer.input is None or offer.output is None:
        gates.append(Gate("price-unknown", f"no price of {offer.provider} for it is known", "a sourced price"))
    if offer.suspect is not None:
        gates.append(Gate("suspect-price", f"its price is suspect: {offer.suspect}", "a second source for the price"))
    if offer.volatile is not None and "volatile" not in requirements.include:
        text = f"{offer.volatile} price: it may change within hours, so it does not lead"
        gates.append(Gate("suspect-price", text, "--include volatile"))
    if offer.status == "retired" or (offer.retires is not None and offer.retires <= requirements.as_of):
        when = f" on {offer.retires}" if offer.retires else ""
        gates.append(Gate("retired", f"{offer.provider} ended it{when}", None))
    if offer.context is not None:
        _check_context(offer.context, requirements.context, f"{offer.provider} takes", gates, unknown)
    if "hosted" not in requirements.route:
        gates.append(Gate("route", "hosted routes are left out by --route", "--route hosted"))
    if requirements.only_provider and offer.provider not in requirements.only_provider:
        gates.append(Gate("user", "not among --only-provider", f"--only-provider {offer.provider}"))
    return _finding(gates, unknown)


def first_gate(gates: tuple[Gate, ...]) -> Gate:
    """The failed gate that is shown: first in the contract's order, of context limits the narrowest."""
    return min(gates, key=lambda gate: (ORDER[gate.gate], gate.tokens or 0))
