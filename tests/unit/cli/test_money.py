"""`advisor cost`, `breakeven` and `portfolio` on the shipped catalog: documents, hand computations, bad input."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from advisor.cli.main import main
from advisor.cli.schema import named_schema
from advisor.decision.breakeven_rules import rents_of
from advisor.estimates.rigs import Rig
from advisor.requirements import resolve
from advisor.store import open_catalog

MONTH = 365 / 12
BREAKEVEN = (
    "breakeven", "qwen3.5-397b-a17b", "--on", "8x nvidia-h200", "--against", "gpt-5.2@openai", "--as-of", "2026-11-23",
)  # fmt: skip


def answer(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> dict[str, Any]:
    assert main([*argv, "--json"]) == code
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def page(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(list(argv)) == 0
    return capsys.readouterr().out


def constant(name: str) -> float:
    return float(open_catalog().constants["hosting"][name]["value"])


def hosted_by_hand() -> float:
    """USD a call of GPT-5.2 at extraction's shape: 2,000 in (30 % cached), 250 out, 400 of reasoning, 2 % retries."""
    offer = next(one for one in open_catalog().offers if (one.model, one.provider) == ("gpt-5.2", "openai"))
    assert (offer.input, offer.output, offer.cache_read) == (1.75, 14.0, 0.175)
    return (1400 * 1.75 + 600 * 0.175 + 650 * 14.0) / 1e6 * 1.02


