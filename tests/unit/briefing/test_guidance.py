"""The five points: their claims, their figures, and the user's own where a recommendation is given."""

from functools import cache

from advisor.briefing.guidance import POINTS, points
from advisor.recommend import recommend
from advisor.report import Report
from advisor.requirements import resolve
from tests.unit.briefing.changed_catalog import TODAY, Facts, shipped, with_changes


@cache
def report() -> Report:
    given = {"workload": "extraction", "calls_per_day": "1M", "as_of": TODAY}
    return recommend(shipped(), resolve(given, shipped(), TODAY))


def test_every_point_rests_on_claims_of_the_catalog() -> None:
    claims = {key for file in shipped().cold("briefing").values() for key in file.get("claim", {})}
    assert len(POINTS) == 5
    assert {key for _, _, keys in POINTS for key in keys} <= claims


def test_without_a_report_the_points_say_what_to_run() -> None:
    found = points(shipped(), None, TODAY)
    assert all(point.yours and point.holds for point in found)
    assert "advisor breakeven" in found[1].yours


def test_with_a_report_the_figures_are_the_reports() -> None:
    given = report()
    found = points(shipped(), given)
    assert str(given.rules_checked) in found[3].yours
    shown = {option.id for option in given.options}
    options = {ref for point in found for ref in point.refs if "@" in ref}
    assert options & shown
    opened = next(one for one in given.options if shipped().models[one.model].open_weights)
    assert opened.id in found[2].yours


def test_the_users_figures_are_sentences() -> None:
    texts = [point.yours for point in points(shipped(), report())]
    assert all(text.endswith(".") for text in texts)
    assert "option is review" not in " ".join(texts)
    assert ". Self-hosted: " in texts[1]


def test_verdicts_in_the_points_follow_the_facts() -> None:
    def change(facts: Facts) -> None:
        facts.model("qwen3.5-397b-a17b", params_total=30.0, params_active=3.0, params_checkpoint=None, checkpoints=())

    assert "consumer cards. Does not hold." in points(shipped(), None, TODAY)[1].holds
    assert "consumer cards. Holds." in points(with_changes(change), None, TODAY)[1].holds


def test_on_an_early_day_nothing_is_said_of_the_article() -> None:
    assert [point.holds for point in points(shipped(), None, "2025-01-01")] == [""] * 5
