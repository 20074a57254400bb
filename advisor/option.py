"""Options: a model at a precision and an effort by a route, before and after its estimates. Values only."""

from advisor.catalog import Model, Offer, Rent
from advisor.estimates.quality import Z90
from advisor.estimates.rigs import Rig
from advisor.logistic import sigmoid
from advisor.tuples import NamedTuple


class Candidate(NamedTuple):
    """What could serve the workload; exactly one of `offer` (hosted) and `rig` (rented, owned) is set."""

    id: str
    """`MODEL[/QUANT][~EFFORT]@ROUTE` as in the contract."""
    model: Model
    quantization: str | None
    """Of the weights; None = the host does not say."""
    effort: str
    route: str
    """"hosted", "rented" or "owned"."""
    offer: Offer | None
    rig: Rig | None
    rent: Rent | None
    """Hourly price of one instance of a rented rig."""


class Belief(NamedTuple):
    """Capability of one option on the logit scale, and what its right answers amount to."""

    group: str
    """Options of one model, precision, effort and host fidelity share their quality draw: its key."""
    logit_mean: float
    logit_sd: float
    """Of this option alone, without the difficulty term that all options share."""
    p_mean: float
    shared: float = 1.0
    """How far it moves with the difficulty all options share: 1 until own results pin it down."""

    @property
    def p_low(self) -> float:
        """10th percentile of the chance."""
        return sigmoid(self.logit_mean - Z90 * self.logit_sd)

    @property
    def p_high(self) -> float:
        """90th percentile of the chance."""
        return sigmoid(self.logit_mean + Z90 * self.logit_sd)


class Scored(NamedTuple):
    """A candidate that passed the gates, with its terms in USD per 1,000 calls (quality >= 0, the others >= 0)."""

    candidate: Candidate
    belief: Belief
    status: str
    """"allowed" or "review"."""
    quality: float
    serving: float
    latency: float
    risk: float
    net_benefit: float
    """quality - serving - latency - risk."""
    nodes: int
    """Instances or hosts that carry the load; 0 for hosted."""