def test_breakeven_of_the_briefings_claim_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, *BREAKEVEN, "--calls-per-day", "1M")
    jsonschema.validate(found, named_schema("breakeven"))
    bought, rented = found["sides"]
    hosted = hosted_by_hand() * 1e6 * MONTH
    assert found["hosted_usd_per_month"] == pytest.approx(hosted)

    accelerator = open_catalog().accelerators["nvidia-h200-sxm"]
    assert accelerator.power_w is not None
    assert accelerator.price_usd is not None
    kilowatts = 8 * accelerator.power_w / 1000 * constant("host_power_factor_server")
    drawn = kilowatts * constant("mean_power_share") * constant("pue_server")
    running = drawn * 24 * MONTH * constant("power_usd_per_kwh")
    running += kilowatts * constant("colocation_usd_per_kw_month")
    running += constant("fte_server") * constant("fte_usd_per_year") / 12
    node = 8 * accelerator.price_usd / constant("accelerator_price_share_server")
    set_up = 8 * constant("set_up_usd_per_accelerator_server")
    calls_per_rig = found["capacity"]["typical"] * 86400 * constant("max_utilisation") / 1.02
    rigs = -(-1e6 // calls_per_rig)
    assert bought["rigs"] == rigs
    payback = (rigs * node + set_up) / (hosted - rigs * running) * MONTH
    assert bought["payback_days"] == pytest.approx(payback, rel=1e-6)
    own = rigs * (running + node * (1 - constant("value_kept_per_year") ** 2) / 24) + set_up / 24
    assert bought["usd_per_month"] == pytest.approx(own, rel=1e-6)

    assert rented["provider"] is not None
    month = 28.0 * 24 * MONTH + constant("fte_rented") * constant("fte_usd_per_year") / 12
    assert rented["running_usd_per_month"] == pytest.approx(rigs * month, rel=1e-6)
    assert rented["payback_days"] == pytest.approx(set_up / (hosted - rigs * month) * MONTH, rel=1e-6)


def test_breakeven_says_when_the_claim_holds(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, *BREAKEVEN, "--calls-per-day", "1M")
    for side in found["sides"]:
        assert (side["route"] in found["claim"]["holds_for"]) == (side["payback_days"] <= 28)
        four_weeks, two_weeks = side["claim_hosted_usd_per_1k"]
        assert four_weeks < two_weeks
        assert (found["hosted_usd_per_1k_calls"] >= four_weeks) == side["claim_holds"]


def test_breakeven_page_has_its_chart_and_names_its_assumptions(capsys: pytest.CaptureFixture[str]) -> None:
    text = page(capsys, *BREAKEVEN, "--calls-per-day", "1M")
    assert "cost a month by calls a day" in text
    assert "self-hosted cheaper from" in text
    assert "no --workload given" in text
    assert "the claim:" in text
    assert "taken as nvidia-h200-sxm" in text
    assert "`advisor compare qwen3.5-397b-a17b gpt-5.2` weighs right answers too" in " ".join(text.split())
    assert "qwen3.5-397b-a17b has no medium effort, it has none, high" in " ".join(text.split())


def test_the_same_model_hosted_differs_in_nothing_but_cost(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, *BREAKEVEN[:5], "qwen3.5-397b-a17b@novita", "--calls-per-day", "1M")
    assert {note["code"] for note in found["notes"]} & {"cost-only", "same-tokens"} == set()


def test_never_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    argv = ("breakeven", "qwen3.5-397b-a17b", "--on", "8x nvidia-h200", "--against", "gpt-5-nano@openai")
    found = answer(capsys, *argv, "--workload", "classification", "--effort", "low", "--calls-per-day", "100")
    for side in found["sides"]:
        assert side["payback_days"] is None
        assert side["verdict"] in {"never", "not-at-this-volume"}
    assert found["claim"]["holds_for"] == []


def test_hardware_one_has_is_sunk(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, *BREAKEVEN, "--calls-per-day", "1M", "--gpus", "8x nvidia-h200")
    own = found["sides"][0]
    assert own["bought"] is False
    assert own["spent_usd"] == 8 * constant("set_up_usd_per_accelerator_server")
    assert found["plans"] is None
    other = answer(capsys, *BREAKEVEN, "--calls-per-day", "1M", "--gpus", "2x nvidia-rtx-4090")
    assert other["sides"][0]["bought"] is True
    busy = answer(capsys, *BREAKEVEN, "--calls-per-day", "9M", "--gpus", "8x nvidia-h200")
    assert "rigs-had" in {note["code"] for note in busy["notes"]}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (("breakeven", "gpt-5.2", "--on", "8x nvidia-h200", "--against", "gpt-5.2@openai"), "not published"),
        (("breakeven", "qwen3.5-397b-a17b", "--on", "8x h2000", "--against", "gpt-5.2@openai"), "h2000"),
        (("breakeven", "qwen3.5-397b-a17b/q99", "--on", "8x nvidia-h200", "--against", "gpt-5.2@openai"), "q99"),
        (("breakeven", "qwen3.5-397b-a17b", "--on", "1x nvidia-rtx-4090", "--against", "gpt-5.2@openai"), "fit"),
        (
            (
                "breakeven",
                "glm-5",
                "--on",
                "8x nvidia-h200",
                "--against",
                "qwen3.5-35b-a3b@owned",
                "--gpus",
                "2x nvidia-rtx-5090",
            ),
            "not a hosted option",
        ),
        (("breakeven", "glm-5", "--on", "8x nvidia-h200", "--against", "gpt-5.2@openai", "--horizon", "0"), "horizon"),
        (("cost", "gpt-5.2@nowhere"), "no such option"),
        (("cost", "gpt-5.2@openai", "--cached-share", "1.5"), "share"),
        (("cost", "gpt-5.2@openai", "--calls-per-day", "-5"), "calls-per-day"),
    ],
)
def test_bad_input_says_what_and_how(capsys: pytest.CaptureFixture[str], changes: tuple[str, ...], said: str) -> None:
    error = answer(capsys, *changes, code=2)["error"]
    assert said in error["message"] + error["fix"]
    assert error["fix"]


@pytest.mark.parametrize(
    "argv",
    [
        ("cost", "gpt-5.2@openai", "--workload", "rag"),
        ("cost", "claude-opus-5@anthropic", "--workload", "coding", "--batch-share", "0.5"),
        ("cost", "qwen3.5-35b-a3b@rented", "--workload", "extraction", "--calls-per-day", "1M"),
        ("cost", "qwen3.5-35b-a3b@owned", "--workload", "extraction", "--gpus", "2x nvidia-rtx-5090"),
        ("cost", "deepseek-v4-pro-0813@deepseek", "--workload", "rag"),
    ],
)
def test_every_line_of_a_bill_adds_up_and_has_a_source(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...]
) -> None:
    found = answer(capsys, *argv)
    jsonschema.validate(found, named_schema("cost"))
    cost = found["cost"]
    assert round(sum(line["usd_per_1k_calls"] for line in cost["lines"]), 6) == cost["usd_per_1k_calls"]
    known = open_catalog().cold("sources")
    assert all(source in known for line in cost["lines"] for source in line["sources"])
    assert all(line["inputs"] for line in cost["lines"])
    volume = found["requirements"]["calls_per_day"]
    assert cost["usd_per_month"] == pytest.approx(cost["usd_per_1k_calls"] * volume * MONTH / 1000)


