"""The shipped briefing: 29 claims that resolve, verdicts as a person read the evidence, charts equal to the files."""

import re
from typing import Any

import pytest
import tomli
from pydantic import TypeAdapter

from advisor.briefing.checks import CHECKS
from advisor.briefing.claims import claims
from advisor.briefing.trends import trends
from advisor.candidates.scenario import KEYS, apply
from advisor.schema_briefing import BriefingFile
from tests.catalog.shipped import CATALOG, by_id, files, tables
from tests.unit.briefing.changed_catalog import TODAY, shipped

CLAIMS = tables("briefing/*.toml", "claim")
FACTS = tables("briefing/*.toml", "fact")
SOURCES = tables("sources/*.toml", "source")

READ = {
    1: "does-not-hold", 2: "does-not-hold", 3: "does-not-hold", 4: "holds", 5: "partly", 6: "partly", 7: "partly",
    8: "does-not-hold", 9: "holds", 10: "does-not-hold", 11: "does-not-hold", 12: "holds", 13: "open", 14: "partly",
    15: "holds", 16: "holds", 17: "does-not-hold", 18: "does-not-hold", 19: "holds", 20: "holds", 21: "partly",
    22: "partly", 23: "holds", 24: "partly", 25: "holds", 26: "holds", 27: "partly", 28: "partly", 29: "partly",
}  # fmt: skip
"""Verdicts of a study of the article by hand in November 2026, by claim number."""
OPEN_IN_MARCH = {1, 2, 3, 4, 5, 6, 7, 12, 13, 16, 17, 27, 28}
"""What nobody could tell on the day of the article: V4 was not out, and no outside run of Qwen3.5 was published."""


def computed(as_of: str) -> dict[int, str]:
    return {CLAIMS[claim.id]["number"]: claim.verdict for claim in claims(shipped(), as_of).claims}


def test_29_claims_numbered_once() -> None:
    assert sorted(claim["number"] for claim in CLAIMS.values()) == list(range(1, 30))


def test_computed_verdicts_are_those_of_the_study() -> None:
    assert computed(TODAY) == READ


def test_on_the_day_of_the_article_much_was_open() -> None:
    assert {number for number, verdict in computed("2026-03-11").items() if verdict == "open"} == OPEN_IN_MARCH


def test_no_file_states_a_verdict() -> None:
    assert not [key for claim in CLAIMS.values() for key in claim if key in ("verdict", "rating", "found")]


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_claims_resolve(claim_id: str) -> None:
    claim = CLAIMS[claim_id]
    models = by_id("models/*/*.toml")
    assert claim["check"] in CHECKS
    for key in ("facts", "beside"):
        assert {fact for ids in claim.get(key, {}).values() for fact in ids} <= set(FACTS)
    assert set(claim.get("models", ())) | {claim[key] for key in ("model", "also", "base") if key in claim} <= set(
        models
    )
    assert claim.get("benchmark", "ifbench") in by_id("benchmarks/*.toml")


@pytest.mark.parametrize("fact_id", FACTS)
def test_facts_have_known_sources(fact_id: str) -> None:
    assert set(FACTS[fact_id]["sources"]) <= set(SOURCES)
    assert FACTS[fact_id]["known"] <= FACTS[fact_id]["read"]


def test_sources_cited_by_claims_are_in_the_catalog() -> None:
    for claim in claims(shipped(), TODAY).claims:
        assert claim.sources, claim.id
        assert set(claim.sources) <= set(SOURCES), claim.id


def test_the_first_sentence_of_a_condition_rests_on_no_figure() -> None:
    """It is shown on every day, so it must tell nothing that was found later."""
    assert not [key for key, claim in CLAIMS.items() if "{" in claim["condition"][0]]


def test_today_every_sentence_of_a_condition_has_its_figures() -> None:
    lacking = {
        claim.id
        for claim in claims(shipped(), TODAY).claims
        for sentence in CLAIMS[claim.id]["condition"]
        if any(claim.found.get(name.rstrip("%")) is None for name in re.findall(r"{(.+?)}", sentence))
    }
    assert lacking == {"gpt-5-4-osworld"}, "nobody but its maker has published that score"


def test_the_activation_chart_equals_the_model_files() -> None:
    models = by_id("models/*/*.toml")
    points = trends(shipped(), TODAY).activation
    assert len(points) > 50
    for point in points:
        model = models[point.model]
        assert (point.total_b, point.active_b) == (model["params_total_b"], model["params_active_b"])
        assert point.date == model["released"].isoformat()
        assert point.gb_at_4_bits == pytest.approx(model["params_total_b"] * 4 / 8)
        assert point.ratio == pytest.approx(model["params_active_b"] / model["params_total_b"], abs=5e-7)


def test_every_price_of_the_charts_is_a_dated_list_price() -> None:
    rows = [row for file in files("history/*.toml").values() for row in file["price"] if "date" in row]
    listed = {(str(row["date"]), row["source"], round((3 * row["input"] + row["output"]) / 4, 6)) for row in rows}
    found = trends(shipped(), TODAY)
    assert {(point.date, point.source, point.usd_per_1m) for point in found.fixed_capability} <= listed
    outputs = {float(row["output"]) for row in rows}
    assert {price for row in found.spread for price in (row.lowest, row.highest)} <= outputs


def test_at_fixed_capability_prices_only_fall() -> None:
    points = trends(shipped(), TODAY).fixed_capability
    for level in {point.level for point in points}:
        prices = [point.usd_per_1m for point in points if point.level == level]
        assert prices == sorted(set(prices), reverse=True)


def readme(heading: str) -> dict[str, Any]:
    section = (CATALOG / "README.md").read_text(encoding="utf-8").split(f"## {heading}", 1)[1]
    found = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
    assert found
    return tomli.loads(found.group(1))


def test_the_readmes_briefing_is_a_valid_file() -> None:
    example = readme("The briefing")
    TypeAdapter(BriefingFile).validate_python(example)
    assert set(example) == set(BriefingFile.__annotations__) - {"article"}


def test_the_readmes_scenario_can_be_applied_and_shows_every_key() -> None:
    example = readme("A scenario")
    _, notes = apply(shipped(), example)
    assert len(notes) == 4
    assert set(example) == set(KEYS) - {"name", "file"}


def test_every_shipped_file_of_the_briefing_has_its_shape() -> None:
    for content in files("briefing/*.toml").values():
        TypeAdapter(BriefingFile).validate_python(content)
