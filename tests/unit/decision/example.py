"""The worked example of the decision study: 1M extraction calls a day, worth $0.05, terms in USD per 1,000 calls."""

from math import log

from advisor.option import Belief, Candidate, Scored
from tests.unit.samples import model

WORTH = 0.05
ROWS = {
    "qwen@together": (45.12, 1.59, 0.00, 0.041),
    "glm-5@deepinfra": (44.73, 1.00, 0.25, 0.058),
    "kimi@deepinfra": (44.37, 0.95, 0.25, 0.058),
    "qwen/fp8@owned:8xh200": (45.33, 1.95, 0.97, 0.041),
    "qwen/fp8@rented:x:8xh200": (45.33, 2.96, 0.97, 0.041),
    "gpt-5.4@openai": (45.70, 5.99, 0.00, 0.132),
    "gpt-5.2@openai": (44.73, 5.27, 0.00, 0.132),
    "opus-4.6@anthropic": (44.69, 10.46, 0.00, 0.132),
}
"""Option -> quality, serving, latency, risk as printed there."""


def example_option(name: str, sd: float = 0.35) -> Scored:
    quality, serving, latency, risk = ROWS[name]
    p_mean = quality / (1000 * WORTH)
    chosen, _, place = name.partition("@")
    model_id, _, quantization = chosen.partition("/")
    route = place.partition(":")[0] if ":" in place else "hosted"
    candidate = Candidate(name, model(model_id), quantization or None, "high", route, None, None, None)
    belief = Belief(chosen, log(p_mean / (1 - p_mean)), sd, p_mean)
    total = quality - serving - latency - risk
    nodes = 0 if route == "hosted" else 2
    return Scored(candidate, belief, "allowed", quality, serving, latency, risk, total, nodes)


def example() -> list[Scored]:
    return [example_option(name) for name in ROWS]
