"""Hosted prices against bills worked out by hand."""

import pytest

from advisor.catalog import OffPeak, Tier
from advisor.estimates.cost import hosted_parts, hosted_usd_per_1k, meter_of
from advisor.estimates.hosted_bill import hosted_bill
from advisor.estimates.load import Load, load_of
from advisor.report import Cost
from tests.unit.samples import EXTRACTION, catalog, offer

PLAIN = Load(
    calls_per_day=1000,
    input_tokens=1000,
    output_tokens=300,
    reasoning_tokens=0,
    cached_share=0.5,
    batch_share=0,
    retries=0,
    turns=1,
    peak_to_mean=3,
)
GPT = offer("openai", "gpt-5.2", input=1.75, output=14.0, cache_read=0.175)


def bill_of(priced: Cost | None) -> Cost:
    assert priced is not None
    return priced


def names(cost: Cost) -> list[str]:
    return [line.name for line in cost.lines]


def test_cached_input_is_billed_at_its_own_price() -> None:
    # 500 x 1.75 + 500 x 0.175 + 300 x 14, per million, a thousand times: 0.875 + 0.0875 + 4.2
    assert hosted_usd_per_1k(GPT, PLAIN) == pytest.approx(5.1625)


def test_the_worked_example_of_an_api_day() -> None:
    """method.md 8: 1M calls a day of 1,000/300 tokens, half cached, 2 % retries cost GPT-5.2 5.27 per 1,000."""
    assert hosted_usd_per_1k(GPT, PLAIN._replace(retries=0.02)) == pytest.approx(5.27, abs=0.005)


def test_lines_sum_to_the_total_and_name_their_inputs() -> None:
    cost = bill_of(hosted_bill(GPT, PLAIN._replace(retries=0.02, reasoning_tokens=100), 0.9))
    assert names(cost) == ["input", "cached input", "output", "reasoning", "retries"]
    assert round(sum(line.usd_per_1k_calls for line in cost.lines), 6) == cost.usd_per_1k_calls
    assert cost.lines[1].inputs["tokens_per_call"] == 500
    assert cost.lines[1].inputs["usd_per_million"] == 0.175
    assert cost.lines[0].sources == ("litellm-1.109.1",)
    assert cost.lines[-1].usd_per_1k_calls == pytest.approx(0.02 * (0.875 + 0.0875 + 4.2 + 1.4))


def test_month_and_successes_follow_from_the_line_total() -> None:
    cost = bill_of(hosted_bill(GPT, PLAIN, 0.9))
    assert cost.usd_per_month == pytest.approx(5.1625 * 365 / 12)
    assert cost.usd_per_1k_successes == pytest.approx(5.1625 / 0.9, abs=1e-6)


@pytest.mark.parametrize("missing", ["input", "output"])
def test_an_unknown_price_is_unknown_not_free(missing: str) -> None:
    unknown = GPT._replace(**{missing: None})
    assert hosted_usd_per_1k(unknown, PLAIN) is None
    assert hosted_usd_per_1k(unknown._replace(minimum_per_month=100.0), PLAIN) is None
    assert hosted_bill(unknown, PLAIN, 0.9) is None


def test_no_cache_price_means_full_price_and_says_so() -> None:
    cost = bill_of(hosted_bill(GPT._replace(cache_read=None), PLAIN, 0.9))
    assert cost.usd_per_1k_calls == pytest.approx(1.75 + 4.2)
    assert "full input price" in cost.lines[1].inputs["note"]


def test_no_batch_price_means_no_discount_and_says_so() -> None:
    cost = bill_of(hosted_bill(GPT, PLAIN._replace(batch_share=0.8), 0.9))
    assert cost.usd_per_1k_calls == pytest.approx(5.1625)
    assert "no batch price" in cost.lines[0].inputs["note"]


def test_batch_discounts_what_it_is_published_for() -> None:
    batch = GPT._replace(batch_input=0.875, batch_output=7.0)
    cost = bill_of(hosted_bill(batch, PLAIN._replace(batch_share=0.8), 0.9))
    # list 20 %: 0.2 x 5.1625; batch 80 %: 500 x 0.875 + 500 x 0.175 (cache prices keep theirs) + 300 x 7
    assert cost.usd_per_1k_calls == pytest.approx(0.2 * 5.1625 + 0.8 * (0.4375 + 0.0875 + 2.1))
    assert "output (batch)" in names(cost)


FLEX = GPT._replace(flex_input=0.875, flex_output=7.0)


def test_flex_discounts_the_calls_that_can_wait_minutes() -> None:
    cost = bill_of(hosted_bill(FLEX, PLAIN._replace(flex_share=0.25), 0.9))
    # list 75 %: 0.75 x 5.1625; flex 25 %: 500 x 0.875 + 500 x 0.175 (cache prices keep theirs) + 300 x 7
    assert cost.usd_per_1k_calls == pytest.approx(0.75 * 5.1625 + 0.25 * (0.4375 + 0.0875 + 2.1))
    assert names(cost)[-3:] == ["input (flex)", "cached input (flex)", "output (flex)"]
    assert hosted_usd_per_1k(FLEX, PLAIN) == pytest.approx(5.1625)