def test_a_promotion_that_ends_is_warned_about(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "cost", "gemini-4-argon@google-ai-studio", "--workload", "rag", "--as-of", "2026-11-23")
    assert "price-ends" in {warning["code"] for warning in found["warnings"]}
    later, cost = found["over_horizon"], found["cost"]
    first, then = later["prices"]
    assert first["usd_per_1k_calls"] == pytest.approx(cost["usd_per_1k_calls"])
    assert then["usd_per_1k_calls"] == pytest.approx(2 * cost["usd_per_1k_calls"])
    assert (first["starts"], first["ends"], then["ends"]) == ("2026-11-23", "2026-12-01", "2028-11-23")
    mean = (8 * first["usd_per_1k_calls"] + 723 * then["usd_per_1k_calls"]) / 731
    assert later["usd_per_1k_calls"] == pytest.approx(mean)
    text = page(capsys, "cost", "gemini-4-argon@google-ai-studio", "--workload", "rag", "--as-of", "2026-11-23")
    assert "over the horizon (24 months), at the announced prices" in text
    assert answer(capsys, "cost", "gpt-5.2@openai", "--workload", "rag")["over_horizon"] is None


def test_breakeven_prices_an_announced_change_over_the_horizon(capsys: pytest.CaptureFixture[str]) -> None:
    argv = (*BREAKEVEN[:5], "gemini-4-argon@google-ai-studio", *BREAKEVEN[6:], "--calls-per-day", "1M")
    found = answer(capsys, *argv)
    jsonschema.validate(found, named_schema("breakeven"))
    assert found["hosted_over_horizon"]["usd_per_month"] > 1.9 * found["hosted_usd_per_month"]
    assert "price-ends" in {note["code"] for note in found["notes"]}
    bought, rented = found["sides"]
    assert 8 < bought["payback_days_at_announced_prices"] < bought["payback_days"]
    assert rented["payback_days"] < 8  # repaid before the price changes
    assert rented["payback_days_at_announced_prices"] == rented["payback_days"]
    assert "at the announced hosted prices: pay-back" in page(capsys, *argv)
    steady = answer(capsys, *BREAKEVEN, "--calls-per-day", "1M")
    assert steady["hosted_over_horizon"] is None
    assert {side["payback_days_at_announced_prices"] for side in steady["sides"]} == {None}


def test_rented_rigs_for_the_busiest_hour_are_let_go_as_in_the_ranking(capsys: pytest.CaptureFixture[str]) -> None:
    argv = (*BREAKEVEN, "--workload", "extraction", "--calls-per-day", "5M", "--ttft", "2")
    found = answer(capsys, *argv)
    rented = found["sides"][1]
    share = max(constant("autoscaling_floor"), 1 / found["load"]["peak_to_mean"])
    assert rented["rigs_running"] == pytest.approx(rented["rigs"] * share)
    assert rented["rigs"] > 10
    month = 28.0 * 24 * MONTH + constant("fte_rented") * constant("fte_usd_per_year") / 12
    assert rented["running_usd_per_month"] == pytest.approx(rented["rigs"] * share * month, rel=1e-6)
    set_up = 8 * constant("set_up_usd_per_accelerator_server") / 24
    assert rented["always_on_usd_per_month"] == pytest.approx(rented["rigs"] * month + set_up, rel=1e-6)
    assert (rented["tier"], rented["instance"] is None) == ("on-demand", False)
    ranked = ("cost", "qwen3.5-397b-a17b@rented", "--only-model", "qwen3.5-397b-a17b", "--route", "rented", *argv[8:])
    rent = answer(capsys, *ranked)["cost"]["lines"][0]
    assert rent["inputs"]["nodes"] == pytest.approx(rent["inputs"]["nodes_in_the_busiest_hour"] * share)


def test_an_average_of_rents_is_no_rent() -> None:
    catalog = open_catalog()
    averages = [rent for rent in catalog.rents if rent.tier == "index"]
    assert averages
    for average in averages:
        rig = Rig(((catalog.accelerators[average.accelerator], average.devices),), 1, None)
        wanted = resolve({"workload": "extraction", "include": "volatile"}, catalog, "2026-11-23")
        assert "index" not in {rent.tier for rent in rents_of(catalog, wanted, rig)}


