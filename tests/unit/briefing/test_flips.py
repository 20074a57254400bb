"""Every claim's verdict follows its facts: change them, and it flips."""

import pytest

from advisor.briefing.claims import Claim, claims
from tests.unit.briefing.changed_catalog import TODAY, Change, Facts, shipped, with_changes

QWEN = "qwen3.5-397b-a17b"
V4 = ("deepseek-v4-pro", "deepseek-v4-flash")


def verdicts(found: tuple[Claim, ...]) -> dict[str, str]:
    return {claim.id: claim.verdict for claim in found}


def v4_released_in_march(facts: Facts) -> None:
    for name in V4:
        facts.model(name, released="2026-03-05")


def no_v4(facts: Facts) -> None:
    for name in V4:
        del facts.models[name]


def small_qwen(facts: Facts) -> None:
    facts.model(QWEN, params_total=30.0, params_active=3.0, params_checkpoint=None, checkpoints=())


def small_qwen_and_cheap_node(facts: Facts) -> None:
    small_qwen(facts)
    facts.accelerators["nvidia-h200-sxm"] = facts.accelerators["nvidia-h200-sxm"]._replace(price_usd=100.0)


def no_rival_on_browsecomp(facts: Facts) -> None:
    facts.scores("browsecomp", lambda row: {} if row["model"] == QWEN else None)


def all_in_the_window(facts: Facts) -> None:
    for name in ("deepseek-v4-pro", "glm-5", "kimi-k2.5", QWEN):
        facts.model(name, released="2026-02-20")


def both_v3_in_march(facts: Facts) -> None:
    facts.fact("deepseek-v3-released", "2025-03-05")
    facts.fact("deepseek-v3-0324-released", "2025-02-25")


def every_flagship_fell(facts: Facts) -> None:
    facts.price("gpt-5.5", output=10.0)
    facts.price("gpt-6-astra", output=5.0)


def one_licence(facts: Facts) -> None:
    for name, model in list(facts.models.items()):
        if model.origin == "CN" and model.open_weights:
            facts.model(name, license="mit")


def sparse_and_small(facts: Facts) -> None:
    facts.model("deepseek-v4.1-flash", params_total=120.0, params_active=2.0, architecture=None)


def worse_for(model: str, score: float, by: str) -> "Change":
    def change(facts: Facts, benchmark: str) -> None:
        facts.scores(benchmark, lambda row: {"score": score} if (row["model"], row["by"]) == (model, by) else {})

    boards = {QWEN: "ifbench", "gpt-5.4": "osworld_verified", "claude-opus-4.6": "swe_bench_verified"}
    return lambda facts: change(facts, boards[model])


FLIPS: dict[str, tuple[Change, str]] = {
    "v4-released-in-two-sessions": (v4_released_in_march, "holds"),
    "v4-size": (lambda f: f.model("deepseek-v4-pro", params_total=1000.0, params_active=32.0), "holds"),
    "v4-engram": (lambda f: f.fact("v4-engram", True), "holds"),
    "v4-hyper-connections": (lambda f: f.fact("v4-hyper-connection-width", 2), "does-not-hold"),
    "v4-sparse-attention": (lambda f: f.fact("v4-compute-saved", 0.5), "holds"),
    "v4-ascend": (lambda f: f.fact("v4-trained-on-ascend-toknow", True), "holds"),
    "v4-price": (lambda f: f.price("deepseek-v4-pro", output=0.3), "holds"),
    "v3-timed-alike": (both_v3_in_march, "holds"),
    "qwen3-5-size": (lambda f: f.model(QWEN, params_active=40.0), "does-not-hold"),
    "qwen3-5-on-two-consumer-cards": (small_qwen, "holds"),
    "qwen3-5-pays-back-in-weeks": (small_qwen_and_cheap_node, "open"),
    "qwen3-5-ifbench": (worse_for(QWEN, 60.0, "secondary"), "does-not-hold"),
    "qwen3-5-multichallenge": (lambda f: f.score("multichallenge", model=QWEN, score=66.0), "holds"),
    "qwen3-5-browsecomp": (no_rival_on_browsecomp, "holds"),
    "qwen3-5-released": (lambda f: f.model(QWEN, released="2026-03-01"), "does-not-hold"),
    "qwen3-5-third-open": (lambda f: f.fact("index-v4-1-qwen3-5", 45.0), "does-not-hold"),
    "released-within-weeks": (all_in_the_window, "holds"),
    "mixtral-activation": (lambda f: f.model("mixtral-8x7b", params_active=5.6), "partly"),
    "gpt-4-price": (lambda f: f.price("gpt-4", input=20.0), "does-not-hold"),
    "flash-lite-price": (lambda f: f.price("gemini-3.1-flash-lite-preview", input=0.3), "does-not-hold"),
    "prices-fell-120-times": (lambda f: f.price("gemini-2.0-flash-lite", input=0.5), "holds"),
    "flash-lite-eighth-of-pro": (lambda f: f.price("gemini-3.1-pro-preview", input=0.5), "does-not-hold"),
    "gpt-5-4-pro-price": (lambda f: f.price("gpt-5.4-pro", output=100.0), "does-not-hold"),
    "gpt-5-4-arc-agi": (lambda f: f.score("arc_agi_2", model="gpt-5.4", score=83.3, by="lab"), "holds"),
    "gpt-5-4-osworld": (worse_for("gpt-5.4", 70.0, "lab"), "does-not-hold"),
    "opus-4-6-swe-bench": (worse_for("claude-opus-4.6", 75.0, "lab"), "does-not-hold"),
    "sparser-then-consumer": (sparse_and_small, "holds"),
    "premium-prices-under-pressure": (every_flagship_fell, "holds"),
    "chinese-open-weights-one-group": (one_licence, "holds"),
}
"""Claim -> (what changes, the verdict then)."""


def test_every_claim_has_a_flip() -> None:
    assert set(FLIPS) == {claim.id for claim in claims(shipped(), TODAY).claims}


@pytest.mark.parametrize("claim_id", FLIPS)
def test_changed_facts_change_the_verdict(claim_id: str) -> None:
    change, then = FLIPS[claim_id]
    assert verdicts(claims(shipped(), TODAY).claims)[claim_id] != then
    assert verdicts(claims(with_changes(change), TODAY).claims)[claim_id] == then


MISSING: dict[str, tuple[Change, str]] = {
    "v4-size": (no_v4, "deepseek-v4-pro"),
    "v4-engram": (lambda f: f.forget("v4-engram"), "v4-engram"),
    "qwen3-5-third-open": (lambda f: f.forget("index-v4-1-glm-5"), "index-v4-1-glm-5"),
    "v3-timed-alike": (lambda f: f.forget("two-sessions-2026-opened"), "two-sessions-2026-opened"),
    "gpt-4-price": (lambda f: f.price("gpt-4", date="2027-01-01"), "gpt-4"),
    "gpt-5-4-osworld": (lambda f: f.scores("osworld_verified", lambda row: None), "osworld_verified"),
}
"""Claim -> (which facts go, what the claim then names)."""


@pytest.mark.parametrize("claim_id", MISSING)
def test_missing_facts_leave_it_open_and_are_named(claim_id: str) -> None:
    change, named = MISSING[claim_id]
    claim = next(one for one in claims(with_changes(change), TODAY).claims if one.id == claim_id)
    assert claim.verdict == "open"
    assert named in " ".join(claim.missing)