def test_no_flex_price_means_no_discount_and_says_so() -> None:
    batch_only = GPT._replace(batch_input=0.875, batch_output=7.0)
    cost = bill_of(hosted_bill(batch_only, PLAIN._replace(flex_share=0.8), 0.9))
    assert cost.usd_per_1k_calls == pytest.approx(5.1625)
    assert "no flex price" in cost.lines[0].inputs["note"]


def test_what_can_wait_a_day_takes_flex_where_no_batch_is_sold_and_says_so() -> None:
    cost = bill_of(hosted_bill(FLEX, PLAIN._replace(batch_share=0.5, flex_share=0.5), 0.9))
    assert cost.usd_per_1k_calls == pytest.approx(0.4375 + 0.0875 + 2.1)
    assert names(cost) == ["input (flex)", "cached input (flex)", "output (flex)"]
    assert "what can wait a day takes flex" in cost.lines[0].inputs["note"]


def test_batch_and_flex_calls_each_pay_their_own_lane_and_no_off_peak_price() -> None:
    night = (OffPeak("nights", 0.5, 1.0, 7.5, 0.1),)
    both = FLEX._replace(batch_input=0.5, batch_output=5.0, off_peak=night)
    cost = bill_of(hosted_bill(both, PLAIN._replace(batch_share=0.4, flex_share=0.2), 0.9))
    shares = {line.name: line.inputs["share_of_calls"] for line in cost.lines if line.name.startswith("output")}
    assert shares == pytest.approx(
        {"output": 0.2, "output (off-peak)": 0.2, "output (batch)": 0.4, "output (flex)": 0.2}
    )


def test_a_month_costs_its_minimum_and_the_line_says_so() -> None:
    least = GPT._replace(minimum_per_month=1050.0)
    cost = bill_of(hosted_bill(least, PLAIN, 0.9))
    assert cost.usd_per_month == pytest.approx(1050.0, abs=1e-3)
    assert cost.usd_per_1k_calls == pytest.approx(1050.0 / (365 / 12))
    assert names(cost)[-1] == "minimum charge"
    assert cost.lines[-1].usd_per_1k_calls == pytest.approx(1050.0 / (365 / 12) - 5.1625, abs=1e-6)
    assert cost.lines[-1].inputs["usd_per_month_at_least"] == 1050.0
    busy = PLAIN._replace(calls_per_day=10_000)
    assert hosted_usd_per_1k(least, busy) == hosted_usd_per_1k(GPT, busy)
    assert "minimum charge" not in names(bill_of(hosted_bill(least, busy, 0.9)))


def test_a_request_costs_its_minimum() -> None:
    least = GPT._replace(minimum_per_request=0.01)
    assert hosted_usd_per_1k(least, PLAIN) == pytest.approx(10.0)
    assert hosted_usd_per_1k(least, PLAIN._replace(turns=3, retries=0.1)) == pytest.approx(33.0)
    assert names(bill_of(hosted_bill(least, PLAIN, 0.9)))[-1] == "minimum charge"
    assert hosted_usd_per_1k(GPT._replace(minimum_per_request=0.005), PLAIN) == pytest.approx(5.1625)


def test_a_long_request_pays_its_tier_as_a_whole() -> None:
    tiered = GPT._replace(tiers=(Tier(200_000, 3.5, 21.0, 0.35, None), Tier(500_000, 7.0, 42.0, None, None)))
    just_below = PLAIN._replace(input_tokens=200_000)
    above = PLAIN._replace(input_tokens=200_001)
    assert hosted_usd_per_1k(tiered, just_below) == pytest.approx(100 * 1.75 + 100 * 0.175 + 4.2)
    assert hosted_usd_per_1k(tiered, above) == pytest.approx(100.0005 * 3.5 + 100.0005 * 0.35 + 300 * 21 / 1000)
    assert hosted_usd_per_1k(tiered, PLAIN._replace(input_tokens=600_000)) == pytest.approx(600 * 7.0 + 300 * 42 / 1000)
    note = bill_of(hosted_bill(tiered, above, 0.9)).lines[0].inputs["note"]
    assert "200,000" in note


def test_a_tier_without_a_cache_price_charges_its_full_price_and_says_so() -> None:
    tiered = GPT._replace(tiers=(Tier(100, 3.5, 21.0, None, None),))
    cost = bill_of(hosted_bill(tiered, PLAIN, 0.9))
    assert cost.usd_per_1k_calls == pytest.approx(3.5 + 6.3)
    assert "full input price" in cost.lines[1].inputs["note"]


