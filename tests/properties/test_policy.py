"""What holds of every verdict: order never matters, a rule never loosens, less knowledge never helps."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.constraints.policy import compile_policy
from advisor.constraints.policy_verdict import Verdict
from tests.catalog.rule_cases import CTX, MODEL, ROUTE
from tests.policy_world import AS_OF, shipped

RANK = {"allowed": 0, "review": 1, "blocked": 2}
FACTS = shipped().vocabulary["facts"]
PLACES = ["DE", "US", "CN", "IN", "GB", "EU", "*"]
DEVELOPERS = ["deepseek", "alibaba", "openai", "anthropic", "zhipu", "mistral-ai", "nobody"]
OWN_VALUES: dict[str, list[Any]] = {
    "ctx.country": ["DE", "US", "CN", "IN"],
    "ctx.us_state": ["TX", "NY"],
    "route.provider": ["deepseek-api", "alibaba-model-studio", "azure-foundry", "aws-bedrock-govcloud"],
    "route.operator_hq": ["US", "CN", "FR", "self"],
    "route.scope": ["global", "regional"],
    "model.developer": DEVELOPERS,
    "model.origin": ["US", "CN", "FR"],
    "model.license": [licence["id"] for licence in shipped().licences],
}
LIST_VALUES: dict[str, list[str]] = {
    "ctx.countries": PLACES[:-2],
    "ctx.us_states": ["TX", "CO"],
    "route.infer": PLACES,
    "route.store": PLACES,
    "model.lineage": DEVELOPERS,
    "hw.chips": ["nvidia-h100-sxm", "huawei-ascend-910c", "nvidia-rtx-5090", "nvidia-l4"],
}


def _values(fact: str) -> st.SearchStrategy[Any]:
    entry = FACTS[fact]
    if entry["type"] == "flag":
        return st.booleans()
    if entry["type"] == "number":
        return st.sampled_from([0, 1e6, 2e8, 1e9, 1e11])
    if entry["type"] == "list":
        words = entry.get("values") or LIST_VALUES.get(fact, PLACES[:-2])
        return st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True)
    return st.sampled_from(entry.get("values") or OWN_VALUES.get(fact, ["a", "b"]))


def group(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Some facts of one group, each with a possible value."""
    names = [fact for fact in FACTS if fact.startswith(f"{name}.") and fact not in ("route.outside_eea",)]
    return st.fixed_dictionaries({}, optional={fact.partition(".")[2]: _values(fact) for fact in names})


ctxs = group("ctx").map(lambda ctx: {**CTX, **ctx})
routes = group("route").map(lambda route: {**ROUTE, **route})
models = group("model").map(lambda model: {**MODEL, **model})
chips = st.none() | group("hw")


def _verdict(ctx: Any, route: Any, model: Any, hw: Any, rules: Any = None) -> Verdict:
    data = shipped() if rules is None else shipped()._replace(rules=tuple(rules))
    return compile_policy(data, ctx, AS_OF).verdict(route, model, hw)


@given(ctxs, routes, models, chips, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_rules_never_matters(ctx: Any, route: Any, model: Any, hw: Any, random: Any) -> None:
    shuffled = list(shipped().rules)
    random.shuffle(shuffled)
    assert _verdict(ctx, route, model, hw, shuffled) == _verdict(ctx, route, model, hw)


@given(ctxs, routes, models, chips, st.sets(st.sampled_from([rule["id"] for rule in shipped().rules]), min_size=1))
@settings(max_examples=60, deadline=None)
def test_adding_rules_never_loosens_a_verdict(ctx: Any, route: Any, model: Any, hw: Any, added: set[str]) -> None:
    fewer = _verdict(ctx, route, model, hw, [rule for rule in shipped().rules if rule["id"] not in added])
    every = _verdict(ctx, route, model, hw)
    assert RANK[every.status] >= RANK[fewer.status]
    assert set(fewer.reasons) <= set(every.reasons)


@given(ctxs, routes, models, chips, st.data())
@settings(max_examples=120, deadline=None)
def test_forgetting_a_fact_never_turns_a_stop_into_a_pass(ctx: Any, route: Any, model: Any, hw: Any, data: Any) -> None:
    known = _verdict(ctx, route, model, hw)
    name = data.draw(st.sampled_from(sorted([*(f"route.{key}" for key in route), *(f"model.{key}" for key in model)])))
    side, _, key = name.partition(".")
    less = {"route": dict(route), "model": dict(model)}
    del less[side][key]
    forgotten = _verdict(ctx, less["route"], less["model"], hw)
    if known.status != "allowed" and forgotten.status == "allowed":
        # Only a fact that another fact replaces (places for a derived one) may leave the verdict without a name.
        assert name in ("model.lineage_origins", "route.outside_cn", "route.provider_names")
    if forgotten.status == "review" and known.status != "review":
        assert forgotten.unknown_facts


@given(ctxs, routes, models, chips)
@settings(max_examples=60, deadline=None)
def test_equal_facts_get_the_same_verdict(ctx: Any, route: Any, model: Any, hw: Any) -> None:
    rules = compile_policy(shipped(), ctx, AS_OF)
    first = rules.verdict(route, model, hw)
    assert rules.verdict(dict(route), dict(model), None if hw is None else dict(hw)) == first
    assert first.status in RANK
    assert list(first.unknown_facts) == sorted(set(first.unknown_facts))


@given(ctxs)
@settings(max_examples=60, deadline=None)
def test_an_option_nobody_knows_anything_about_never_passes(ctx: Any) -> None:
    assert _verdict(ctx, {}, {}, None).status != "allowed"
