import pytest

from advisor.decision.frontier import critical_worth, dominated_by, frontier
from tests.unit.decision.example import example, example_option


def test_frontier_of_the_worked_example():
    found = frontier(example())
    names = [stretch.scored.candidate.id for stretch in found]
    assert names == ["kimi@deepinfra", "glm-5@deepinfra", "qwen@together", "qwen/fp8@owned:8xh200", "gpt-5.4@openai"]
    starts = [stretch.wins_from for stretch in found]
    assert starts == pytest.approx([0, 0.0069, 0.0403, 0.3214, 0.4272], rel=0.03)
    assert found[-1].wins_to is None


def test_dominated_options_name_a_better_one():
    options = example()
    found = dominated_by(options, options)
    assert found == {
        "qwen/fp8@rented:x:8xh200": "qwen/fp8@owned:8xh200",
        "gpt-5.2@openai": "glm-5@deepinfra",
        "opus-4.6@anthropic": "glm-5@deepinfra",
    }


def test_equal_options_do_not_dominate_each_other():
    first = example_option("qwen@together")
    twin = first._replace(candidate=first.candidate._replace(id="twin@x"))
    assert dominated_by([first, twin], [first, twin]) == {}
    assert [stretch.scored.candidate.id for stretch in frontier([twin, first])] == ["qwen@together"]


def test_no_options_have_no_frontier():
    assert frontier([]) == ()


def test_critical_worth_is_the_icer():
    assert critical_worth(0.8, 1.0, 0.9, 3.0) == pytest.approx(0.02)