def test_a_rent_is_where_the_rules_let_it_be(capsys: pytest.CaptureFixture[str]) -> None:
    american = answer(capsys, *BREAKEVEN, "--calls-per-day", "1M", "--residency", "us")["sides"][1]
    european = answer(capsys, *BREAKEVEN, "--calls-per-day", "1M", "--residency", "eu")["sides"][1]
    assert (american["region"], european["region"]) == ("us-central1", "eu-north1")
    barred = answer(capsys, *BREAKEVEN, "--calls-per-day", "1M", "--exclude-origin", "CN")
    assert [side["route"] for side in barred["sides"]] == ["owned"]
    said = [note["text"] for note in barred["notes"] if note["code"] == "origin"]
    assert len(said) == 2
    assert "own hardware is barred" in said[0]
    assert "renting it is barred" in said[1]


def test_pages_show_another_currency_at_the_rate_given(capsys: pytest.CaptureFixture[str]) -> None:
    dollars = page(capsys, "cost", "gpt-5.2@openai", "--workload", "extraction")
    euros = page(capsys, "cost", "gpt-5.2@openai", "--workload", "extraction", "--currency", "EUR=2")
    assert "$11.8881  in all" in dollars
    assert "€5.944" in euros
    text = page(capsys, *BREAKEVEN, "--calls-per-day", "1M", "--ttft", "2", "--currency", "EUR=2")
    assert "€180,798 a month" in text
    assert "always on they would cost" in " ".join(text.split())
    assert "EUR a month" in text
    assert "USD" not in text


@pytest.mark.parametrize("currency", [(), ("--currency", "EUR=1.08")])
def test_the_columns_of_a_bill_sum_to_the_cent(capsys: pytest.CaptureFixture[str], currency: tuple[str, ...]) -> None:
    """What a controller adds up by hand: both columns, as printed."""
    text = page(capsys, "cost", "gpt-5.2@openai", "--workload", "extraction", "--calls-per-day", "1M", *currency)
    rows = re.findall(r"^ +[$€]([\d,.]+) +[$€]([\d,.]+)  (.*)$", text, re.MULTILINE)
    months, thousands = ([round(float(row[at].replace(",", "")) * 10_000) for row in rows] for at in (0, 1))
    assert rows[-1][2].startswith("in all")
    assert len(rows) == 6
    assert sum(months[:-1]) == months[-1]
    assert sum(thousands[:-1]) == thousands[-1]


def test_cost_page_shows_inputs(capsys: pytest.CaptureFixture[str]) -> None:
    text = page(capsys, "cost", "gpt-5.2@openai", "--workload", "extraction")
    assert "usd per million 0.175" in " ".join(text.split())
    assert "a month" in text


TEAM = """
[[workloads]]
workload = "extraction"
calls_per_day = "1M"

[[workloads]]
workload = "coding"
name = "pull requests"
"""


def team(folder: Path, text: str = TEAM) -> str:
    path = folder / "team.toml"
    path.write_text(text)
    return str(path)


def test_a_portfolio_of_two_workloads(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = answer(capsys, "portfolio", "--requirements", team(tmp_path))
    jsonschema.validate(found, named_schema("portfolio"))
    assert [each["workload"] for each in found["workloads"]] == ["extraction", "pull requests"]
    total = sum(each["usd_per_day"] for each in found["workloads"])
    assert found["net_benefit_usd_per_day"] == pytest.approx(total)
    assert found["one_model"]["regret_usd_per_day"] >= -1e-6
    assert found["models"][-1]["share_of_value"] == pytest.approx(1)
    assert "one model for all" in page(capsys, "portfolio", "--requirements", team(tmp_path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('workload = "extraction"\n', "[[workloads]]"),
        ('[[workloads]]\ncalls_per_day = "1M"\n', "no `workload` key"),
        ('[[workloads]]\nworkload = "extraction"\ncalls = 5\n', "unknown key 'calls'"),
        ('[[workloads]]\nworkload = "rag"\nonly_model = ["gpt-5.2x"]\n', "'gpt-5.2x' is not in the catalog"),
    ],
)
def test_a_portfolio_file_that_cannot_be_used(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, said: str
) -> None:
    error = answer(capsys, "portfolio", "--requirements", team(tmp_path, text), code=2)["error"]
    assert said in error["message"]


def test_a_command_for_one_workload_refuses_several(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    error = answer(capsys, "cost", "gpt-5.2@openai", "--requirements", team(tmp_path), code=2)["error"]
    assert "portfolio" in error["fix"]
