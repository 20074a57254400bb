import numpy as np
import pytest

from advisor.decision import robustness, ties
from advisor.decision.net_benefit import rank
from tests.properties.strategies import SPREAD
from tests.unit.decision.example import WORTH, example, example_option

RANGE = (0.02, 0.125)
CALM = robustness.Spread(difficulty_sd=0.0, tokens_sd=0.0, verbosity_sd=0.0, throughput_sd=0.0)


def test_draws_agree_with_an_independent_simulation():
    options = [example_option(name) for name in ("qwen@together", "gpt-5.2@openai")]
    found = robustness.draw(options, RANGE, 0, CALM, 4096)
    rng = np.random.default_rng(1)
    sd = np.log(RANGE[1] / RANGE[0]) / (2 * 1.2815515655446004)
    worth = WORTH * np.exp(sd * rng.standard_normal(400_000) - sd * sd / 2)
    nets = []
    for option in options:
        logits = option.belief.logit_mean + option.belief.logit_sd * rng.standard_normal(400_000)
        p = 1 / (1 + np.exp(-logits))
        value = worth * p
        nets.append(option.quality * value / value.mean() - option.serving - option.latency - option.risk)
    better = float((nets[0] > nets[1]).mean())
    assert robustness.beats(found, "qwen@together", "gpt-5.2@openai") == pytest.approx(better, abs=0.02)
    evpi = float(np.maximum(*nets).mean()) - options[0].net_benefit
    assert found.evpi == pytest.approx(evpi, abs=0.03)


def test_worked_example_is_a_toss_up_of_three_and_expected_regret_names_the_first():
    ranked = rank(example())
    draws = robustness.draw(ranked, RANGE, 0, SPREAD)
    top = [scored.candidate.id for scored in ranked[:3]]
    assert sum(draws.p_best[name] for name in top) > 0.8
    assert min(draws.expected_regret, key=lambda name: draws.expected_regret[name]) == top[0]
    assert ties.groups(draws, top) == (1, 1, 1)
    assert draws.p_best["opus-4.6@anthropic"] < 0.05


def test_spreads_are_read_from_the_catalog():
    table = {name: {"value": index} for index, name in enumerate(robustness.Spread._fields)}
    assert robustness.spread_of({"decision": {"robustness": table}}) == (0, 1, 2, 3)


def test_one_contender_is_best_and_regrets_nothing():
    draws = robustness.draw([example_option("qwen@together")], RANGE, 0, SPREAD, 16)
    assert draws.p_best == {"qwen@together": 1.0}
    assert draws.evpi == 0
    assert robustness.acceptability(draws) == ((1.0,),)


def test_a_certain_difference_is_clear():
    options = [example_option(name, sd=0.0) for name in ("qwen@together", "opus-4.6@anthropic")]
    draws = robustness.draw(options, (WORTH, WORTH), 0, CALM, 32)
    assert robustness.beats(draws, "qwen@together", "opus-4.6@anthropic") == 1
    assert draws.evpi == pytest.approx(0, abs=1e-12)
    assert robustness.value_of_comparing(draws, "qwen@together", "opus-4.6@anthropic") == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("logit", [-800.0, 800.0])
def test_no_logit_is_too_extreme_to_draw(logit):
    option = example_option("qwen@together")
    extreme = option._replace(belief=option.belief._replace(logit_mean=logit))
    column = robustness.column(robustness.draw([extreme], RANGE, 0, SPREAD, 16), "qwen@together")
    assert all(abs(value) < 1e3 for value in column)


def test_throughput_moves_only_self_hosted_options():
    fast = robustness.Spread(0.0, 0.0, 0.0, 0.5)
    names = ("gpt-5.2@openai", "qwen/fp8@owned:8xh200")
    options = [example_option(name, sd=0.0) for name in names]
    draws = robustness.draw(options, (WORTH, WORTH), 0, fast, 64)
    hosted, owned = (robustness.column(draws, name) for name in names)
    assert max(hosted) - min(hosted) < 1e-9
    assert max(owned) - min(owned) > 0.5


def test_an_option_that_was_not_drawn_is_a_key_error():
    draws = robustness.draw([example_option("qwen@together")], RANGE, 0, SPREAD, 16)
    with pytest.raises(KeyError, match="glm"):
        robustness.column(draws, "glm-5@deepinfra")


@pytest.mark.parametrize(
    ("chance", "word"), [(0.9, "clear"), (0.89, "likely"), (0.7, "likely"), (0.69, "toss-up: test")]
)
def test_bands(chance, word):
    assert ties.band(chance) == word


def test_a_tie_group_is_measured_from_its_first():
    columns = {"a": (3.0,) * 10, "b": (2.0,) * 6 + (4.0,) * 4, "c": (2.5,) * 6 + (9.0,) * 4, "d": (1.0,) * 10}
    best = dict.fromkeys(columns, 0.0)
    draws = robustness.Draws(tuple(columns), tuple(columns.values()), best, best, 0.0)
    assert ties.groups(draws, ["a", "b", "c", "d"]) == (1, 1, 1, 2)
    assert ties.groups(draws, []) == ()
