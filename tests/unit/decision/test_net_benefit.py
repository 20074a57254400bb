from advisor.decision.net_benefit import contenders, rank, terms
from tests.unit.decision.example import example, example_option


def test_terms_of_the_worked_example():
    quality, net_benefit = terms(0.9024, 0.05, 1.59, 0.0, 0.041)
    assert round(quality, 6) == 45.12
    assert round(net_benefit, 2) == 43.49


def test_order_of_the_worked_example():
    ranked = [scored.candidate.id for scored in rank(example())]
    assert ranked[:4] == ["qwen@together", "glm-5@deepinfra", "kimi@deepinfra", "qwen/fp8@owned:8xh200"]
    assert ranked[-1] == "opus-4.6@anthropic"


def test_equal_options_are_ordered_by_id():
    first = example_option("qwen@together")
    second = first._replace(candidate=first.candidate._replace(id="a@b"))
    assert [scored.candidate.id for scored in rank([first, second])] == ["a@b", "qwen@together"]


def test_contenders_are_the_best_of_each_model():
    found = [scored.candidate.id for scored in contenders(rank(example()), 3)]
    assert found == ["qwen@together", "glm-5@deepinfra", "kimi@deepinfra"]
    assert len(contenders(rank(example()))) == 6
