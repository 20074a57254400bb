"""What own tests measure replaces what is assumed of the option: tokens, seconds and costs, on the shipped catalog."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from advisor.cli.main import main
from advisor.cli.schema import named_schema
from tests.unit.cli.explaining import flips_hold

WORKLOAD = ("--workload", "extraction")
OPENAI = "gpt-5.2~medium@openai"
ONLY = (*WORKLOAD, "--only-model", "gpt-5.2", "--only-provider", "openai", "--effort", "medium")
RIG = ("--gpus", "2x nvidia-rtx-5090", "--only-model", "qwen3-32b", "--route", "owned", "--all-routes",
       "--calls-per-day", "1k")  # fmt: skip


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Any:
    def asked(*argv: str, code: int = 0) -> dict[str, Any]:
        assert main([*argv, "--json"]) == code
        document: dict[str, Any] = json.loads(capsys.readouterr().out)
        return document

    return asked


@pytest.fixture
def take(tmp_path: Path, ask: Any) -> Any:
    """Imports calls of one option, each with the measured values given."""

    def taken(option: str, calls: int = 40, date: str = "2026-11-20", **measured: float) -> list[str]:
        path = tmp_path / f"log-{len(list(tmp_path.iterdir()))}.csv"
        names, values = ",".join(measured), ",".join(map(str, measured.values()))
        rows = [f"item-{n},{option},{int(n % 10 > 0)},{date},{values}" for n in range(calls)]
        path.write_text("\n".join([f"item_id,model,score,date,{names}", *rows]) + "\n", "utf-8")
        return list(ask("evaluate", "import", str(path), *WORKLOAD)["notes"])

    return taken


def lines(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {line["name"]: line for line in document["cost"]["lines"]}


def test_measured_tokens_are_billed_and_cited(ask: Any, take: Any) -> None:
    take(OPENAI, input_tokens=3000, output_tokens=500, reasoning_tokens=200)
    bill = ask("cost", OPENAI, *WORKLOAD)
    found = lines(bill)
    assert found["output"]["inputs"]["tokens_per_call"] == 300
    assert found["reasoning"]["inputs"]["tokens_per_call"] == 200
    read = found["input"]["inputs"]["tokens_per_call"] + found["cached input"]["inputs"]["tokens_per_call"]
    assert read == pytest.approx(3000)
    for line in found.values():
        assert line["inputs"]["basis"] == "own"
        assert [source[:4] for source in line["sources"]][-1] == "own:"
    total = sum(line["usd_per_1k_calls"] for line in found.values())
    assert total == pytest.approx(bill["cost"]["usd_per_1k_calls"], abs=1e-9)


def test_what_you_state_of_your_traffic_is_billed_alike(ask: Any, take: Any) -> None:
    """What is sent is yours to state; what comes back stays as measured."""
    take(OPENAI, input_tokens=3000, output_tokens=500, reasoning_tokens=200)
    found = lines(ask("cost", OPENAI, *WORKLOAD, "--input-tokens", "1000", "--output-tokens", "900"))
    read = found["input"]["inputs"]["tokens_per_call"] + found["cached input"]["inputs"]["tokens_per_call"]
    assert read == pytest.approx(1000)
    assert "basis" not in found["input"]["inputs"]
    assert found["output"]["inputs"]["tokens_per_call"] == 300
    notes = {note["code"]: note["text"] for note in ask(*ONLY)["warnings"]}
    assert "--input-tokens 3000" in notes["own-shape"] or "--output-tokens 300" in notes["own-shape"]


def test_another_effort_and_another_model_keep_their_assumptions(ask: Any, take: Any) -> None:
    others = ("gpt-5.2~high@openai", "glm-5~high@deepinfra")
    before = [ask("cost", option, *WORKLOAD)["cost"] for option in others]
    take(OPENAI, input_tokens=3000, output_tokens=500, cost_usd=0.02, latency_s=1.0)
    for option, was in zip(others, before, strict=True):
        now = ask("cost", option, *WORKLOAD)["cost"]
        assert now["usd_per_1k_calls"] == was["usd_per_1k_calls"]
        assert now["lines"] == was["lines"]


def test_a_measured_cost_is_what_the_bill_comes_to(ask: Any, take: Any) -> None:
    take(OPENAI, input_tokens=3000, output_tokens=500, cost_usd=0.02)
    bill = ask("cost", OPENAI, *WORKLOAD, "--retries", "0")
    assert bill["cost"]["usd_per_1k_calls"] == pytest.approx(20.0, abs=1e-6)
    assert all(line["inputs"]["paid_over_price"] > 1 for line in bill["cost"]["lines"])
    option = ask(*ONLY)["options"][0]
    assert option["measured"]["usd_per_call"] == 0.02
    assert option["cost"]["usd_per_1k_calls"] == pytest.approx(20.0 * 1.02, abs=1e-5)
    serving = next(term for term in option["net_benefit"]["terms"] if term["name"] == "serving")
    assert -serving["usd_per_1k_calls"] == pytest.approx(option["cost"]["usd_per_1k_calls"], abs=2e-6)


def test_a_cost_paid_elsewhere_or_at_an_older_price_is_not_used(ask: Any, take: Any) -> None:
    """GPT-5.2's price is of 2025-12-11; Azure's bill is not OpenAI's."""
    before = ask("cost", OPENAI, *WORKLOAD)["cost"]["lines"]
    take(OPENAI, date="2025-12-01", cost_usd=0.02)
    take("gpt-5.2~medium@azure", cost_usd=0.05)
    assert ask("cost", OPENAI, *WORKLOAD)["cost"]["lines"] == before


