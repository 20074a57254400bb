"""The prior: fixed facts only, sizes in order, never above the reference models."""

import pytest

from advisor.evidence.prior import lineage, prior, years_of

from .samples import FACTS, PARAMETERS

CLOSED = FACTS._replace(id="beta-1", open_weights=False, params_total_b=None, params_active_b=None, launch_price=3.0)


def test_sizes_of_a_generation_are_ordered() -> None:
    means = [prior(FACTS._replace(params_total_b=size), PARAMETERS)[0] for size in (0.8, 4.0, 27.0, 120.0)]
    assert means == sorted(set(means))


def test_newer_and_dearer_at_launch_is_never_worse() -> None:
    later = CLOSED._replace(released="2026-09-01")
    dearer = CLOSED._replace(launch_price=10.0)
    assert prior(CLOSED, PARAMETERS)[0] < min(prior(later, PARAMETERS)[0], prior(dearer, PARAMETERS)[0])


def test_the_trend_stops_at_the_newest_model_the_fit_saw() -> None:
    old = CLOSED._replace(released="2026-10-01", launch_price=0.1)
    assert prior(old, PARAMETERS) == prior(old._replace(released="2027-12-01"), PARAMETERS)


def test_nothing_is_presumed_better_than_the_reference_models() -> None:
    dear = CLOSED._replace(released="2026-10-01", launch_price=500.0)
    assert prior(dear, PARAMETERS)[0] == PARAMETERS.ceiling


def test_unknown_facts_widen() -> None:
    known = prior(CLOSED, PARAMETERS)[1]
    assert prior(CLOSED._replace(released=None), PARAMETERS)[1] > known
    assert prior(CLOSED._replace(launch_price=None), PARAMETERS)[1] > known
    assert prior(FACTS._replace(params_total_b=None, params_active_b=None), PARAMETERS)[1] > known


@pytest.mark.parametrize(
    ("name", "kin"),
    [
        ("claude-opus-4.6", "claude-opus"),
        ("gpt-5.4-mini", "gpt-mini"),
        ("qwen3.5-397b-a17b", "qwen"),
        ("gemma-4-31b-it", "gemma"),
        ("gemini-3-flash-preview", "gemini-flash"),
        ("deepseek-v4-pro-0813", "deepseek-pro"),
        ("kimi-k3.1-pro", "kimi-k-pro"),
    ],
)
def test_lineage_drops_versions_and_sizes(name: str, kin: str) -> None:
    assert lineage(FACTS._replace(id=name)) == f"acme:{kin}"


def test_years_of_days_and_months() -> None:
    assert years_of("2026-01-01") == 0.0
    assert years_of("2025-07") == pytest.approx(-0.5, abs=0.05)
    assert years_of("2026-03") < years_of("2026-03-28") < years_of("2026-04-01")
