"""`advisor policy`: documents, lines for people and exit codes, on the shipped rules."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest

from advisor.cli.main import main
from advisor.cli.schema import named_schema
from tests.policy_world import shipped

FACTS = """
[ctx]
country = "DE"
gdpr = true
data = ["PII"]
[route]
kind = "vendor_api"
provider = "some-api"
operator_hq = "CN"
infer = ["SG"]
store = ["SG"]
transfer_mechanism = "none"
[model]
developer = "mistral-ai"
lineage = ["mistral-ai"]
license = "mit"
"""


@pytest.fixture(autouse=True)
def _shipped_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules straight from their files: what the compiled catalog holds is tested with the compiler."""
    data = shipped()
    document = {
        "vocabulary": data.vocabulary, "rules": data.rules, "licences": data.licences,
        "developers": data.developers, "presets": data.presets,
    }  # fmt: skip
    monkeypatch.setattr("advisor.session.load_catalog", lambda overlays: SimpleNamespace(rules=document))


def answer(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> dict[str, Any]:
    assert main(["policy", *argv, "--json"]) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    document: dict[str, Any] = json.loads(captured.out)
    return document


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.toml"
    path.write_text(FACTS, encoding="utf-8")
    return path


def test_a_blocked_check_is_exit_3_and_matches_its_schema(capsys: pytest.CaptureFixture[str], facts: Path) -> None:
    document = answer(capsys, "check", str(facts), "--as-of", "2026-11-23", code=3)
    jsonschema.validate(document, named_schema("policy"))
    assert document["verdict"] == "blocked"
    assert document["reasons"][0]["rule"] == "eu-gdpr-ch5-third-country"
    assert document["unknown_facts"] == ["route.dpa"]
    assert document["rules_checked"] == len(shipped().rules)


def test_people_get_the_headline_the_reasons_and_the_disclaimer(
    capsys: pytest.CaptureFixture[str], facts: Path
) -> None:
    assert main(["policy", "check", str(facts), "--as-of", "2026-11-23"]) == 3
    text = capsys.readouterr().out
    assert text.startswith("BLOCKED  Stopped by a rule in our set of 85 as of 2026-11-23.")
    assert "What would change this: would pass with a lawful transfer mechanism" in text
    assert "not legal advice" in text
    assert "compliant" not in text


def test_before_the_rule_nothing_blocks(capsys: pytest.CaptureFixture[str], facts: Path) -> None:
    assert answer(capsys, "check", str(facts), "--as-of", "2015-01-01")["verdict"] == "allowed"


def test_a_policy_file_is_read_and_its_errors_name_the_line(
    capsys: pytest.CaptureFixture[str], facts: Path, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[deny]\nmodels = ["a"]\n\n[[waiver]]\nrule = "pol-zdr"\n', encoding="utf-8")
    error = answer(capsys, "check", str(facts), "--policy", str(policy), code=2)["error"]
    assert f"{policy}:4: the waiver has no reason" in error["message"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"[ctx\n", "line 1"), (b"\xff", "not UTF-8"), (b"[gdpr]\n", "unknown table [gdpr]")],
)
def test_a_broken_file_is_bad_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "facts.toml"
    path.write_bytes(content)
    assert said in answer(capsys, "check", str(path), code=2)["error"]["message"]


@pytest.mark.parametrize(
    ("flags", "there", "not_there"),
    [
        ([], {"us-hipaa-baa", "de-sgbv-393-c5"}, set()),
        (["--jurisdiction", "DE"], {"de-sgbv-393-c5", "eu-dora", "pci-dss-chd"}, {"us-hipaa-baa", "fr-hds"}),
        (["--jurisdiction", "US-TX"], {"us-tx-ramp", "us-hipaa-baa"}, {"us-ny-dfs-500", "eu-dora"}),
        (["--sector", "finance"], {"us-bank-third-party-risk", "eu-aiact-art50"}, {"us-hipaa-baa"}),
        (["--as-of", "2024-01-01"], {"us-hipaa-baa"}, {"us-ndaa26-1532-deepseek"}),
    ],
)
def test_rules_by_jurisdiction_sector_and_date(
    capsys: pytest.CaptureFixture[str], flags: list[str], there: set[str], not_there: set[str]
) -> None:
    found = {rule["id"] for rule in answer(capsys, "rules", *flags)["rules"]}
    assert there <= found
    assert not not_there & found


def test_a_rule_and_a_licence_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "show", "us-hipaa-baa")["citation"]["section"].startswith("45 CFR")
    assert answer(capsys, "show", "kimi-k3")["grants"] == {"redistribute": "yes", "fine_tune": "yes"}
    assert main(["policy", "show", "us-dod-fascsa-anthropic"]) == 0
    assert "Caveat: Contested" in capsys.readouterr().out
    assert main(["policy", "show", "kimi-k3"]) == 0
    licence = capsys.readouterr().out
    assert "  grants:\n    redistribute: yes\n    fine_tune: yes\n" in licence
    assert not set("[{") & set(licence.replace("[]", ""))
    assert main(["policy", "rules"]) == 0
    assert "rules as of" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "fix"),
    [
        (["show", "us-hipaa-ba"], "us-hipaa-baa"),
        (["rules", "--sector", "banking"], "finance"),
        (["rules", "--jurisdiction", "Texas"], "US-TX"),
        (["rules", "--as-of", "yesterday"], "2026-03-11"),
    ],
)
def test_what_is_not_known_names_what_is(capsys: pytest.CaptureFixture[str], argv: list[str], fix: str) -> None:
    assert fix in answer(capsys, *argv, code=2)["error"]["fix"]


def test_a_rule_is_shown_in_words_with_the_members_of_its_sets(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show", "us-tx-prohibited-technologies"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "applies when: ctx.actor has any of us_state_agency_TX" in text
    assert "model.lineage has any of TX_LISTED_DEVELOPERS (alibaba, baai" in text
    assert "['" not in text