def test_prices_of_a_scenario_still_move_a_measured_cost(ask: Any, take: Any, tmp_path: Path) -> None:
    take(OPENAI, input_tokens=3000, output_tokens=500, cost_usd=0.02)
    scenario = tmp_path / "cheaper.toml"
    scenario.write_text("price_decline = 0.5\n", "utf-8")
    bill = ask("cost", OPENAI, *WORKLOAD, "--retries", "0", "--scenario", str(scenario))
    assert bill["cost"]["usd_per_1k_calls"] == pytest.approx(10.0, abs=1e-6)


@pytest.mark.parametrize(
    ("measured", "targets", "code", "status"),
    [
        ({}, ("--p95", "3"), 0, "review"),
        ({"latency_s": 2.0}, ("--p95", "3"), 0, "allowed"),
        ({"latency_s": 2.0}, ("--p95", "1.5"), 3, "latency"),
        ({"latency_s": 2.0}, ("--ttft", "3"), 0, "allowed"),
        ({"latency_s": 2.0}, ("--ttft", "1"), 0, "review"),
        ({"ttft_s": 0.5}, ("--ttft", "1"), 0, "allowed"),
        ({"ttft_s": 1.5}, ("--ttft", "1"), 3, "latency"),
        ({"ttft_s": 0.5}, ("--p95", "3"), 0, "review"),
        ({"latency_s": 2.0, "output_tokens": 200}, ("--tokens-per-second", "90"), 0, "allowed"),
        ({"latency_s": 2.0, "output_tokens": 200}, ("--tokens-per-second", "120"), 0, "review"),
        ({"latency_s": 2.0, "ttft_s": 0.5, "output_tokens": 150}, ("--tokens-per-second", "99"), 0, "allowed"),
        ({"latency_s": 2.0, "ttft_s": 0.5, "output_tokens": 150}, ("--tokens-per-second", "120"), 3, "latency"),
        ({"latency_s": 2.0}, ("--tokens-per-second", "10"), 0, "review"),
    ],
)
def test_measured_seconds_answer_the_targets(
    ask: Any, take: Any, measured: dict[str, float], targets: tuple[str, ...], code: int, status: str
) -> None:
    """A whole call within the target bounds its first token; its tokens a second bound the stream's from below."""
    if measured:
        take(OPENAI, **measured)
    document = ask(*ONLY, *targets, code=code)
    if code:
        assert document["options"] == []
        assert next(one for one in document["excluded"] if one["model"] == "gpt-5.2")["gate"] == status
    else:
        verdict = document["options"][0]["verdict"]
        assert verdict["status"] == status
        assert any("latency" in one["rule"] for one in verdict["reasons"]) == (status == "review")


def test_lateness_that_was_measured_can_be_priced(ask: Any, take: Any) -> None:
    take(OPENAI, latency_s=2.0)
    option = ask(*ONLY, "--p95", "1.5", "--latency-price", "0.01")["options"][0]
    terms = {term["name"]: term["usd_per_1k_calls"] for term in option["net_benefit"]["terms"]}
    assert terms["latency"] == pytest.approx(-1000 * 0.01 * 0.5, abs=1e-6)


def test_few_calls_replace_nothing(ask: Any, take: Any) -> None:
    before = ask("cost", OPENAI, *WORKLOAD)["cost"]["lines"]
    take(OPENAI, calls=19, input_tokens=3000, output_tokens=500, latency_s=1.0, cost_usd=0.02)
    assert ask("cost", OPENAI, *WORKLOAD)["cost"]["lines"] == before
    option = ask(*ONLY, "--p95", "3")["options"][0]
    assert option["measured"] is None
    assert option["verdict"]["status"] == "review"


