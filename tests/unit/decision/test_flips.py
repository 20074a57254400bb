import pytest

from advisor.decision import flips
from advisor.decision.net_benefit import rank
from tests.unit.decision.example import WORTH, example, example_option


def field_of(*names):
    ranked = rank([example_option(name) for name in names] if names else example())
    return ranked, flips.landscape(ranked, WORTH, {scored.candidate.model.id for scored in ranked})


def test_flips_of_the_worked_example_against_gpt():
    ranked, field = field_of("qwen@together", "gpt-5.2@openai")
    found = {flip.lever: flip for flip in flips.closed_form(ranked[1], field)}
    assert "worth" not in found  # dominated: no worth puts it first
    assert found["price"].to / found["price"].from_ - 1 == pytest.approx(-0.79, abs=0.005)
    assert found["quality"].to == pytest.approx(0.978, abs=0.001)
    assert {flip.then for flip in found.values()} == {"gpt-5.2@openai"}


def test_flips_of_the_worked_example_against_own_hardware():
    ranked, field = field_of("qwen@together", "qwen/fp8@owned:8xh200")
    found = {flip.lever: flip for flip in flips.closed_form(ranked[1], field)}
    assert found["worth"].to == pytest.approx(0.321, rel=0.03)
    assert found["price"].to / found["price"].from_ - 1 == pytest.approx(-0.58, abs=0.01)


def test_the_first_row_says_what_unseats_it():
    ranked, field = field_of()
    found = {flip.lever: flip for flip in flips.closed_form(ranked[0], field)}
    assert found["worth"].to == pytest.approx(0.0403, rel=0.04)
    assert {flip.then for flip in found.values()} == {"glm-5@deepinfra"}
    assert found["price"].to == pytest.approx(1.59 + ranked[0].net_benefit - ranked[1].net_benefit)
    assert found["quality"].to < ranked[0].belief.p_mean
    assert flips.leader_changes_at(field) == found["worth"].to


def test_a_lone_option_has_no_flips():
    ranked, field = field_of("qwen@together")
    assert flips.closed_form(ranked[0], field) == ()
    assert flips.leader_changes_at(field) is None


def test_no_options_have_no_leader_to_change():
    assert flips.leader_changes_at(flips.landscape((), WORTH, ())) is None


def test_efforts_of_one_offer_share_its_price():
    high = example_option("gpt-5.4@openai")
    low = high._replace(
        candidate=high.candidate._replace(id="gpt-5.4~low@openai"), quality=44.7, serving=3.0, net_benefit=41.568
    )
    rival = example_option("qwen@together")
    ranked = rank([high, low, rival])
    field = flips.landscape(ranked, WORTH, {"gpt-5.4"})
    found = flips.price_flip(high, field)
    scale = found.to / found.from_
    # At that price high equals its cheaper effort or the rival, whichever binds, and both cheaper ones moved along.
    moved = {
        "high": high.net_benefit + high.serving * (1 - scale),
        "low": low.net_benefit + low.serving * (1 - scale),
        "rival": rival.net_benefit,
    }
    assert moved["high"] == pytest.approx(max(moved.values()))
    assert moved["high"] == pytest.approx(max(moved["low"], moved["rival"]))


def test_a_twin_at_the_same_price_bars_a_price_flip():
    first = example_option("qwen@together")
    worse = first._replace(candidate=first.candidate._replace(id="qwen~low@together"), quality=40.0, net_benefit=38.369)
    field = flips.landscape(rank([first, worse]), WORTH, {"qwen"})
    assert flips.price_flip(worse, field) is None
    assert flips.quality_flip(worse, field) is None


def test_a_first_option_stops_where_its_price_uses_up_the_budget():
    ranked, field = field_of()
    first, worth_more = ranked[0], flips.price_flip(ranked[0], field).to
    limit = (first.serving + worth_more) / 2
    found = flips.price_flip(first, field._replace(most_serving=limit))
    assert found.to == pytest.approx(limit)
    assert found.then == ranked[1].candidate.id
    assert flips.price_flip(first, field._replace(most_serving=2 * worth_more)).to == worth_more


def test_beyond_the_budget_another_offer_of_the_same_model_may_follow():
    first, rival = example_option("qwen@together"), example_option("glm-5@deepinfra")
    dearer = first._replace(
        candidate=first.candidate._replace(id="qwen@elsewhere"), serving=1.6, net_benefit=first.net_benefit - 0.01
    )
    field = flips.landscape(rank([first, rival]), WORTH, ())._replace(
        siblings={"qwen": (first, dearer)}, most_serving=1.595
    )
    found = flips.price_flip(first, field)
    assert (found.to, found.then) == (pytest.approx(1.595), "qwen@elsewhere")


def test_a_lone_option_that_outgrows_the_budget_leaves_nobody_first():
    ranked, field = field_of("qwen@together")
    assert flips.price_flip(ranked[0], field._replace(most_serving=2.0)) is None


def test_a_dearer_effort_leaves_the_budget_before_it_is_worth_less():
    high = example_option("gpt-5.4@openai")
    low = high._replace(
        candidate=high.candidate._replace(id="gpt-5.4~low@openai"), quality=42.0, serving=3.0, net_benefit=38.868
    )
    field = flips.landscape(rank([high, low]), WORTH, {"gpt-5.4"})
    free, tight = flips.price_flip(low, field), flips.price_flip(low, field._replace(most_serving=6.1))
    assert free.to / free.from_ == pytest.approx(3.7 / 2.99)
    assert tight.to / tight.from_ == pytest.approx(6.1 / 5.99)
    assert tight.then == "gpt-5.4~low@openai"


def test_a_first_option_stops_where_it_gets_fewer_right_than_are_asked():
    ranked, field = field_of()
    first, worth_less = ranked[0], flips.quality_flip(ranked[0], field).to
    floor = (first.belief.p_mean + worth_less) / 2
    found = flips.quality_flip(first, field._replace(least_right=floor))
    assert (found.to, found.then) == (floor, flips.quality_flip(first, field).then)
    assert flips.quality_flip(first, field._replace(least_right=worth_less / 2)).to == worth_less


def test_below_the_floor_a_better_effort_of_the_same_model_may_follow():
    first, rival = example_option("qwen@together"), example_option("opus-4.6@anthropic")
    better = first._replace(
        candidate=first.candidate._replace(id="qwen~max@together"),
        belief=first.belief._replace(p_mean=first.belief.p_mean + 0.02),
        net_benefit=first.net_benefit - 1.0,
    )
    field = flips.landscape(rank([first, better, rival]), WORTH, {"qwen"})._replace(least_right=0.9)
    assert flips.quality_flip(first, field).then == "qwen~max@together"
    assert flips.quality_flip(first, field._replace(least_right=0.89)).to == 0.89


def test_distance_counts_factors():
    assert flips.distance(1.0, 2.0) == pytest.approx(flips.distance(2.0, 1.0))
    assert flips.distance(1.0, 0.0) == float("inf")
