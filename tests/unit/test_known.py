"""The as-of rule: nothing later than the date shows."""

from advisor.known import models_known, offers_known, rents_known
from tests.unit.samples import catalog, model, offer

HISTORY = {
    "prices": [
        {"date": "2025-12-11", "end_date": None, "model": "closed-1", "provider": "maker", "input": 2.0, "output": 16.0,
         "source": "metergraph-0.7.4"},
        {"date": "2026-10-01", "end_date": None, "model": "closed-1", "provider": "maker", "input": 1.0, "output": 8.0,
         "source": "metergraph-0.7.4"},
    ]
}  # fmt: skip


def test_a_price_read_later_is_not_known_and_the_list_price_of_the_history_stands_in():
    known = offers_known(catalog(history=HISTORY), "2026-03-11")
    assert [(one.provider, one.input, one.from_history) for one in known] == [("maker", 2.0, True)]


def test_the_newest_price_in_force_is_used_and_an_announced_one_waits():
    rows = (
        offer(valid_from="2026-01-01", input=3.0),
        offer(valid_from="2026-06-01", input=2.0),
        offer(valid_from="2027-01-01", input=1.0),
        offer(valid_from="2026-02-01", valid_to="2026-11-01", region="eu", input=9.0),
    )
    assert [one.input for one in offers_known(catalog(offers=rows), "2026-11-23")] == [2.0]
    assert [one.input for one in offers_known(catalog(offers=rows), "2027-01-01")] == [1.0]


def test_models_count_from_their_release():
    shown = catalog(
        models=(
            model("old", released="2024-01-01"),
            model("new", released="2026-10-01"),
            model("undated", released=None),
        )
    )
    assert list(models_known(shown, "2026-03-11")) == ["old"]
    assert list(models_known(shown, "2026-11-23")) == ["old", "new", "undated"]


def test_rents_count_from_their_reading():
    assert rents_known(catalog(), "2026-05-23") == []
    assert len(rents_known(catalog(), "2026-05-24")) == 1