def test_the_tier_is_chosen_by_one_request_not_by_the_whole_call() -> None:
    tiered = GPT._replace(tiers=(Tier(200_000, 3.5, 21.0, 0.35, None),))
    spread = PLAIN._replace(input_tokens=300_000, turns=2)
    assert hosted_usd_per_1k(tiered, spread) == hosted_usd_per_1k(GPT, spread)


def test_off_peak_prices_cover_their_part_of_the_week() -> None:
    night = GPT._replace(off_peak=(OffPeak("00:00-12:00", 0.5, 1.0, 7.0, 0.1),))
    cost = bill_of(hosted_bill(night, PLAIN, 0.9))
    assert cost.usd_per_1k_calls == pytest.approx(0.5 * 5.1625 + 0.5 * (0.5 + 0.05 + 2.1))
    assert "output (off-peak)" in names(cost)


def test_an_off_peak_window_of_unknown_length_gives_no_discount() -> None:
    night = GPT._replace(off_peak=(OffPeak("nights", None, 1.0, 7.0, None),))
    cost = bill_of(hosted_bill(night, PLAIN, 0.9))
    assert cost.usd_per_1k_calls == pytest.approx(5.1625)
    assert "unknown" in cost.lines[0].inputs["note"]


def test_regional_uplift_multiplies_every_price() -> None:
    regional = GPT._replace(uplift=1.1, batch_input=0.875, batch_output=7.0)
    base = regional._replace(uplift=1.0)
    for load in (PLAIN, PLAIN._replace(batch_share=0.5, turns=3)):
        uplifted, plain = hosted_usd_per_1k(regional, load), hosted_usd_per_1k(base, load)
        assert plain is not None
        assert uplifted == pytest.approx(1.1 * plain)


def test_what_later_turns_read_was_written_first() -> None:
    claude = offer(input=5.0, output=25.0, cache_read=0.5, cache_write=6.25)
    agent = PLAIN._replace(input_tokens=10_000, cached_share=0.8, turns=4)
    cost = bill_of(hosted_bill(claude, agent, 0.9))
    writes = next(line for line in cost.lines if line.name == "cache writes")
    # 20 % is fresh; all but the last of four turns' share of it is read again: 10,000 x 0.2 x 3/4
    assert writes.inputs["tokens_per_call"] == pytest.approx(1500)
    assert writes.usd_per_1k_calls == pytest.approx(1500 * 6.25 / 1000)


def test_one_pair_serves_every_effort() -> None:
    parts = hosted_parts(GPT, meter_of(PLAIN))
    assert parts is not None
    for reasoning in (0, 400, 2400):
        at_effort = hosted_usd_per_1k(GPT, PLAIN._replace(reasoning_tokens=reasoning))
        assert at_effort == pytest.approx(parts[0] + parts[1] * (300 + reasoning))


def test_reasoning_follows_the_effort() -> None:
    from advisor.requirements import resolve

    wanted = resolve({"workload": "extraction"}, catalog(), "2026-11-23")
    assert load_of(wanted, "high").reasoning_tokens == 3 * EXTRACTION.reasoning_tokens
    assert load_of(wanted, "none").reasoning_tokens == 0
    assert load_of(wanted, "low").output_tokens == EXTRACTION.output_tokens


def test_the_bill_equals_the_score_for_every_kind_of_offer() -> None:
    offers = [
        GPT,
        GPT._replace(batch_input=0.875, batch_output=7.0, uplift=1.1),
        GPT._replace(tiers=(Tier(100, 3.5, 21.0, None, 4.0),), batch_input=0.875, batch_output=7.0),
        GPT._replace(flex_input=0.9, flex_output=7.5, minimum_per_month=30.0, minimum_per_request=0.004),
        GPT._replace(off_peak=(OffPeak("n", 0.3, 1.0, 7.0, None), OffPeak("w", 0.2, 0.9, 6.0, 0.1)), cache_write=2.0),
    ]
    loads = [
        PLAIN,
        PLAIN._replace(retries=0.1, batch_share=0.4, turns=5, reasoning_tokens=77),
        PLAIN._replace(batch_share=1),
        PLAIN._replace(batch_share=0.3, flex_share=0.6, calls_per_day=10),
    ]
    for one in offers:
        for load in loads:
            assert bill_of(hosted_bill(one, load, 0.9)).usd_per_1k_calls == pytest.approx(
                hosted_usd_per_1k(one, load), abs=1e-6
            )


@pytest.mark.parametrize("paid", [0.5, 1.3])
def test_a_minimum_charge_is_no_lower_for_what_was_paid_below_the_price(paid: float) -> None:
    minimum = offer(minimum_per_month=1000.0)
    for load in (PLAIN, PLAIN._replace(calls_per_day=1e6)):
        scored = hosted_usd_per_1k(minimum, load, paid)
        assert bill_of(hosted_bill(minimum, load, 0.9, paid)).usd_per_1k_calls == pytest.approx(scored, abs=1e-6)
