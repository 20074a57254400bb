"""Portfolios of hand-made rankings: leaders, one model for all, the smallest set, second sources, cascades."""

import pytest

from advisor.decision.cascade import Check
from advisor.decision.portfolio import Entry, Portfolio, portfolio, second_source
from advisor.option import Belief, Candidate, Scored
from tests.unit.samples import model, offer

TYPICAL, LOWER = Check(0.95, 0.3, 0.1, 0.4), Check(0.9, 0.5, 0.1, 0.4)
WORTH = 0.05


def option(name: str, p: float, serving: float, developer: str = "lab", host: str = "host") -> Scored:
    weights = model(name, developer=developer)
    candidate = Candidate(f"{name}@{host}", weights, None, "high", "hosted", offer(host, name), None, None)
    belief = Belief(name, 0.0, 0.3, p)
    quality = 1000 * WORTH * p
    return Scored(candidate, belief, "allowed", quality, serving, 0.0, 0.0, quality - serving, 0)


def entry(name: str, *options: Scored, calls: float = 1_000_000) -> Entry:
    ranked = tuple(sorted(options, key=lambda one: -one.net_benefit))
    return Entry(name, calls, WORTH, ranked)


GOOD, FAIR = option("good", 0.9, 1.0), option("fair", 0.88, 1.0, "other", "cloud")


def plan(*entries: Entry) -> Portfolio:
    return portfolio(entries, TYPICAL, LOWER, 25.0)


def test_each_workload_has_its_leader_and_the_total_is_theirs() -> None:
    found = plan(entry("a", GOOD, FAIR), entry("b", option("good", 0.5, 1.0), option("fair", 0.7, 1.0)))
    assert [each.model for each in found.leaders] == ["good", "fair"]
    assert found.usd_per_day == pytest.approx(1000 * (45 - 1) + 1000 * (35 - 1))


def test_one_model_for_all_loses_what_the_others_would_have_added() -> None:
    found = plan(entry("a", GOOD, FAIR), entry("b", option("good", 0.5, 1.0), option("fair", 0.7, 1.0)))
    assert found.one_model is not None
    assert found.one_model.model == "fair"
    assert found.one_model.regret_usd_per_day == pytest.approx(1000 * 50 * 0.02)
    assert found.one_model.options == (("a", "fair@cloud"), ("b", "fair@host"))


def test_no_model_for_all_when_none_can_do_every_workload() -> None:
    found = plan(entry("a", GOOD), entry("b", FAIR))
    assert found.one_model is None
    assert [each.model for each in found.models] == ["good", "fair"]
    assert found.models[-1].share_of_value == pytest.approx(1)


def test_the_second_model_is_worth_what_it_adds() -> None:
    found = plan(entry("a", GOOD, FAIR), entry("b", option("good", 0.5, 1.0), option("fair", 0.7, 1.0)))
    assert [each.model for each in found.models] == ["fair", "good"]
    assert found.models[1].gain_usd_per_day == pytest.approx(1000 * 50 * 0.02)


def test_a_second_source_has_another_developer_and_another_host() -> None:
    same_host = option("near", 0.89, 1.0, "third", "host")
    same_lab = option("sibling", 0.895, 1.0, "lab", "cloud")
    found = second_source(entry("a", GOOD, same_host, same_lab, FAIR))
    assert found is not None
    assert found.option == "fair@cloud"
    assert found.usd_per_day == pytest.approx(1000 * 50 * 0.02)
    assert second_source(entry("a", GOOD, same_host, same_lab)) is None


def test_an_unknown_developer_is_no_second_source() -> None:
    unknown = option("unknown", 0.88, 1.0, "other", "cloud")
    nameless = unknown._replace(candidate=unknown.candidate._replace(model=model("unknown", developer=None)))
    assert second_source(entry("a", GOOD, nameless)) is None


def test_a_cascade_is_recommended_only_where_its_lower_bound_pays() -> None:
    cheap, dear = option("cheap", 0.832, 0.6), option("dear", 0.8946, 20.0)
    pays = plan(entry("a", cheap, dear)).leaders[0].cascade
    assert pays is not None
    assert (pays.cheap, pays.strong) == ("cheap@host", "dear@host")
    best_alone = 41.6 - 0.6
    lower = 1000 * WORTH * pays.lower.p_success - pays.lower.usd_per_1k
    assert pays.gain_usd_per_day == pytest.approx(1000 * (lower - best_alone) - 25)
    assert pays.recommended == (pays.gain_usd_per_day > 0)
    assert pays.recommended is False


def test_a_cascade_that_pays_at_its_lower_bound_is_recommended() -> None:
    cheap, strong = option("cheap", 0.80, 0.1), option("strong", 0.93, 12.0)
    found = plan(entry("a", cheap, strong)).leaders[0].cascade
    assert found is not None
    assert found.gain_usd_per_day > 0
    assert found.recommended
    assert found.typical.p_success > found.lower.p_success
    few_calls = plan(entry("a", cheap, strong, calls=10)).leaders[0].cascade
    assert few_calls is not None
    assert not few_calls.recommended


def test_no_cascade_without_a_cheaper_and_a_stronger_model() -> None:
    assert plan(entry("a", GOOD, option("worse", 0.8, 2.0))).leaders[0].cascade is None


def test_a_workload_without_options_is_shown_empty() -> None:
    found = plan(entry("a", GOOD), entry("b"))
    assert found.leaders[1].option is None
    assert found.usd_per_day == pytest.approx(44_000)
    assert found.one_model is not None
    assert found.one_model.regret_usd_per_day == pytest.approx(0)


def test_nothing_at_all() -> None:
    found = plan()
    assert found.leaders == ()
    assert found.one_model is None
    assert found.models == ()


def test_a_share_of_the_value_is_of_what_is_worth_doing() -> None:
    """The second workload loses money by any model, so that a set that leaves it out gives all there is."""
    found = plan(entry("a", GOOD), entry("b", option("fair", 0.5, 40.0)))
    assert found.usd_per_day == pytest.approx(1000 * 44 - 1000 * 15)
    assert [each.share_of_value for each in found.models] == pytest.approx([1.0])


def test_the_risk_of_the_strong_model_does_not_shrink_with_the_calls_it_sees() -> None:
    strong = option("strong", 0.95, 8.0, "other", "cloud")
    risky = strong._replace(risk=2.0, net_benefit=strong.net_benefit - 2.0)
    safe_plan, risky_plan = (plan(entry("a", GOOD, one)).leaders[0].cascade for one in (strong, risky))
    assert safe_plan is not None
    assert risky_plan is not None
    assert risky_plan.typical.usd_per_1k == pytest.approx(safe_plan.typical.usd_per_1k + 2.0)
