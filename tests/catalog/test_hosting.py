"""The shipped hosting constants: complete, sourced, dated and within what they can mean."""

import pytest

from advisor.decision.cascade import checks_of
from advisor.decision.price_paths import paths_of
from advisor.estimates.hosting import hosting_of
from advisor.store import open_catalog

SHARES = (
    "mean_power_share", "value_kept_per_year", "resale_now", "accelerator_price_share_server",
    "accelerator_price_share_workstation", "max_utilisation", "autoscaling_floor",
)  # fmt: skip


def test_every_constant_is_there_with_a_source_that_resolves() -> None:
    catalog = open_catalog()
    hosting = hosting_of(catalog.constants["hosting"])
    known = catalog.cold("sources")
    for name, sources in hosting.sources.items():
        assert sources, name
        assert set(sources) <= set(known), name


@pytest.mark.parametrize("name", SHARES)
def test_shares_are_shares(name: str) -> None:
    assert 0 < open_catalog().constants["hosting"][name]["value"] <= 1


def test_every_constant_states_its_unit_and_date() -> None:
    for name, table in open_catalog().constants["hosting"].items():
        assert table["unit"], name
        assert len(str(table["read"])) == 10, name


def test_price_paths_are_weighted_to_one() -> None:
    paths = paths_of(open_catalog().constants["hosting"])
    assert [path.decline_per_year for path in paths] == [0.0, 0.5, 0.8]
    assert sum(path.weight for path in paths) == pytest.approx(1)


def test_the_lower_check_is_worse_than_the_typical_one() -> None:
    typical, lower = checks_of(open_catalog().constants["decision"])
    assert lower.accepts_right < typical.accepts_right
    assert lower.accepts_wrong > typical.accepts_wrong
