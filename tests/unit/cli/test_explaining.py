"""`advisor compare`, `why` and `recheck` on the shipped catalog at a fixed date."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from advisor.cli.main import main
from advisor.cli.schema import named_schema
from advisor.layers import shipped_folder
from tests.unit.tiny_catalog import lay

CASE = ("--workload", "extraction", "--as-of", "2026-11-23")


def answer(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> dict[str, Any]:
    assert main([*argv, "--json"]) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    document: dict[str, Any] = json.loads(captured.out)
    if code in {0, 6}:
        kind = document["schema"].removeprefix("advisor.").removesuffix("/1")
        jsonschema.validate(document, named_schema(kind))
    return document


def page(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> str:
    assert main([*argv]) == code
    return capsys.readouterr().out


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The rows of the recommendation for the case."""
    target = tmp_path_factory.mktemp("rows") / "out.json"
    assert main([*CASE, "--json", "--output", str(target)]) == 0
    found: list[dict[str, Any]] = json.loads(target.read_text())["options"]
    return found


def sums(terms: list[dict[str, Any]], total: float) -> bool:
    return abs(sum(term["usd_per_1k_calls"] for term in terms) - total) < 1e-9


def test_why_of_the_first_row_agrees_with_the_recommendation(capsys, rows):
    first, second = rows[:2]
    found = answer(capsys, "why", first["id"], *CASE)
    assert found["schema"] == "advisor.why/1"
    assert (found["option"], found["rank"], found["gates"]) == (first["id"], 1, [])
    assert found["net_benefit"] == first["net_benefit"]
    assert found["row"]["cost"] == first["cost"]
    assert found["over"]["second"] == second["id"]
    assert sums(found["over"]["terms"], found["over"]["usd_per_1k_calls"])
    expected = first["net_benefit"]["usd_per_1k_calls"] - second["net_benefit"]["usd_per_1k_calls"]
    assert found["over"]["usd_per_1k_calls"] == pytest.approx(expected, abs=2e-6)
    levers = {flip["lever"] for flip in found["flips"]}
    assert levers | set(found["no_flip"]) == {
        "worth", "price", "quality", "calls_per_day", "input_tokens", "output_tokens", "cached_share", "utilisation",
        "migration_cost",
    }  # fmt: skip
    assert not levers & set(found["no_flip"])
    runner_up = answer(capsys, "why", second["id"], *CASE)
    assert [step["code"] for step in runner_up["row"]["next_steps"]] == [step["code"] for step in second["next_steps"]]


FLAGS = {
    "worth": "--worth", "input_tokens": "--input-tokens", "output_tokens": "--output-tokens",
    "calls_per_day": "--calls-per-day", "cached_share": "--cached-share", "migration_cost": "--migration-cost",
}  # fmt: skip


def leader_of(capsys: pytest.CaptureFixture[str], *case: str) -> str:
    name: str = json.loads(page(capsys, *case, "--json"))["answer"]["option"]
    return name


def flips_hold(capsys: pytest.CaptureFixture[str], case: tuple[str, ...]) -> set[str]:
    """Runs the recommendation 1 % on both sides of every flip of the first option; the levers that were tried."""
    first = leader_of(capsys, *case)
    tried = [flip for flip in answer(capsys, "why", first, *case)["flips"] if flip["lever"] in FLAGS]
    for flip in tried:
        step = 1.01 if flip["to"] > flip["from"] else 1 / 1.01
        for value, leader in ((flip["to"] * step, flip["then"]), (flip["to"] / step, first)):
            assert leader_of(capsys, *case, FLAGS[flip["lever"]], repr(value)) == leader, (flip, value)
    return {flip["lever"] for flip in tried}


def test_every_flip_of_an_input_holds_when_the_command_is_run_with_it(capsys):
    assert {"worth", "input_tokens", "output_tokens"} <= flips_hold(capsys, CASE)


@pytest.mark.slow
@pytest.mark.parametrize(
    "case",
    [
        ("--workload", "extraction", "--calls-per-day", "1M", "--residency", "eu"),
        ("--workload", "coding", "--calls-per-day", "20k", "--gpus", "2x nvidia-rtx-5090"),
        ("--workload", "rag", "--calls-per-day", "1M"),
        ("--workload", "web-agent", "--preset", "us-bank"),
    ],
)
def test_flips_hold_in_real_cases(capsys, case):
    assert flips_hold(capsys, (*case, "--as-of", "2026-11-23"))