def test_failed_calls_are_no_measurement(ask: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    rows = [f"i{n},{OPENAI},1,,500,2" for n in range(30)] + [f"j{n},{OPENAI},,timeout,9,60" for n in range(30)]
    path.write_text("\n".join(["item_id,model,score,error,output_tokens,latency_s", *rows]), "utf-8")
    ask("evaluate", "import", str(path), *WORKLOAD)
    found = ask(*ONLY)["options"][0]["measured"]
    assert (found["calls"], found["output_tokens"], found["p95_s"]) == (30, 500, 2.0)


def test_a_machine_of_ones_own_is_sized_for_measured_tokens(ask: Any, take: Any) -> None:
    """More tokens fill the rig sooner; the seconds measured on it answer the target in place of the estimate."""
    option = next(one for one in ask(*WORKLOAD, *RIG)["options"] if one["quantization"] == "fp8")
    before = option["speed"]["capacity_calls_per_s"]["typical"]
    name = option["id"] if "~" in option["id"] else option["id"].replace("@", f"~{option['effort']}@")
    take(name, output_tokens=8000, reasoning_tokens=6000, latency_s=40.0, ttft_s=0.25)
    document = ask(*WORKLOAD, *RIG)
    after = next(one for one in document["options"] if one["id"] == option["id"])
    assert after["speed"]["capacity_calls_per_s"]["typical"] < before / 2
    assert after["speed"]["ttft_s"] == {"low": 0.25, "typical": 0.25, "high": 0.25, "basis": "own"}
    assert after["measured"]["call_s"]["basis"] == "own"
    assert all(line["inputs"]["basis"] == "own" for line in after["cost"]["lines"])
    assert all(any(source.startswith("own:") for source in line["sources"]) for line in after["cost"]["lines"])
    late = ask(*WORKLOAD, *RIG, "--p95", "30", "--excluded", "all", code=3)
    gates = next(one for one in late["excluded"] if one["id"] == option["id"])["gates"]
    assert "latency" in gates


def test_break_even_compares_what_was_measured(ask: Any, take: Any) -> None:
    question = ("breakeven", "qwen3-32b", "--on", "8x nvidia-h200", "--against", "gpt-5.2~high@openai", *WORKLOAD)
    before = ask(*question)
    take("gpt-5.2~high@openai", input_tokens=3000, output_tokens=1500, cost_usd=0.03)
    take("qwen3-32b~high", output_tokens=4000)
    after = ask(*question)
    bill = ask("cost", "gpt-5.2~high@openai", *WORKLOAD)["cost"]["usd_per_1k_calls"]
    assert after["hosted_usd_per_1k_calls"] == pytest.approx(bill, abs=1e-5)
    assert after["calls_per_day_per_rig"] < before["calls_per_day_per_rig"]


def test_seconds_of_no_named_endpoint_are_said_to_be_unused(take: Any) -> None:
    assert any("no endpoint is named" in note for note in take("gpt-5.2~medium", latency_s=1.0))
    assert not any("no endpoint" in note for note in take(OPENAI, latency_s=1.0))


@pytest.mark.parametrize("measured", [
    {"input_tokens": 2600, "output_tokens": 700, "reasoning_tokens": 500, "cost_usd": 0.0009},
    {"input_tokens": 1500, "output_tokens": 300, "latency_s": 3.0},
])  # fmt: skip
def test_flips_hold_beside_what_was_measured(
    ask: Any, take: Any, capsys: pytest.CaptureFixture[str], measured: dict[str, float]
) -> None:
    """Of the leader and of the second: what is asked for anew is found as `why` says."""
    for option in ask(*WORKLOAD)["options"][:2]:
        name, _, place = option["id"].partition("@")
        take(f"{name.partition('~')[0]}~{option['effort']}@{place}", **measured)
    assert "worth" in flips_hold(capsys, WORKLOAD)


def test_the_document_has_its_schema_and_its_bytes_return(
    capsys: pytest.CaptureFixture[str], ask: Any, take: Any
) -> None:
    argv = [*WORKLOAD, "--p95", "5", "--json"]
    main(argv)
    before = capsys.readouterr().out
    take(OPENAI, input_tokens=3000, output_tokens=500, latency_s=2.0, cost_usd=0.02)
    during = ask(*ONLY)
    jsonschema.validate(during, named_schema("recommendation"))
    ids = [one["id"] for one in ask("evaluate", "list")["results"]]
    main([*argv])
    assert capsys.readouterr().out != before
    ask("evaluate", "remove", *ids)
    main(argv)
    assert capsys.readouterr().out == before
