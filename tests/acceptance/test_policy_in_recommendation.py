"""Policy as the user meets it: flags and files of a recommendation on the shipped catalog."""

import json
from pathlib import Path
from typing import Any

import pytest

from advisor.cli.main import main

POLICY = """
[deny]
origins = ["CN"]

[[waiver]]
rule = "pol-zdr"
reason = "pilot"
approver = "CISO"
expires = 2027-01-01
"""


@pytest.fixture
def recommend(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*flags: str, code: int = 0) -> dict[str, Any]:
        assert main(["--workload", "extraction", "--as-of", "2026-11-23", "--json", *flags]) == code
        document: dict[str, Any] = json.loads(capsys.readouterr().out)
        return document

    return run


def test_without_company_facts_nobody_asked(recommend: Any) -> None:
    assert not any(option["verdict"]["asked"] for option in recommend()["options"])


def test_a_policy_file_excludes_by_origin_and_counts_as_asked(recommend: Any, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(POLICY, encoding="utf-8")
    plain, strict = recommend(), recommend("--policy", str(path))
    assert strict["rules_checked"] == plain["rules_checked"] + 1
    assert strict["excluded_counts"]["origin"] > 0
    assert all(option["verdict"]["asked"] for option in strict["options"])
    assert any(
        row["rule"] == "your-deny-origins" for row in recommend("--policy", str(path), "--excluded", "all")["excluded"]
    )


def test_the_flag_for_origins_does_what_the_file_does(recommend: Any, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(POLICY, encoding="utf-8")
    by_flag, by_file = recommend("--exclude-origin", "CN"), recommend("--policy", str(path))
    assert [one["model"] for one in by_flag["options"]] == [one["model"] for one in by_file["options"]]


def test_european_residency_allows_only_what_is_known_to_stay(recommend: Any) -> None:
    document = recommend("--residency", "eu", "--allowed-only", "--all-routes", "--top", "200")
    assert document["options"]
    for option in document["options"]:
        assert "pol-residency-eu" not in {reason["rule"] for reason in option["verdict"]["reasons"]}
    assert document["excluded_counts"]["residency"] > 0


def test_a_preset_names_what_is_not_known(recommend: Any) -> None:
    document = recommend("--preset", "eu-hospital")
    first = document["options"][0]["verdict"]
    assert (first["status"], first["asked"]) == ("review", True)
    assert any("We do not know" in reason["explain"] for reason in first["reasons"])


@pytest.mark.parametrize("preset", ["eu-hospital", "us-bank", "uk-asset-manager"])
def test_where_nothing_is_allowed_the_best_of_known_facts_and_what_to_ask_are_named(
    recommend: Any, preset: str
) -> None:
    document = recommend("--preset", preset)
    assert document["answer"]["best_allowed"] is None
    named = document["answer"]["sentence"].rpartition("is ")[2].removesuffix(".")
    found = recommend("--preset", preset, "--all-routes", "--top", "3000")["options"]
    known = [row["id"] for row in found if not row["verdict"]["unknown"]]
    assert named == known[0]
    review = next(note for note in document["guidance"] if note["code"] == "compliance-review")
    first = document["options"][0]
    for fact in first["verdict"]["unknown"]:
        assert fact["label"] in review["text"]


def test_a_texas_agency_is_offered_no_model_of_a_listed_company(recommend: Any) -> None:
    """The list of 26 January 2026 names Xiaomi beside the firms known for models alone."""
    document = recommend("--preset", "texas-agency", "--top", "500", "--excluded", "all")
    listed = [row for row in document["excluded"] if row["model"].startswith("mimo-")]
    assert {row["rule"] for row in listed if row["gate"] == "policy"} == {"us-tx-prohibited-technologies"}
    assert not [row["id"] for row in document["options"] if row["model"].startswith("mimo-")]


@pytest.mark.parametrize(
    ("places", "uncovered"), [("JP", "JP"), ("DE,CA,SG", "CA or SG"), ("US-NY", None), ("ES", None), ("GB", None)]
)
def test_law_that_no_rule_covers_is_named(recommend: Any, places: str, uncovered: str | None) -> None:
    told = [
        one["text"]
        for one in recommend("--jurisdiction", places)["warnings"]
        if one["code"] == "uncovered-jurisdiction"
    ]
    assert told == (
        [] if uncovered is None else [f"no rule of our set is of {uncovered}: what the law there asks was not checked"]
    )


def test_what_was_assumed_of_the_company_is_said_in_words_with_its_value(recommend: Any) -> None:
    warnings = {
        one["code"]: one["text"] for one in recommend("--jurisdiction", "US", "--sector", "finance")["warnings"]
    }
    assumed = warnings["implied-facts"]
    assert "only your own staff use it: yes" in assumed
    assert "what kind of organisation you are: bank_us" in assumed
    assert "_use" not in assumed