def test_why_not_names_the_gates_and_the_rank_without_them(capsys, rows):
    closed = next(row for row in rows if row["provider"] in {"anthropic", "openai", "aws-bedrock"})
    found = answer(capsys, "why", closed["id"], *CASE, "--residency", "air-gapped")
    assert found["rank"] is None
    assert found["row"] is None
    assert "residency" in {gate["gate"] for gate in found["gates"]}
    assert found["would_rank"] >= 1
    assert sums(found["net_benefit"]["terms"], found["net_benefit"]["usd_per_1k_calls"])
    text = page(capsys, "why", closed["id"], *CASE, "--residency", "air-gapped")
    assert "excluded" in text.splitlines()[0]
    assert f"it would rank {found['would_rank']}" in text


def test_a_short_form_says_what_it_is_taken_as(capsys, rows):
    model = rows[1]["model"]
    found = answer(capsys, "why", model.upper(), *CASE)
    assert found["option"] == rows[1]["id"]
    assert "best-ranked" in found["notes"][0]["text"]


def test_a_hidden_variant_says_which_option_stands_for_its_model(capsys, rows):
    row = next(row for row in rows if row["variants"])
    found = answer(capsys, "why", row["variants"][0]["id"], *CASE)
    assert found["notes"][-1]["refs"] == [row["id"]]
    assert found["rank"] > row["rank"]


def test_why_as_text_shows_the_waterfall_the_bill_and_the_policy(capsys, rows):
    text = page(capsys, "why", rows[0]["id"], *CASE)
    assert text.startswith(f"{rows[0]['id']}: rank 1 for extraction")
    for word in ("net benefit, USD per 1,000 calls", "bill, USD", "right of 100", "policy: ", "draws"):
        assert word in text


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (("why", "claude-opuss-4.6"), "no such model"),
        (("why", "gpt-5.2@nowhere"), "no such option"),
        (("why", "gpt-5.2", "--over", "gpt-5.2"), "the option itself"),
        (("compare", "gpt-5.2"), "1 option to compare"),
        (("compare", *"abcdefg"), "7 options"),
        (("compare", "gpt-5.2", "gpt-5.2"), "given twice"),
    ],
)
def test_a_bad_option_is_bad_input_with_a_fix(capsys, argv, message):
    error = answer(capsys, *argv, *CASE, code=2)["error"]
    assert message in error["message"]
    assert error["fix"]


def test_an_unknown_model_names_the_closest(capsys):
    assert "claude-opus-4.6" in answer(capsys, "why", "claude-opuss-4.6", *CASE, code=2)["error"]["fix"]


def test_compare_gives_differences_to_the_first_and_who_wins_where(capsys, rows):
    names = [row["id"] for row in rows[:3]]
    found = answer(capsys, "compare", *names, *CASE)
    assert found["schema"] == "advisor.compare/1"
    assert [side["id"] for side in found["options"]] == names
    assert [(one["first"], one["second"]) for one in found["differences"]] == [(names[0], name) for name in names[1:]]
    for one in found["differences"]:
        assert sums(one["terms"], one["usd_per_1k_calls"])
        assert 0 <= one["p_first_beats_second"] <= 1
    ends = [(span["from"], span["to"]) for span in found["by_worth"]]
    assert ends[0][0] == 0
    assert ends[-1][1] is None
    assert {span["option"] for span in found["by_volume"]} <= set(names)
    text = page(capsys, "compare", *names, *CASE)
    assert all(name in text for name in names)


def test_an_excluded_option_is_compared_and_marked(capsys, rows):
    names = [rows[0]["id"], rows[1]["id"]]
    found = answer(capsys, "compare", *names, *CASE, "--residency", "air-gapped")
    assert {side["status"] for side in found["options"]} == {"excluded"}
    assert all("residency" in side["gates"] for side in found["options"])
    assert found["differences"]
    text = page(capsys, "compare", *names, *CASE, "--residency", "air-gapped")
    assert "✗" in text
    assert "is excluded by" in text


