"""`advisor evaluate plan` on the shipped catalog: documents, the checked advice, bad input."""

import itertools
import json
from typing import Any

import jsonschema
import pytest

from advisor.cli.main import main
from advisor.cli.schema import named_schema

PLAN = ("evaluate", "plan", "--workload", "extraction", "--as-of", "2026-11-23")


def plan(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, Any]:
    assert main([*PLAN, *argv, "--json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def page(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main([*PLAN, *argv]) == 0
    return capsys.readouterr().out


def test_the_document_is_what_its_schema_says(capsys: pytest.CaptureFixture[str]) -> None:
    document = plan(capsys)
    jsonschema.validate(document, named_schema("evaluation-plan"))
    found = document["plan"]
    assert [stage["items"] for stage in found["stages"]] == [50, 100, 200, 400]
    assert sum(choice["chosen"] for choice in found["choices"]) == 4
    assert found["run_usd"] == pytest.approx(
        sum(stage["batch_usd"] for stage in found["stages"] if stage["worth_it"]), abs=1e-5
    )


def test_a_test_without_failure_is_no_proof(capsys: pytest.CaptureFixture[str]) -> None:
    document = plan(capsys)
    assert document["plan"]["items"] == 400
    assert any(
        "Even without a failure in 400 items a model may still fail on up to 0.8" in one
        for one in document["sentences"]
    )


def test_the_same_question_gives_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    assert page(capsys, "--json") == page(capsys, "--json")


def test_the_value_of_a_test_grows_with_the_calls_and_the_run_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    few, many = (plan(capsys, "--calls-per-day", calls, "--route", "hosted")["plan"] for calls in ("1k", "1M"))
    assert many["perfect_usd_per_day"] == pytest.approx(1000 * few["perfect_usd_per_day"], rel=1e-4)
    assert many["choices"][0]["run_usd"] == few["choices"][0]["run_usd"]


def test_a_test_that_costs_more_than_it_brings_is_not_planned(capsys: pytest.CaptureFixture[str]) -> None:
    found = plan(capsys, "--calls-per-day", "1", "--worth", "0.0001", "--route", "hosted")
    assert found["plan"]["items"] == 0
    assert not found["plan"]["stages"]
    assert found["sentences"][0].startswith("Decide without a test")


def test_the_advice_to_test_one_model_first_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    first = plan(capsys)["plan"]["choices"][0]["model"]
    assert plan(capsys, "--first", first)["plan"]["first"]["verdict"] == "holds"
    said = plan(capsys)
    assert said["plan"]["first"]["model"] == "qwen3.5-397b-a17b"
    assert said["plan"]["first"]["verdict"] == "does-not-hold"
    alone = plan(capsys, "--only-model", "qwen3.5-397b-a17b,gpt-5.2")
    assert alone["plan"]["first"]["place"] in (1, 2)


def test_text_and_markdown_hold_every_table(capsys: pytest.CaptureFixture[str]) -> None:
    text, marked = page(capsys), page(capsys, "--markdown")
    for title in ("who to test", "batches", "items to see a difference", "calendar"):
        assert title in text
        assert f"\n## {title}" in marked
    assert "| --- |" in marked
    assert "1 point " in text
    assert "logits)" in text


@pytest.mark.parametrize("weeks", ["4", "9"])
def test_the_calendar_covers_the_window_without_gaps(capsys: pytest.CaptureFixture[str], weeks: str) -> None:
    found = plan(capsys, "--weeks", weeks)["calendar"]
    assert found[0]["from"] == 1
    assert found[-1]["to"] == int(weeks)
    assert all(after["from"] == before["to"] + 1 for before, after in itertools.pairwise(found))
    assert all(week["from"] <= week["to"] for week in found)


@pytest.mark.parametrize(
    ("argv", "code", "text"),
    [
        (("--weeks", "3"), 2, "one to two months"),
        (("--first", "no-such-model"), 2, "no such model"),
        (("--quality-floor", "0.9999"), 3, "no option is left"),
    ],
)
def test_bad_input(capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], code: int, text: str) -> None:
    assert main([*PLAN, *argv]) == code
    assert text in capsys.readouterr().err


def test_another_currency_is_the_only_one_on_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    for more in ((), ("--markdown",)):
        text = page(capsys, "--currency", "EUR=1.08", *more)
        assert "€" in text
        assert "$" not in text
