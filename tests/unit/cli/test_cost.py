"""`advisor cost` on the shipped catalog: bills that add up, with their sources."""

import re

import jsonschema
import pytest

from advisor.cli.schema import named_schema
from advisor.store import open_catalog
from tests.unit.cli.money import BREAKEVEN, MONTH, answer, page


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