def test_compare_an_option_without_a_price_says_so(capsys, rows):
    missing = answer(capsys, *CASE, "--excluded", "all", code=0)["excluded"]
    unpriced = next(one["id"] for one in missing if one["gate"] == "price-unknown")
    found = answer(capsys, "compare", rows[0]["id"], unpriced, *CASE)
    assert found["options"][1]["net_benefit"] is None
    assert found["differences"] == []
    assert "not known" in page(capsys, "compare", rows[0]["id"], unpriced, *CASE)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    target = tmp_path / "decision.json"
    assert main([*CASE, "--json", "--output", str(tmp_path / "out.json"), "--record", str(target)]) == 0
    return target


def test_an_empty_path_of_a_record_is_refused(capsys):
    """Of a shell variable that is not set: a decision that nobody wrote down must not look like one that was."""
    assert "it is empty" in answer(capsys, *CASE, "--record", "", code=2)["error"]["message"]


def test_a_fresh_record_still_holds(capsys, record):
    found = answer(capsys, "recheck", str(record))
    assert found["schema"] == "advisor.recheck/1"
    assert (found["holds"], found["changes"]) == (True, [])
    assert "The decision holds" in page(capsys, "recheck", str(record))


def test_a_record_of_a_named_day_says_that_it_is_that_day_which_is_checked(capsys, record):
    assert main(["recheck", str(record)]) == 0
    assert "--as-of checks another day" in capsys.readouterr().err
    assert main(["recheck", str(record), "--as-of", "2026-11-24"]) in (0, 6)
    assert capsys.readouterr().err == ""


def test_recheck_as_of_an_earlier_date_names_what_was_not_there(capsys, record):
    found = answer(capsys, "recheck", str(record), "--as-of", "2026-03-11", code=6)
    assert (found["as_of_before"], found["as_of"]) == ("2026-11-23", "2026-03-11")
    assert {"gone", "new-option"} <= {change["kind"] for change in found["changes"]}
    assert "YYYY-MM-DD" in answer(capsys, "recheck", str(record), "--as-of", "soon", code=2)["error"]["message"]


def test_one_changed_price_is_named_and_a_changed_answer_exits_6(capsys, record, tmp_path):
    first = json.loads(record.read_text())["result"]["options"][0]
    place = f"providers/{first['provider']}/offers/{first['model']}.toml"
    dearer = re.sub(
        r"^(input|output) = ([\d.]+)$",
        lambda match: f"{match[1]} = {float(match[2]) * 50}",
        (Path(shipped_folder()) / place).read_text(),
        flags=re.M,
    )
    overlay = lay(tmp_path / "overlay", {place: dearer})
    before = record.read_bytes()
    found = answer(capsys, "recheck", str(record), "--catalog", str(overlay), code=6)
    assert record.read_bytes() == before
    assert not found["holds"]
    assert found["option_before"] == first["id"] != found["option"]
    prices = {
        (change["subject"], change["after"] / change["before"])
        for change in found["changes"]
        if change["kind"] == "price"
    }
    assert (first["id"], pytest.approx(50)) in [(name, ratio) for name, ratio in prices]
    gone = next(one for one in found["changes"] if (one["kind"], one["subject"]) == ("gone", first["id"]))
    assert gone["text"].endswith(" now")
    assert f"; its model is ranked by {first['model']}" in gone["text"]
    assert "The decision changed" in page(capsys, "recheck", str(record), "--catalog", str(overlay), code=6)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda text: text[:-200], "cut short"),
        (lambda text: text.replace('"rank": 1,', '"rank": 2,', 1), "checksum"),
        (lambda text: text.replace("advisor.record/1", "advisor.record/2"), "newer"),
        (lambda text: re.sub(r'"version": "[\d.]+"', '"version": "99.0"', text, count=1), "newer"),
        (lambda text: text.replace("advisor.record/1", "advisor.fit/1"), "schema"),
        (lambda text: "[]", "not a decision record"),
    ],
)
def test_a_damaged_or_newer_record_is_refused_and_untouched(capsys, record, damage, message):
    record.write_text(damage(record.read_text()))
    before = record.read_bytes()
    error = answer(capsys, "recheck", str(record), code=2)["error"]
    assert message in error["message"]
    assert record.read_bytes() == before


