"""`advisor why` on the shipped catalog at a fixed date."""

import re

import pytest

from tests.unit.cli.explaining import CASE, HOSPITAL, answer, page, sums


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
