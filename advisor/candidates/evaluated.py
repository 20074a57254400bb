"""One evaluated option: its terms, failed gates and verdict. Values and names only; nothing is estimated here."""

from advisor.candidates.case import Case, default_effort
from advisor.catalog import Model, Offer, Rent
from advisor.constraints.policy_verdict import Verdict
from advisor.constraints.technical import Gate, Unknown
from advisor.estimates.capacity import Capacity
from advisor.estimates.deployment import Deployment
from advisor.estimates.rigs import Rig
from advisor.hints import TYPE_CHECKING
from advisor.option import Belief, Candidate, Scored
from advisor.requirements import Requirements
from advisor.tuples import NamedTuple

if TYPE_CHECKING:
    from advisor.estimates.measured import Endpoint


class Hosting(NamedTuple):
    """How a self-hosted option is carried."""

    rig: Rig
    """One instance or host group."""
    rent: Rent | None
    nodes: int
    deployment: Deployment
    capacity: Capacity
    bought: bool


class Evaluated(NamedTuple):
    """Terms in USD per 1,000 calls; None where a price, size or score is not known."""

    model: Model
    quantization: str | None
    effort: str
    route: str
    offer: Offer | None
    hosting: Hosting | None
    place: str
    """The part of its id behind the @."""
    belief: Belief | None
    serving: float | None
    latency: float
    risk: float
    net_benefit: float | None
    gates: tuple[Gate, ...]
    unknown: tuple[Unknown, ...]
    verdict: Verdict

    @property
    def id(self) -> str:
        return option_id(self.model, self.quantization, self.effort, self.place)

    @property
    def status(self) -> str:
        """ "allowed" or "review"; meaningful when no gate failed."""
        return "review" if self.unknown or self.verdict.status == "review" else "allowed"


def passes(option: Evaluated, requirements: Requirements) -> bool:
    """Whether nothing excludes it; options under review are left out by --allowed-only."""
    if option.gates or option.net_benefit is None:
        return False
    if requirements.exclude and option.id in requirements.exclude:
        return False
    return not (requirements.allowed_only and option.status == "review")


def option_id(model: Model, quantization: str | None, effort: str, place: str) -> str:
    """`MODEL[/QUANT][~EFFORT]@PLACE`; the default effort is left out."""
    precision = f"/{quantization}" if quantization else ""
    thought = "" if effort == default_effort(model) else f"~{effort}"
    return f"{model.id}{precision}{thought}@{place}"


def offer_place(offer: Offer) -> str:
    """`PROVIDER[.REGION]`; the default region is left out."""
    return offer.provider if offer.region == "default" else f"{offer.provider}.{offer.region}"


def rig_place(rig: Rig, rent: Rent | None) -> str:
    """`rented:PROVIDER:NxACCELERATOR[xHOSTS]` or `owned:NxACCELERATOR[+…]`."""
    devices = "+".join(f"{count // rig.hosts}x{device.id}" for device, count in rig.devices) or "cpu"
    hosts = f"x{rig.hosts}" if rig.hosts > 1 else ""
    if rent is None:
        return f"owned:{devices}{hosts}"
    region = f".{rent.region}" if rent.region else ""
    return f"rented:{rent.provider}{region}:{devices}{hosts}"


def scored(option: Evaluated) -> Scored | None:
    """The option as the decision takes it; None where a term is not known."""
    belief, serving, net_benefit, hosting = option.belief, option.serving, option.net_benefit, option.hosting
    if belief is None or serving is None or net_benefit is None:
        return None
    rig, rent, nodes = (hosting.rig, hosting.rent, hosting.nodes) if hosting else (None, None, 0)
    candidate = Candidate(
        option.id, option.model, option.quantization, option.effort, option.route, option.offer, rig, rent
    )
    latency, risk = option.latency, option.risk
    quality = net_benefit + serving + latency + risk
    return Scored(candidate, belief, option.status, quality, serving, latency, risk, net_benefit, nodes)


def own_endpoint(case: Case, option: Evaluated) -> "Endpoint | None":
    """What own tests of this very option measured; None without any."""
    if case.own is None:
        return None
    return case.own.endpoints.get((option.model.id, option.effort, option.quantization, option.place))


def price_ratio(case: Case, option: Evaluated) -> float:
    """What own tests paid over what dated prices make of the same tokens; 1 where no test paid."""
    endpoint = own_endpoint(case, option)
    return 1.0 if endpoint is None else endpoint.price_ratio