def test_a_missing_record_is_bad_input(capsys, tmp_path):
    assert "No such file" in answer(capsys, "recheck", str(tmp_path / "none.json"), code=2)["error"]["message"]


HOSPITAL = (*CASE, "--preset", "eu-hospital")


def test_why_not_cites_every_rule_with_its_date_and_how_sure_it_is(capsys):
    option = "deepseek-v4-pro-0813@deepseek"
    verdict = answer(capsys, "why", option, *HOSPITAL)["verdict"]
    assert (verdict["status"], verdict["asked"]) == ("blocked", True)
    transfer = next(one for one in verdict["reasons"] if one["rule"] == "eu-gdpr-ch5-third-country")
    assert transfer["date"] < "2026-11-23"
    assert transfer["url"].startswith("https://")
    assert transfer["badge"].startswith("Read")
    text = page(capsys, "why", option, *HOSPITAL)
    assert f"{transfer['citation']} ({transfer['date']})" in text
    assert "policy: blocked. Stopped by a rule in our set of 85 as of 2026-11-23." in text
    assert transfer["badge"] in text
    assert f"What would change this: {transfer['would_change']}" in text


def test_a_contested_rule_is_shown_with_its_caveat(capsys):
    case = (*CASE, "--preset", "defence-contractor")
    verdict = answer(capsys, "why", "claude-sonnet-4.5@aws-bedrock.us-gov", *case)["verdict"]
    contested = next(one for one in verdict["reasons"] if one["rule"] == "us-dod-fascsa-anthropic")
    assert contested["caveat"]
    assert contested["caveat"] in page(capsys, "why", "claude-sonnet-4.5@aws-bedrock.us-gov", *case)


@pytest.mark.parametrize("option", ["deepseek-v4-pro-0813@deepseek", "claude-sonnet-4.5@aws-bedrock.us-gov"])
def test_sentences_of_gates_read_as_sentences(capsys, option):
    found = answer(capsys, "why", option, *HOSPITAL)["sentences"]
    assert not [text for text in found if ".." in text or ".;" in text or "admit it: would" in text]
    compared = answer(capsys, "compare", "gpt-5.2", option, *HOSPITAL)["sentences"]
    assert not [text for text in compared if ".." in text]


@pytest.mark.parametrize(
    ("option", "case"),
    [
        ("gpt-5.2@azure.eu", ("--preset", "eu-hospital")),
        ("deepseek-v4-pro-0813@deepseek", ("--preset", "us-bank")),
        ("qwen3.8-27b@rented", ("--preset", "german-manufacturer")),
        ("qwen3.8-27b@owned", ("--preset", "chinese-ecommerce", "--gpus", "8x nvidia-h100")),
        ("gpt-oss-120b@owned", ("--gpus", "8x nvidia-h100")),
    ],
)
def test_policy_check_of_an_options_facts_repeats_its_verdict(capsys, tmp_path, option, case):
    target = tmp_path / "facts.toml"
    verdict = answer(capsys, "why", option, *CASE, *case, "--facts", str(target))["verdict"]
    code = 3 if verdict["status"] == "blocked" else 0
    checked = answer(capsys, "policy", "check", str(target), "--as-of", "2026-11-23", code=code)
    assert checked["verdict"] == verdict["status"]
    assert checked["ignored_facts"] == []
    for field in ("rule", "effect", "explain", "would_change"):
        assert [one[field] for one in checked["reasons"]] == [
            one[field] for one in verdict["reasons"] if not one["rule"].startswith("technical:")
        ]


def test_pages_keep_to_one_currency_and_add_up(capsys, rows):
    euros = ("--currency", "EUR=1.08")
    text = page(capsys, "why", rows[0]["id"], *CASE, *euros)
    assert "net benefit, EUR per 1,000 calls" in text
    assert "$" not in text
    terms = re.findall(r"^  (quality|serving|latency|risk|= net benefit) +([+−0-9.]+)$", text, re.MULTILINE)
    *parts, total = (round(float(amount.replace("−", "-")) * 10_000) for _, amount in terms)
    assert len(parts) == 4
    assert sum(parts) == total
    compared = page(capsys, "compare", rows[0]["id"], rows[1]["id"], *CASE, *euros)
    assert "EUR per 1,000 calls" in compared
    assert "$" not in compared
