"""Requirements: one declaration per option, checked values, workload defaults."""

import pytest

from advisor.errors import AdvisorError
from advisor.options import BY_KEY, OPTIONS, PARSERS, parse
from advisor.requirements import Requirements, echo, largest_request, resolve
from tests.unit.samples import EXTRACTION, catalog

TODAY = "2026-11-23"


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.key)
def test_every_declaration_is_usable(option):
    assert option.kind in PARSERS
    assert option.key in Requirements._fields
    assert option.help[0].islower()
    if option.kind != "table":
        parse(option.key, option.example)


def test_defaults_come_from_the_workload_and_are_named():
    requirements = resolve({"workload": "extraction", "calls_per_day": "1M"}, catalog(), TODAY)
    assert requirements.calls_per_day == 1e6
    assert requirements.input_tokens == 2000
    assert requirements.as_of == TODAY
    assert "input_tokens" in requirements.defaulted
    assert "calls_per_day" not in requirements.defaulted
    assert set(requirements.defaulted) < set(BY_KEY)


def test_worth_range_follows_the_worth_given():
    requirements = resolve({"workload": "extraction", "worth": "1"}, catalog(), TODAY)
    assert requirements.worth_range == (0.4, 2.5)
    assert resolve({"workload": "extraction", "worth": 3e-9}, catalog(), TODAY).worth_range == (1.2e-9, 7.5e-9)


def test_every_default_a_workload_file_states_is_used():
    stated = {"batch_share": 0.25, "flex_share": 0.5, "worth_low": 0.01, "worth_high": 0.2, "quality_floor": 0.8}
    shipped = catalog()
    shipped.workloads["extraction"] = EXTRACTION._replace(**stated)
    requirements = resolve({"workload": "extraction"}, shipped, TODAY)
    assert requirements.batch_share == 0.25
    assert requirements.flex_share == 0.5
    assert requirements.worth_range == (0.01, 0.2)
    assert requirements.quality_floor == 0.8
    assert resolve({"workload": "extraction", "worth": "0.1"}, shipped, TODAY).worth_range == (0.02, 0.4)


def test_calls_that_wait_are_no_more_than_all():
    given = {"workload": "extraction", "batch_share": "0.6"}
    resolve({**given, "flex_share": "0.4"}, catalog(), TODAY)
    with pytest.raises(AdvisorError) as caught:
        resolve({**given, "flex_share": "0.5"}, catalog(), TODAY)
    assert "--flex-share 0.5" in caught.value.message


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("calls_per_day", "many", "--calls-per-day"),
        ("worth", "0", "above 0"),
        ("effort", "extreme", "none, low, medium, high, max"),
        ("route", "hosted,cloud", "'cloud'"),
        ("residency", "", "empty"),
        ("right_of_100", "100", "99.9"),
        ("as_of", "tomorrow", "YYYY-MM-DD"),
        ("currency", "EUR", "EUR=1.08"),
        ("nonsense", "1", "unknown requirement"),
    ],
)
def test_a_bad_value_names_the_flag_and_a_valid_example(key, value, said):
    with pytest.raises(AdvisorError) as caught:
        parse(key, value)
    assert caught.value.exit_code == 2
    assert said in caught.value.message + caught.value.fix


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"workload": "poetry"},
        {"workload": "extraction", "calls_per_day": "0"},
        {"workload": "extraction", "top": "0"},
        {"workload": "extraction", "horizon": "0"},
        {"workload": "extraction", "peak_to_mean": "0.5"},
        {"workload": "extraction", "turns": "0.5"},
        {"workload": "extraction", "worth": "5", "worth_range": "0.01..0.02"},
        {"workload": "extraction", "context": "100"},
        {"workload": "extraction", "route": "hosted", "residency": "air-gapped"},
        {"workload": "extraction", "preset": "nobody"},
    ],
)
def test_an_impossible_combination_is_bad_input(given):
    with pytest.raises(AdvisorError) as caught:
        resolve(given, catalog(), TODAY)
    assert caught.value.exit_code == 2
    assert caught.value.fix


def test_the_echo_is_plain_and_complete():
    shown = echo(resolve({"workload": "extraction"}, catalog(), TODAY))
    assert shown["workload"] == "extraction"
    assert list(shown) == list(Requirements._fields)
    assert not any(isinstance(value, tuple) for value in shown.values())


def test_the_largest_request_grows_with_the_tokens_and_is_the_workloads_own_unless_changed():
    agentic = EXTRACTION._replace(input_tokens=60_000, output_tokens=4_000, turns=5, context=60_000)
    assert largest_request(agentic, 60_000, 4_000, 5) == 60_000
    assert largest_request(agentic, 120_000, 8_000, 5) == 120_000
    assert largest_request(EXTRACTION, 2000, 250, 1) == 2250
