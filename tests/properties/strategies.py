"""Random catalogs of scored options, built from their parts so that every value is consistent."""

from math import exp
from typing import NamedTuple

from hypothesis import strategies as st

from advisor.catalog import Model, Workload
from advisor.decision.net_benefit import terms
from advisor.decision.robustness import Spread
from advisor.option import Belief, Candidate, Scored
from advisor.requirements import Requirements

HOSTS = ("alpha", "beta", "gamma")
RIGS = ("owned:2xnvidia-rtx-5090", "rented:delta:8xnvidia-h200")
EFFORTS = ("low", "medium", "high")
SPREAD = Spread(difficulty_sd=0.5, tokens_sd=0.15, verbosity_sd=0.15, throughput_sd=0.3)


class Part(NamedTuple):
    """What one option is made of."""

    model: int
    effort: str
    route: str
    logit: float
    sd: float
    serving: float
    latency: float
    risk: float


def model(number: int) -> Model:
    blank = dict.fromkeys(Model._fields)
    known = {
        "id": f"m{number:02d}", "name": f"Model {number}", "lineage": (), "open_weights": number % 2 == 0,
        "efforts": EFFORTS, "status": "active", "checkpoints": (),
    }  # fmt: skip
    return Model(**{**blank, **known})


def scored(part: Part, worth: float, money: float = 1.0) -> Scored:
    """The option; `money` scales every price and the worth."""
    chosen = model(part.model)
    p_mean = 1 / (1 + exp(-part.logit))
    costs = (part.serving * money, part.latency * money, part.risk * money)
    quality, net_benefit = terms(p_mean, worth * money, *costs)
    kind = part.route.partition(":")[0] if ":" in part.route else "hosted"
    candidate = Candidate(f"{chosen.id}~{part.effort}@{part.route}", chosen, None, part.effort, kind, None, None, None)
    belief = Belief(f"{chosen.id}~{part.effort}", part.logit, part.sd, p_mean)
    nodes = 0 if kind == "hosted" else 1 + part.model % 3
    return Scored(candidate, belief, "allowed", quality, *costs, net_benefit, nodes)


def _consistent(parts: list[Part]) -> list[Part]:
    """Options of one model and effort share their belief, as the pipeline's do."""
    beliefs: dict[tuple[int, str], tuple[float, float]] = {}
    return [
        part._replace(
            logit=beliefs.setdefault((part.model, part.effort), (part.logit, part.sd))[0],
            sd=beliefs[part.model, part.effort][1],
        )
        for part in parts
    ]


def cents(low: float, high: float) -> st.SearchStrategy[float]:
    """Money on a grid of 1e-4, as prices are quoted."""
    return st.integers(round(low * 1e4), round(high * 1e4)).map(lambda units: units / 1e4)


PARTS: st.SearchStrategy[Part] = st.builds(
    Part,
    model=st.integers(0, 11),
    effort=st.sampled_from(EFFORTS),
    route=st.sampled_from(HOSTS + RIGS),
    logit=st.integers(-200, 500).map(lambda units: units / 100),
    sd=st.integers(5, 80).map(lambda units: units / 100),
    serving=cents(0.01, 40),
    latency=st.one_of(st.just(0.0), cents(0, 2)),
    risk=st.one_of(st.just(0.0), cents(0, 1)),
)


def parts(least: int = 1, most: int = 14) -> st.SearchStrategy[list[Part]]:
    """Options with distinct ids and consistent beliefs."""
    unique = st.lists(
        PARTS, min_size=least, max_size=most, unique_by=lambda part: (part.model, part.effort, part.route)
    )
    return unique.map(_consistent)


WORTHS: st.SearchStrategy[float] = st.integers(-8, 8).map(lambda units: 10 ** (units / 4) / 10)
"""USD per right answer, 0.001 to 10."""


def requirements(worth: float) -> Requirements:
    """Plain requirements of an invented workload; every key counts as defaulted."""
    blank = dict.fromkeys(Requirements._fields)
    shape = {"input_tokens": 2_000.0, "output_tokens": 300.0, "turns": 1.0}
    workload = Workload(**{**dict.fromkeys(Workload._fields), "id": "invented", "name": "Invented", **shape})
    known = {
        "workload": workload, "calls_per_day": 10_000.0, "input_tokens": 2_000.0, "output_tokens": 300.0,
        "cached_share": 0.3, "batch_share": 0.0, "peak_to_mean": 3.0, "turns": 1.0, "context": 2_300.0,
        "worth": worth, "worth_range": (worth * 0.4, worth * 2.5), "migration_cost": 0.0, "defaulted": ("context",),
    }  # fmt: skip
    return Requirements(**{**blank, **known})
