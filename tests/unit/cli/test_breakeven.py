"""`advisor breakeven` on the shipped catalog: hand computations, pages, bad input."""

import jsonschema
import pytest

from advisor.cli.schema import named_schema
from advisor.decision.breakeven_rules import rents_of
from advisor.estimates.rigs import Rig
from advisor.requirements import resolve
from advisor.store import open_catalog
from tests.unit.cli.money import BREAKEVEN, MONTH, answer, page


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
    assert "break-even use of a rig, set-up aside: " in text  # less than the first crossing, which pays the set-up too
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
